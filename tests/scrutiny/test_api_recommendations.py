"""What a committee recommended and what the executive answered, written by the API."""

from datetime import date

import pytest
from django.utils import timezone

from inspections import timescales
from inspections.models import Area
from scrutiny.models import Recommendations, Response
from tests.actions.api import Caller, fields_of
from tests.factories import later, make_meeting
from tests.scrutiny.hall import FIRST

RECEIVED = date(2026, 3, 13)
RECOMMENDED = {"recommendation": "That homes be found nearer", "received_on": "2026-03-13"}
ANSWERED = {"based_on": 0, "answer": "partly", "words": "For the under tens.", "answered_on": "2026-04-02"}


@pytest.fixture
def lead(hall):
    return Caller(hall.team.lead, hall.team.organisation)


@pytest.fixture
def meeting(hall):
    return make_meeting(hall.committee, FIRST)


@pytest.fixture
def area(meeting):
    return Recommendations.record(meeting, "That homes be found", RECEIVED, section="Homes")


def test_a_recommendation_is_recorded_as_an_area_of_its_meeting(lead, meeting):
    body = RECOMMENDED | {"section": "Homes", "timescale": timescales.choices()[0][0]}
    path = f"meetings/{meeting.pk}/record-recommendation/"
    answer = lead.post(path, body, key="1")
    assert answer.status_code == 201, answer.content
    assert lead.post(path, body, key="1").json() == answer.json()
    area = Area.objects.get(pk=answer.json()["id"])
    assert (area.inspection.recommended_at.meeting, area.section) == (meeting, "Homes")
    assert (area.words, area.inspection.received_on) == (RECOMMENDED["recommendation"], RECEIVED)
    assert lead.get(answer["Location"].split("/v1/")[1]).json()["words"] == area.words


@pytest.mark.parametrize(
    "wrong",
    [{"recommendation": "\n"}, {"received_on": "2026-03-11"}, {"received_on": "9999-01-01"},
     {"received_on": None}, {"timescale": "one day"}, {"meeting": 1}],
)  # fmt: skip
def test_what_is_wrong_with_a_recommendation_is_named(lead, meeting, wrong):
    answer = lead.post(f"meetings/{meeting.pk}/record-recommendation/", RECOMMENDED | wrong)
    assert (answer.status_code, fields_of(answer)) == (400, list(wrong))


def test_nothing_was_received_tomorrow(lead, meeting):
    days = [later(timezone.now(), days=days).date().isoformat() for days in (0, 1)]
    path = f"meetings/{meeting.pk}/record-recommendation/"
    answers = [lead.post(path, RECOMMENDED | {"received_on": day}).status_code for day in days]
    assert answers == [201, 400]


def test_a_recommendation_is_put_right_until_it_is_answered(lead, area):
    answer = lead.post(f"areas/{area.pk}/mend/", {"recommendation": "That homes be found sooner"})
    assert (answer.json()["words"], answer.json()["section"]) == ("That homes be found sooner", "Homes")
    lead.post(f"areas/{area.pk}/respond/", ANSWERED)
    assert lead.post(f"areas/{area.pk}/mend/", {"section": "Placements"}).status_code == 422


def test_the_executives_answer_is_saved_over_what_was_read_and_over_nothing_else(hall, lead, area):
    path = f"areas/{area.pk}/respond/"
    first = lead.post(path, ANSWERED)
    assert (first.status_code, first.json()["answer"], first.json()["version"]) == (200, "partly", 1)
    assert Response.objects.get().by == hall.team.lead
    assert lead.post(path, ANSWERED | {"answer": "rejected"}).status_code == 409
    better = lead.post(path, ANSWERED | {"answer": "accepted", "based_on": 1})
    assert (better.json()["answer"], Response.objects.get().history.count()) == ("accepted", 2)


@pytest.mark.parametrize(
    "wrong",
    [{"answer": "perhaps"}, {"words": ""}, {"answered_on": "2026-03-12"}, {"answered_on": "1999-01-01"},
     {"based_on": -1}],
)  # fmt: skip
def test_what_is_wrong_with_an_answer_is_named(lead, area, wrong):
    answer = lead.post(f"areas/{area.pk}/respond/", ANSWERED | wrong)
    assert (answer.status_code, fields_of(answer)) == (400, list(wrong))


def test_the_executive_answers_recommendations_of_committees_alone(hall, lead, area):
    assert lead.post(f"areas/{hall.team.area.pk}/respond/", ANSWERED).status_code == 404
    stranger = Caller(hall.team.stranger, hall.team.stranger.memberships.first().organisation)
    area.inspection.publish()
    for deed, body in (("respond", ANSWERED), ("mend", {})):
        assert stranger.post(f"areas/{area.pk}/{deed}/", body).status_code == 404
