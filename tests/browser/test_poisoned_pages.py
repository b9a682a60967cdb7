"""Words that would run, in every text field: each page and mail, in a browser whose shield is off."""

from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from tests.actions.reminding import sweep_on
from tests.browser.test_every_page import pages_of, reader_of
from tests.guards.access_table import ROWS
from tests.guards.poison import make_poisoned_world
from tests.guards.reminders_world import LONG_AFTER
from tests.guards.routes import address
from tests.guards.world import ANONYMOUS, PERSONS

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sqlite]
NOTE_WHAT_RUNS = "window.ran = 0; window.xss = () => { window.ran += 1; }; window.alert = window.xss;"
# What the words would become if a page took them for more than words.
GREW = """() => [
    ...document.querySelectorAll(`img[src=x], [onload], [onerror], iframe, object, embed, base,
        script:not([src]), a[href^="javascript:" i], form[action^="javascript:" i]`),
].map((each) => each.outerHTML.slice(0, 100))
    .concat(window.ran ? [`${window.ran} scripts ran`] : [])
    .concat(document.documentElement.outerHTML.includes("POI" + "SON") ? ["a template was run"] : [])"""


@pytest.fixture
def defenceless(browser, live_server):
    """A window in which the content policy holds nothing back: only escaping keeps words from running."""
    context = browser().new_context(base_url=live_server.url, bypass_csp=True)
    context.set_default_timeout(20_000)
    context.add_init_script(NOTE_WHAT_RUNS)
    yield context
    context.close()


def seen_by_visitors():
    """What a visitor sees of the pages above: asked for without a browser, and then drawn by it."""
    open_to_all = [row for row in ROWS if ANONYMOUS in row.reads and reader_of(row) != ANONYMOUS]
    return [row for row in open_to_all if row.is_page and not row.is_api and not row.missing]


def come_as(context, world, person, live_server):
    context.clear_cookies()
    if person in world.sessions:
        cookie = {"name": settings.SESSION_COOKIE_NAME, "value": world.sessions[person]}
        context.add_cookies([cookie | {"domain": urlsplit(live_server.url).hostname, "path": "/"}])


def test_nothing_that_people_type_runs_in_any_page_or_mail(defenceless, live_server):
    world, wrong, opened = make_poisoned_world(), [], 0
    page = defenceless.new_page()
    page.on("dialog", lambda dialog: (wrong.append(f"{page.url} opened a window"), dialog.dismiss()))
    for person in PERSONS:
        come_as(defenceless, world, person, live_server)
        for row in pages_of(person):
            answer = page.goto(address(row, world.west), wait_until="domcontentloaded")
            opened += answer.status == 200
            wrong += [f"{row.route}: {answer.status}"] if answer.status >= 500 else []
            wrong += [f"{row.route} as {person}: {grown}" for grown in page.evaluate(GREW)]
    assert opened > 100
    sweep_on(LONG_AFTER)
    bodies = [body for sent in mail.outbox for body, kind in sent.alternatives if kind == "text/html"]
    assert bodies
    visitor = world.client(ANONYMOUS)
    drawn = [
        (row.route, visitor.get(address(row, world.west)).content.decode()) for row in seen_by_visitors()
    ]
    for name, words in [*drawn, *(("a mail", body) for body in bodies)]:
        page.set_content(words)
        wrong += [f"{name}: {grown}" for grown in page.evaluate(GREW)]
    assert not wrong, "\n".join(["", *wrong])


def test_a_script_that_got_into_a_page_would_not_run(open_page):
    """The second net: here the words are put into the page by hand, and the content policy holds."""
    page = open_page()
    page.add_init_script(NOTE_WHAT_RUNS)
    page.goto(reverse("accessibility"))
    said = []
    page.on("console", lambda message: said.append(message.text))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("tests.browser.conftest.note", lambda *args: None)
        page.evaluate(
            """() => {
                document.querySelector("main").innerHTML = "<img src=/none onerror=xss()>";
                const script = document.createElement("script");
                script.textContent = "xss()";
                document.body.append(script);
            }"""
        )
        page.wait_for_function("() => document.querySelector('main img').complete")
    assert page.evaluate("window.ran") == 0
    assert any("Content Security Policy" in words for words in said)
