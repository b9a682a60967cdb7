"""The application's own filter is taken away, and PostgreSQL alone keeps the other council's rows hidden."""

import pytest
from django.db import connection

from accounts.filters import kinds
from accounts.row_security.middleware import SEE_EVERYTHING
from accounts.row_security.scopes import EVERYTHING, PUBLIC, Scope, within
from accounts.viewsets import questions
from actions import latest_words, search
from actions.change_feed import rows
from actions.models import Action, ProgressUpdate, words
from actions.viewsets.actions import OTHERS
from tests.application_role import ROLE, working_as
from tests.guards.access_table import ROWS
from tests.guards.conftest import world  # noqa: F401 - a fixture
from tests.guards.routes import address
from tests.guards.test_models import belonging_to_an_organisation
from tests.guards.world import ANONYMOUS, LEAD, SECRETS, browser

pytestmark = [pytest.mark.postgres, pytest.mark.django_db]
SEARCHES = (
    "/search/?q=Service",
    "/search/?q=Council",
    *(f"/search/?q=council&in={kind}" for kind in ("actions", "areas", "updates")),
    "/api/v1/actions/?search=e",
    "/api/v1/areas/?search=e",
    "/api/v1/updates/?search=council",
)
DOWNLOADS = {"accept": "application/x-ndjson"}


@pytest.fixture(scope="module", autouse=True)
def kept_apart_by_postgresql_alone(django_db_setup, django_db_blocker):
    """Before the world is made; clients made for other tests know nothing of the second net."""
    browser.cache_clear()
    with django_db_blocker.unblock(), working_as(ROLE):
        yield
    browser.cache_clear()


@pytest.fixture
def no_filter(monkeypatch):
    forget_kept_statements()
    yield from without_the_filter(monkeypatch)
    monkeypatch.undo()
    forget_kept_statements()


def forget_kept_statements():
    """Their SQL holds the filter as it was when they were first asked."""
    for kept in (
        questions._kept, questions._kept_with_filters, rows._kept, latest_words._kept, kinds._asked_for,
        OTHERS.kept,
    ):  # fmt: skip
        kept.cache_clear()


def without_the_filter(monkeypatch):
    def everything_there_is(rows, user):
        from django.db.models import Value

        return rows.annotate(words_shown=Value(True)) if rows.model is ProgressUpdate else rows.all()

    for model in belonging_to_an_organisation():
        monkeypatch.setattr(type(model._default_manager.all()), "visible_to", everything_there_is)
    yield


def asked(there, person, addresses, **headers):
    """{address: what of the other council stands in the answer}."""
    client, found = there.client(person, raise_request_exception=False), {}
    for each in addresses:
        answer = client.get(each, headers=headers)
        body = b"".join(answer) if answer.streaming else answer.content
        # Where somebody asks for the other council by its name, an answer may say that name back.
        text = body.decode(errors="replace").replace(each, "").replace("/thornwick/", "")
        if shown := [secret for secret in SECRETS if secret in text]:
            found[each] = (answer.status_code, shown, around(text, shown[0]))
    return found


def around(text, word):
    place = text.index(word)
    return text[max(0, place - 80) : place + 40]


def addresses_of(place):
    """Those that are about nobody in particular are asked for once."""
    is_west = place.organisation.slug == "westmarch"
    found = [row for row in ROWS if row.args or is_west]
    return [
        address(row, place) for row in found if row.route not in SEE_EVERYTHING and not by_secret(row, place)
    ]


def by_secret(row, place):
    """Addresses that let in whoever holds them, such as a calendar's, show what their owner sees."""
    return bool(row.args) and bool({"secret", "signed", "key"} & set(row.args(place)))


@pytest.mark.parametrize("person", [ANONYMOUS, LEAD])
def test_nothing_of_another_council_is_in_any_answer(person, world, no_filter):  # noqa: F811
    assert not asked(world, person, [*addresses_of(world.west), *SEARCHES])
    assert not asked(world, person, addresses_of(world.east))


@pytest.mark.parametrize("person", [ANONYMOUS, LEAD])
def test_nor_is_it_found_by_words_that_many_rows_hold(person, world, no_filter, monkeypatch):  # noqa: F811
    monkeypatch.setattr(search, "MOST_LOOKED_AT", 0)
    for most in ("MOST_ACTIONS", "MOST_AREAS", "MOST_UPDATES"):
        monkeypatch.setattr(words, most, 0)
    assert not asked(world, person, SEARCHES)


def test_nor_in_what_is_downloaded_whole(world, no_filter):  # noqa: F811
    lists = [address(row, world.west) for row in ROWS if row.is_api and row.is_list]
    assert lists
    assert not asked(world, LEAD, lists, **DOWNLOADS)


def test_the_filter_is_gone_and_without_the_net_everything_would_be_seen(world, no_filter):  # noqa: F811
    with within(EVERYTHING):
        everything = Action.objects.visible_to(None).count()
    with within(Scope(organisations=(world.west.organisation.pk,), person=world.people[LEAD].pk)):
        own = Action.objects.visible_to(None).count()
    with within(PUBLIC):
        assert Action.objects.visible_to(None).count() == 0
    assert 0 < own < everything


def test_a_connection_that_was_told_nothing_shows_what_is_public_and_nothing_else(world):  # noqa: F811
    with connection.cursor() as cursor:
        for name in ("scope", "organisations", "person"):
            cursor.execute(f"SET followthrough.{name} = ''")
        assert Action.objects.count() == 0
        cursor.execute("SET followthrough.scope = 'everything'")
