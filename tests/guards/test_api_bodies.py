"""No body of the API takes a row of another organisation, or tells whether there is one.

The fields are found by walking the serializer that checks what a route is sent, so a new route is tried by
itself.
"""

import json
from fnmatch import fnmatch
from uuid import UUID

import pytest
from django.db import transaction
from django.db.models import AutoField, UUIDField

from tests.guards.access_table import ROWS
from tests.guards.api_bodies import (
    allowed,
    body_around,
    checked_bodies,
    declared,
    is_doubtful,
    places,
    stated,
)
from tests.guards.routes import address
from tests.guards.traces import written_tables
from tests.guards.world import ASSURER, LEAD, MANAGER, MEMBER, OPERATOR, SECRETS, VIEWER, give_role

INSIDE = (LEAD, MANAGER, ASSURER, MEMBER, VIEWER, OPERATOR)
LEAD_OF_BOTH = "lead of both"
MOST_TRIED = 3
# Fields that look as if they named a row and do not, each with its reason.
NAMES_NO_ROW = {
    "*.based_on": "counts the versions of the thing that the address names",
    "ChosenBody.ledger_number": "counts the rows of the action that stands beside it",
    "CorrectBody.number": "counts the rows of the action that the address names",
    "AcceptBody.evidence_seen": "hashes, compared with those of the action that the address names",
    "ColumnsSerializer.*": "the place of a column in a file",
    "*.file": "the file itself; what its cells name is looked up among one's own by plan_import",
    "DraftAreaBody.page": "the page of a report",
    "DraftAreaBody.bodies": "names as the report prints them, matched when it is saved",
    "MailBody.hour": "the time of day",
    "MailBody.weekdays": "the day of the week",
    "*.position": "a place in the changes feed, of which everybody is told their own rows alone",
    "QuestionBody.question": "the words of the question",
    "CommitteeBody.slug": "a new word, unlike the others of this organisation alone",
    "OrganisationBody.slug": "a new word, chosen by operators, who see all there are",
    "OrganisationBody.ons_code": "a code of the whole country, typed by operators",
}
# Where somebody may truly name another organisation's row, each with its reason.
MAY_BE_ANOTHERS = {
    ("BodyBody.organisation", OPERATOR): "says which organisation a name means: operators see all there are",
    ("BodyBody.organisation", LEAD_OF_BOTH): "the same: any that one sees",
}
WRITTEN = [row for row in ROWS if row.is_api and (row.writes or row.other_methods)]
each_written = pytest.mark.parametrize("row", WRITTEN, ids=lambda row: row.route)


def writings(row):
    """(method, everybody inside who may write by it)."""
    for method, persons in {"POST": row.writes, **row.other_methods}.items():
        if persons:
            yield method, [person for person in INSIDE if person in persons]


def reason(place):
    return next((known for known in NAMES_NO_ROW if fnmatch(place.known_as, known)), None)


def send(world, row, method, person, body):
    """The answer, the tables written to and the serializers met; taken back afterwards."""
    client, there = world.client(person), address(row, world.west)
    based_on = {"If-Match": '"1"'}
    with transaction.atomic(), written_tables() as tables, checked_bodies() as met:
        answer = client.generic(
            method, there, json.dumps(body), content_type="application/json", headers=based_on
        )
        transaction.set_rollback(True)
    return answer, tables, met


def foreign_rows(field, world, person):
    """Keys of the other organisation: a few, as some are refused for other reasons too."""
    model = field.choices_of(field.context).model
    seen = set().union(*(world.seen_by(who, model) for who in {LEAD, person} - {OPERATOR}))
    rows = model._default_manager.exclude(pk__in=seen).order_by("pk")
    return list(rows.values_list("pk", flat=True)[:MOST_TRIED])


def nowhere(field):
    """A key that no row has."""
    key = field.choices_of(field.context).model._meta.pk
    assert isinstance(key, (AutoField, UUIDField)), f"Say what a key of {key.model} looks like."
    return UUID(int=1) if isinstance(key, UUIDField) else 10**15


def told(answer):
    """All of a refusal but the number of its request."""
    return answer.status_code, {name: each for name, each in answer.json().items() if name != "instance"}


def wrong_fields(answer):
    return {each["field"] for each in answer.json().get("errors", [])} if answer.status_code == 400 else set()


@each_written
@pytest.mark.django_db
def test_a_row_of_another_organisation_is_refused_just_as_one_that_is_nowhere(row, world):
    for method, persons in writings(row):
        body = declared(row, world, method)
        if body is None:
            continue
        unknown = [place.known_as for place in places(body()) if is_doubtful(place) and not reason(place)]
        assert not unknown, "Make it a RowField, or say in NAMES_NO_ROW why it names no row."
        names_rows = any(place.is_of_rows for place in places(body()))
        for person in persons if names_rows else persons[:1]:
            _, _, met = send(world, row, method, person, {})
            assert met or not names_rows, f"As {person}: its body is not reached."
            assert {type(each) for each in met} <= {body}, "Its reference names another body."
            for place in places(met[0]) if names_rows else ():
                try_place(world, row, method, person, met[0], place)


def try_place(world, row, method, person, body, place):
    if not place.is_of_rows or (place.known_as, person) in MAY_BE_ANOTHERS:
        return

    def sent(value):
        return send(world, row, method, person, body_around(body, place, value))

    if own := allowed(place.field):
        answer, _, _ = sent(own)
        assert place.name not in wrong_fields(answer), f"As {person}: {answer.json()}"
    refusal, _, _ = sent(stated(nowhere(place.field)))
    assert wrong_fields(refusal) == {place.name}, f"As {person}: {refusal.status_code} {refusal.content}"
    stolen = foreign_rows(place.field, world, person)
    assert stolen, f"{place.name}: the world has no row to steal."
    for key in stolen:
        answer, tables, _ = sent(stated(key))
        assert told(answer) == told(refusal), f"As {person}, {place.name}={key}"
        assert not tables, f"As {person}, {place.name}={key} wrote to {tables}"
        text = f"{answer.content.decode()} {dict(answer.headers)}"
        assert not [secret for secret in SECRETS if secret in text]
    if person == LEAD and (place.known_as, LEAD_OF_BOTH) not in MAY_BE_ANOTHERS:
        try_as_lead_of_both(world, lambda: sent(stated(stolen[0])), place)


def try_as_lead_of_both(world, steal, place):
    """Who sees both organisations can't mix them either."""
    with transaction.atomic():
        give_role(world.east.organisation, world.people[LEAD], LEAD)
        answer, tables, _ = steal()
        transaction.set_rollback(True)
    assert wrong_fields(answer) == {place.name}, f"As lead of both: {answer.status_code} {answer.content}"
    assert not tables


@pytest.mark.django_db
def test_no_reason_is_left_over(world):
    doubtful, of_rows = set(), set()
    for row in WRITTEN:
        for method, persons in writings(row):
            body = declared(row, world, method)
            for place in places(body()) if body else ():
                doubtful |= {reason(place)} if is_doubtful(place) else set()
                of_rows |= {(place.known_as, person) for person in persons if place.is_of_rows}
    assert not set(NAMES_NO_ROW) - doubtful
    assert not {each for each in MAY_BE_ANOTHERS if each[1] in INSIDE} - of_rows
