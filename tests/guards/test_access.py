"""Every route, every person, own and other organisation, every method: the access table, carried out."""

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.test import override_settings
from django.urls import reverse

from tests.guards.access_table import ROWS
from tests.guards.access_table.row import ANSWER, EVERYBODY, SENT_ON, SIGN_IN, standing
from tests.guards.routes import ROW_OF, address, ask, places, routes
from tests.guards.traces import contents, written_tables
from tests.guards.world import ANONYMOUS, LEAD, OPERATOR, PERSONS, STRANGER

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
SAFE = ("GET", "HEAD", "OPTIONS")
# Whoever is asked for the methods that a route does not offer: such an answer hangs on the route and on being
# inside, outside or unknown, not on the role.
ASKED_EVERYTHING = (ANONYMOUS, STRANGER, LEAD, OPERATOR)

# What stands on every page; tests/guards/test_pages.py and tests/config/test_errors.py look at these.
FRAME = ("header.html", "navigation.html", "footer.html")

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)


@pytest.fixture(autouse=True, scope="module")
def pages_without_their_frame():
    """What is asked here is who gets a page: drawing frames and error pages too would double the time."""
    errors = [path.name for path in (settings.BASE_DIR / "templates" / "errors").iterdir()]
    empty = dict.fromkeys([*FRAME, *(f"errors/{name}" for name in errors)], "")
    django = "django.template.loaders"
    loaders = [
        (f"{django}.locmem.Loader", empty),
        f"{django}.filesystem.Loader",
        f"{django}.app_directories.Loader",
    ]
    engine = dict(settings.TEMPLATES[0])
    engine |= {
        "APP_DIRS": False,
        "OPTIONS": engine["OPTIONS"] | {"loaders": [(f"{django}.cached.Loader", loaders)]},
    }
    with override_settings(TEMPLATES=[engine]):
        yield


def send(world, row, method, person, place):
    """One request whose traces are taken back; returns its verdict and the tables it wrote to."""
    client = world.client(person)
    with transaction.atomic(), written_tables() as tables:
        answer = ask(client, method, address(row, place))
        transaction.set_rollback(True)
    return verdict(answer), tables


def person_may_write(row, method, stands_as):
    """Who is refused, and who only reads, must leave no trace."""
    if row.writes_when_read:
        return stands_as in row.reads
    if method in SAFE:
        return False
    # allauth takes PUT for POST, with no fields in it: a try at a password is counted all the same.
    return stands_as in row.allowed("POST" if row.by_library and method == "PUT" else method)


def methods_asked(row, stands_as):
    if stands_as in ASKED_EVERYTHING or row.other_methods:
        return METHODS
    return ("GET", "POST")


# Whoever may do it is told what was wrong with it, or that it does not say what it is based on.
UNDERSTOOD = (200, 201, 202, 204, 400, 409, 412, 422, 428)


def verdict(answer):
    if answer.status_code in (301, 302, 303):
        return SIGN_IN if answer["Location"].split("?")[0] == resolve_url(settings.LOGIN_URL) else SENT_ON
    return ANSWER if answer.status_code in UNDERSTOOD else str(answer.status_code)


def test_every_route_has_a_row_and_every_row_a_route():
    names = {route.name for route in routes()}
    new, gone = sorted(names - set(ROW_OF)), sorted(set(ROW_OF) - names)
    assert not new, "Say in tests/guards/access_table who may do what at these."
    assert not gone, "These routes are gone: take their rows away."


def test_no_route_has_two_rows():
    assert len(ROW_OF) == len(ROWS)


@each_row
@pytest.mark.django_db
def test_everybody_gets_what_the_table_says(row, world):
    wrong = []
    for place in places(row, world):
        for person in PERSONS:
            stands_as = standing(person, place, world, row)
            for method in methods_asked(row, stands_as):
                expected = row.expected(method, stands_as, is_outsider=stands_as == STRANGER)
                got, tables = send(world, row, method, person, place)
                told = f"{method} as {person} at {place.organisation}"
                if got not in expected:
                    wrong.append(f"{told}: {got}, where the table says {' or '.join(sorted(expected))}")
                may_write = person_may_write(row, method, stands_as)
                if tables and not may_write:
                    wrong.append(f"{told} wrote to {', '.join(sorted(tables))}")
    assert not wrong, "\n".join(["", *wrong])


@pytest.fixture(scope="module")
def as_made(world):
    return contents()


@each_row
@pytest.mark.django_db
def test_reading_leaves_every_table_as_it_was(row, world, as_made):
    if row.writes_when_read:
        return
    for person in (ANONYMOUS, LEAD):
        for method in SAFE:
            ask(world.client(person), method, address(row, world.west))
    assert contents() == as_made


@each_row
@pytest.mark.django_db
def test_a_write_without_the_csrf_token_is_refused(row, world):
    """Of the API too when it is called with a session; without one it asks for a token."""
    if row.needs_no_token:
        return
    for person in (ANONYMOUS, LEAD):
        for method in ("POST", "PUT", "PATCH", "DELETE"):
            client = world.client(person, enforce_csrf_checks=True)
            answer = client.generic(method, address(row, world.west))
            expected = {401, 405} if row.is_api and person == ANONYMOUS else {403}
            if row.is_api and row.reads == EVERYBODY:
                expected |= {405}
            assert answer.status_code in expected, f"{method} as {person}: {answer.status_code}"


@each_row
@pytest.mark.django_db
def test_a_number_that_no_database_holds_is_found_nowhere(row, world):
    args = row.args(world.west) if row.args else {}
    if not any(isinstance(value, int) for value in args.values()):
        return
    beyond = {name: 10**24 if isinstance(value, int) else value for name, value in args.items()}
    answer = ask(world.client(LEAD), "GET", reverse(row.route, kwargs=beyond))
    assert answer.status_code in (403, 404, 405)
