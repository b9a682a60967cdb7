"""What every page must have, and what none may show, in the HTML that people really get."""

import re

import pytest
from django.conf import settings
from lxml import html

from tests.guards.access_table import ROWS
from tests.guards.form_classes import forms_in
from tests.guards.routes import address, ask
from tests.guards.world import ANONYMOUS, LEAD, OPERATOR, PERSONS, SECRETS, STRANGER, SURNAME, VIEWER

PAGES = [row for row in ROWS if row.reads and row.is_page and not row.is_api]
each_page = pytest.mark.parametrize("row", PAGES, ids=lambda row: row.route)
HANDLERS = re.compile(r"^on[a-z]+$")


def read(row, world, person):
    """The page as this person gets it, or None when it is not for them. Asked for once for all tests here."""
    if (row.route, person) not in world.pages:
        world.pages[row.route, person] = _read(row, world, person)
    return world.pages[row.route, person]


def _read(row, world, person):
    answer = world.client(person).get(address(row, world.west))
    is_html = answer["Content-Type"].startswith("text/html") if answer.status_code == 200 else False
    return answer.content.decode() if is_html else None


def faults(text):
    """What is wrong with a page, each in words."""
    page = html.fromstring(text)
    if len(page.findall(".//h1")) != 1:
        yield f"it has {len(page.findall('.//h1'))} h1"
    if not re.match(r".*\w.* – Followthrough$", page.findtext(".//title", "").strip()):
        yield f"its title is {page.findtext('.//title')!r}"
    if page.get("lang") != "en-GB":
        yield "it does not say that it is in English"
    links = page.findall(".//a")
    if (
        not links
        or links[0].get("href") != "#main-content"
        or page.find(".//main[@id='main-content']") is None
    ):
        yield "its first link does not skip to the main content"
    ids = [element.get("id") for element in page.iter() if element.get("id")]
    yield from (f"the id {each} is used twice" for each in sorted(set(ids)) if ids.count(each) > 1)
    for element in page.iter():
        yield from inline_code(element)


def inline_code(element):
    if element.tag == "style" or element.get("style"):
        yield f"<{element.tag}> is styled inline"
    if element.tag == "script" and not element.get("src"):
        yield "a script is inline"
    yield from (f"<{element.tag}> has {name}" for name in element.attrib if HANDLERS.match(name))
    for name in ("src", "href", "action"):
        target = element.get(name, "")
        if target.startswith("javascript:"):
            yield f"<{element.tag}> has a {name} that is a script"
        if element.tag in ("script", "link", "img", "form") and re.match(r"(https?:)?//", target):
            yield f"<{element.tag}> reaches outside: {target}"


@each_page
@pytest.mark.django_db
def test_every_page_has_one_heading_a_title_a_skip_link_and_no_inline_code(row, world):
    for person in PERSONS:
        text = read(row, world, person)
        found = list(faults(text)) if text else []
        assert not found, f"As {person}: {found}"


@each_page
@pytest.mark.django_db
def test_no_page_tells_the_public_a_persons_name(row, world):
    assert SURNAME.lower() not in (read(row, world, ANONYMOUS) or "").lower()


@each_page
@pytest.mark.django_db
def test_no_page_shows_one_organisation_the_private_things_of_another(row, world):
    for person in PERSONS:
        if person in (STRANGER, OPERATOR):
            continue
        shown = [secret for secret in SECRETS if secret in (read(row, world, person) or "")]
        assert not shown, f"As {person}"


@each_page
@pytest.mark.django_db
def test_a_form_sent_empty_comes_back_as_a_whole_page_that_says_what_is_wrong(row, world):
    for person in (VIEWER, LEAD, OPERATOR):
        if person not in row.writes:
            continue
        answer = world.client(person).post(address(row, world.west))
        if any(form.errors for form in forms_in(answer)):
            text = answer.content.decode()
            assert not list(faults(text)), f"As {person}"
            assert "govuk-error-summary" in text, f"As {person}: no error summary"
            assert "<title>Error: " in text, f"As {person}: the title does not say that there is an error"


@pytest.mark.django_db
def test_the_page_for_an_address_that_is_not_there_is_a_whole_page(world):
    for person in (ANONYMOUS, LEAD):
        answer = world.client(person).get("/nowhere/at/all/")
        assert answer.status_code == 404
        assert not list(faults(answer.content.decode()))


def safe(answer):
    policy = answer.get("Content-Security-Policy", "")
    return (
        "default-src 'none'" in policy
        and ("frame-ancestors 'none'" in policy or "sandbox" in policy)
        and "unsafe" not in policy
        and answer.get("X-Content-Type-Options") == "nosniff"
        and answer.get("X-Frame-Options") == "DENY"
        and answer.get("Cross-Origin-Opener-Policy") == "same-origin"
        and answer.get("Cross-Origin-Resource-Policy") == "same-origin"
        and "camera=()" in answer.get("Permissions-Policy", "")
        and answer.get("Referrer-Policy") == settings.SECURE_REFERRER_POLICY == "same-origin"
    )


@pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)
@pytest.mark.django_db
def test_every_answer_carries_the_security_headers(row, world):
    for person in (ANONYMOUS, LEAD):
        for method in ("GET", "POST", "DELETE"):
            answer = ask(world.client(person), method, address(row, world.west))
            assert safe(answer), f"{method} as {person}: {answer.status_code} {dict(answer.headers)}"


@pytest.mark.django_db
def test_an_answer_that_something_is_not_there_carries_them_too(world):
    assert safe(world.client(ANONYMOUS).get("/nowhere/"))
