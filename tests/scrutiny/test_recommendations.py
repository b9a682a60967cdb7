"""What a committee recommends lives on the same ledger, and the executive's silence shows."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.refusals import NotAllowed, Refused
from inspections.models import Area, Inspection
from scrutiny import paper as papers
from scrutiny.models import Recommendations, Response
from scrutiny.position import position_of
from tests.actions.team import moment
from tests.factories import make_action, make_meeting, make_paper
from tests.scrutiny.hall import FIRST

RECEIVED, DUE, ANSWERED = date(2026, 3, 13), date(2026, 5, 12), date(2026, 4, 2)
LATER = moment(60)


@pytest.fixture
def meeting(hall):
    return make_meeting(hall.committee, FIRST)


def recommended(meeting, *words):
    areas = [Recommendations.record(meeting, each, RECEIVED) for each in words or ("That homes be found",)]
    Inspection.objects.get(framework="scrutiny").publish()
    return areas


def respond(hall, area, answer="accepted", on=ANSWERED, **more):
    return Response.give(area, hall.team.lead, LATER, answer, "It will be done.", on, **more)


def told(area, on=None, **more):
    [found] = [
        each for each in position_of(area.inspection, on or LATER.date(), **more).areas if each.area == area
    ]
    return found.response


def test_recommendations_of_a_meeting_are_areas_of_one_inspection_and_start_its_clock(meeting):
    first, second = recommended(meeting, "That homes be found", "That carers be heard")
    assert first.inspection == second.inspection and (first.number, second.number) == (1, 2)
    assert first.inspection.framework == "scrutiny" and first.kind == "recommendation"
    clock = first.inspection.clocks.get()
    assert (clock.clock, clock.trigger_on, clock.due_on) == ("executive_response", RECEIVED, DUE)


def test_one_without_an_answer_is_shown_as_unanswered_with_the_day_it_is_due(client, hall, meeting):
    [area] = recommended(meeting)
    assert told(area)["answer"] == "unanswered" and "12 May 2026" in told(area)["words"]
    slug = hall.team.organisation.slug
    for address in (
        reverse("recommendations", args=[slug]), reverse("progress", args=[slug, area.inspection.slug])
    ):  # fmt: skip
        shown = client.get(address).content.decode()
        assert "Not answered" in shown and "12 May 2026" in shown and area.words in shown


def test_the_answer_is_told_from_its_day_on_and_as_it_was_known_then(hall, meeting):
    [area] = recommended(meeting)
    respond(hall, area, "rejected")
    assert told(area, on=date(2026, 4, 1))["answer"] == "unanswered"
    assert told(area, on=ANSWERED)["answer"] == "rejected"
    better = Response.give(area, hall.team.lead, moment(61), "partly", "Half of it.", ANSWERED, based_on=1)
    assert (told(area)["answer"], told(area)["words"]) == ("partly", "Half of it.")
    assert told(area, known_at=moment(60))["answer"] == "rejected"
    assert better.history.count() == 2


def test_an_answer_reaches_the_paper(hall, meeting):
    [area] = recommended(meeting)
    respond(hall, area)
    next_one = make_meeting(hall.committee, date(2026, 5, 14))
    paper = make_paper(next_one, area.inspection, hall.team.lead, as_at=LATER.date())
    document = papers.compose(paper, LATER)
    assert document["areas"][0]["response"]["words"] == "It will be done."
    assert list(papers.faults(document, paper, LATER)) == []


@pytest.mark.parametrize(
    ("on", "fits"),
    [(RECEIVED, True), (LATER.date(), True), (date(2026, 3, 12), False), (date(2026, 5, 2), False)],
)
def test_an_answer_is_no_older_than_the_recommendation_and_not_of_tomorrow(hall, meeting, on, fits):
    [area] = recommended(meeting)
    if fits:
        assert respond(hall, area, on=on).answered_on == on
    else:
        with pytest.raises(ValidationError):
            respond(hall, area, on=on)


def test_the_clock_is_met_on_the_day_of_the_last_answer_and_runs_again_for_one_more(hall, meeting):
    first, second = recommended(meeting, "That homes be found", "That carers be heard")
    clock = first.inspection.clocks.get()
    respond(hall, second, on=date(2026, 4, 20))
    clock.refresh_from_db()
    assert clock.met_on is None
    respond(hall, first, on=ANSWERED)
    clock.refresh_from_db()
    assert clock.met_on == date(2026, 4, 20)
    Recommendations.record(meeting, "That it be said", RECEIVED)
    clock.refresh_from_db()
    assert clock.met_on is None


def test_only_leads_answer_only_recommendations_and_the_second_at_once_is_told(hall, meeting):
    [area] = recommended(meeting)
    for person in (hall.team.member, hall.team.manager, hall.team.stranger):
        with pytest.raises(NotAllowed):
            Response.give(area, person, LATER, "accepted", "Yes.", ANSWERED)
    with pytest.raises(Refused, match="Only the committee's own"):
        respond(hall, hall.team.area)
    respond(hall, area)
    with pytest.raises(Refused, match="meanwhile"):
        respond(hall, area, "rejected")
    assert Response.objects.get().answer == "accepted"


def test_words_typed_wrongly_are_mended_until_somebody_answers_or_acts(hall, meeting):
    first, second = recommended(meeting, "That hommes be found", "That carers be heard")
    mended = Recommendations.mend(first, "That homes be found")
    assert mended.words == "That homes be found"
    assert first.history.earliest().words == "That hommes be found"
    respond(hall, first)
    make_action(second, hall.team.lead)
    for area in (first, second):
        with pytest.raises(Refused, match="its words stay"):
            Recommendations.mend(area, "That nothing be done")
    assert not Area.objects.filter(words="That nothing be done").exists()


def test_they_are_hidden_until_they_are_published(client, hall, meeting):
    area = Recommendations.record(meeting, "That homes be found", RECEIVED)
    assert not Area.objects.visible_to(AnonymousUser()).filter(pk=area.pk).exists()
    shown = client.get(reverse("recommendations", args=[hall.team.organisation.slug])).content.decode()
    assert "That homes be found" not in shown


def test_a_lead_records_and_answers_by_the_pages_and_opens_an_action(client, hall, meeting):
    client.force_login(hall.team.lead)
    team, slug = hall.team, hall.team.organisation.slug
    address = reverse("record-recommendation", args=[slug, hall.committee.slug, meeting.pk])
    day = {"received_on_day": "12", "received_on_month": "3", "received_on_year": "2026"}
    client.post(address, day | {"recommendation": "That homes be found", "section": "Homes"})
    before = {"received_on_day": "11", "received_on_month": "3", "received_on_year": "2026"}
    shown = client.post(address, before | {"recommendation": "One more"}).content.decode()
    assert "received before the meeting" in shown and "That homes be found" in shown
    area = Area.objects.get(inspection__framework="scrutiny")
    when = {"answered_on_day": "2", "answered_on_month": "4", "answered_on_year": "2026"}
    answer = {"based_on": "0", "answer": "accepted", "words": "Yes."}
    client.post(reverse("respond", args=[slug, area.pk]), answer | when)
    assert area.response.answer == "accepted"
    opened = {"title": "Find homes", "good_looks_like": "There are enough.", "visibility": "public"}
    client.post(reverse("open-action", args=[slug, area.inspection.slug, 1]), opened)
    assert [action.reference for action in area.actions.all()] == ["1.1"]
    assert client.get(area.get_absolute_url()).status_code == 200 and team
