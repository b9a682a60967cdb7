"""Every route, every person, own and other organisation, every method: the access table, carried out.

Nothing is asked for twice: whatever else must be true of an answer is looked at here too (page_rules.py).
"""

import pytest
from django.conf import settings
from django.db import transaction
from django.shortcuts import resolve_url
from django.urls import reverse

from tests.guards import frames
from tests.guards.access_table import ROWS
from tests.guards.access_table.row import ANSWER, EVERYBODY, SENT_ON, SIGN_IN, standing
from tests.guards.page_rules import faults_of_empty_form, faults_of_page, is_safe
from tests.guards.routes import ROW_OF, address, ask, routes
from tests.guards.traces import written_tables
from tests.guards.world import ANONYMOUS, LEAD, OPERATOR, PERSONS, ROLES, STRANGER

METHODS = ("GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE")
SAFE = ("GET", "HEAD", "OPTIONS")

each_row = pytest.mark.parametrize("row", ROWS, ids=lambda row: row.route)


def visits(row, world):
    """(person, place, its address, method), each that may be answered in a way of its own.

    The two places are alike: at the other one only our own people learn something, that they are strangers.
    """
    asked = [(person, world.west) for person in PERSONS]
    if row.args:
        asked += [(person, world.east) for person in ROLES]
    addresses = {id(place): address(row, place) for _, place in asked}
    for person, place in asked:
        for method in methods_asked(row, person if place is world.west else ""):
            yield person, place, addresses[id(place)], method


def methods_asked(row, person):
    """The answer to a method that a route does not offer hangs on the route and on being inside, outside or
    unknown, not on the role: so one of each is asked for all methods."""
    inside = LEAD if LEAD in row.reads | row.writes else OPERATOR
    asked_everything = {ANONYMOUS, inside, STRANGER} if row.args else {ANONYMOUS, inside}
    return METHODS if person in asked_everything else ("GET", "POST", *row.other_methods)


def send(world, method, person, url):
    """One request whose traces are taken back; the answer and the tables it wrote to."""
    client = world.client(person)
    with transaction.atomic(), written_tables() as tables:
        answer = ask(client, method, url)
        transaction.set_rollback(True)
    return answer, tables


def person_may_write(row, method, stands_as):
    """Who is refused, and who only reads, must leave no trace."""
    if row.writes_when_read:
        return stands_as in row.reads
    if method in SAFE:
        return False
    # allauth takes PUT for POST, with no fields in it: a try at a password is counted all the same.
    return stands_as in row.allowed("POST" if row.by_library and method == "PUT" else method)


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
    wrong = [
        f"{method} as {person} at {place.organisation}: {words}"
        for person, place, url, method in visits(row, world)
        for words in found_wrong(row, world, person, place, url, method)
    ]
    assert not wrong, "\n".join(["", *wrong])


def found_wrong(row, world, person, place, url, method):
    stands_as = standing(person, place, world, row)
    is_page_for_them = row.is_page and method == "GET" and stands_as in row.reads and place is world.west
    if is_page_for_them:
        answer, tables = send(world, method, person, url)
        yield from faults_of_page(answer, row, world, person)
    else:
        with frames.left_out():
            answer, tables = send(world, method, person, url)
    expected = row.expected(method, stands_as, is_outsider=stands_as == STRANGER)
    if (got := verdict(answer)) not in expected:
        yield f"{got}, where the table says {' or '.join(sorted(expected))}"
    if tables and not person_may_write(row, method, stands_as):
        yield f"it wrote to {', '.join(sorted(tables))}"
    if not is_safe(answer):
        yield f"{answer.status_code} without the headers of security: {dict(answer.headers)}"
    if method == "POST" and stands_as in row.writes and not row.is_api:
        yield from faults_of_empty_form(answer, person)


@each_row
@pytest.mark.django_db
def test_a_write_without_the_csrf_token_is_refused(row, world):
    """Of the API too when it is called with a session; without one it asks for a token."""
    if row.needs_no_token:
        return
    for person, method in ((ANONYMOUS, "POST"), (LEAD, "POST"), (LEAD, "DELETE")):
        client = world.client(person, enforce_csrf_checks=True)
        with frames.left_out():
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
