"""Committees, who sits on them, when they meet and when papers are due."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from accounts.models import ClosureDay
from scrutiny.models import ForwardPlanItem, FrozenPaper, Meeting
from tests.factories import (
    make_committee,
    make_inspection,
    make_meeting,
    make_member,
    make_organisation,
    make_paper,
)
from tests.scrutiny.hall import FIRST, SECOND, make_hall


def signed_in(user):
    client = Client()
    client.force_login(user)
    return client


@pytest.mark.parametrize(
    ("held_on", "closed", "due_on"),
    [
        (date(2026, 3, 12), [], date(2026, 3, 4)),  # a Thursday without anything beside it
        (date(2026, 3, 9), [], date(2026, 2, 27)),  # a Monday
        (date(2026, 4, 9), [], date(2026, 3, 30)),  # over Good Friday and Easter Monday
        (date(2026, 3, 14), [], date(2026, 3, 6)),  # a Saturday, on which councils rarely meet
        (date(2027, 1, 7), [date(2026, 12, 31)], date(2026, 12, 24)),  # the new year, with a day closed
        (date(2027, 1, 7), [], date(2026, 12, 29)),
        (date(2026, 3, 12), [date(2026, 3, 4)], date(2026, 3, 3)),  # the very day
        (date(2026, 3, 12), [date(2026, 3, 3)], date(2026, 3, 4)),  # the day before it
        (date(2026, 3, 12), [date(2026, 3, 7)], date(2026, 3, 4)),  # a Saturday counts in no case
    ],
)
def test_papers_are_due_five_clear_working_days_before(hall, held_on, closed, due_on):
    meeting = make_meeting(held_on=held_on)
    for day in closed:
        organisation = meeting.committee.organisation
        ClosureDay.objects.create(organisation=organisation, day=day, words="County Hall is closed")
    assert meeting.papers_due_on == due_on
    assert len(meeting.papers_day.counted) == 5
    words = meeting.papers_day.words
    assert f"the last day for the papers is {due_on:%A} {due_on.day} {due_on:%B} {due_on.year}." in words
    assert ("County Hall is closed" in words) is any(
        due_on < day < held_on and day.weekday() < 5 for day in closed
    )


def test_closure_days_of_another_organisation_move_nothing(hall):
    ClosureDay.objects.create(organisation=make_organisation(), day=date(2026, 3, 4), words="Closed")
    assert make_meeting(held_on=FIRST).papers_due_on == date(2026, 3, 4)


def test_a_lead_may_set_another_day_with_a_reason_and_the_rule_stays_in_sight(hall):
    meeting = make_meeting(hall.committee, FIRST)
    client, address = signed_in(hall.team.lead), f"{meeting.get_absolute_url()}edit/"
    typed = {"held_on": "2026-03-12", "papers_set_for": "2026-03-02"}
    assert "Say why the papers are due" in client.post(address, typed).content.decode()
    assert client.post(address, typed | {"papers_due_reason": "Printing takes longer."}).status_code == 302
    page = client.get(meeting.get_absolute_url()).content.decode()
    assert (
        "Monday 2 March 2026" in page
        and "Printing takes longer." in page
        and "Wednesday 4 March 2026" in page
    )


@pytest.mark.parametrize(("days", "is_late"), [(-1, True), (0, False), (1, False)])
def test_a_draft_is_late_from_the_day_after_its_papers_were_due(hall, days, is_late):
    on = timezone.localdate()
    meeting = make_meeting(hall.committee, on + timedelta(days=20), papers_set_for=on + timedelta(days=days))
    make_paper(meeting, hall.inspection, hall.team.lead, as_at=on)
    client = signed_in(hall.team.lead)
    for address in (meeting.get_absolute_url(), "/scrutiny/"):
        assert ("<span>Late</span>" in client.get(address).content.decode()) is is_late


def test_a_meeting_that_was_called_off_is_never_late(hall):
    meeting = make_meeting(hall.committee, FIRST, cancelled_because="Snow.")
    assert not meeting.papers_are_late(SECOND)


def test_a_committee_does_not_meet_twice_at_a_time(hall):
    client, address = signed_in(hall.team.lead), f"{hall.committee.get_absolute_url()}meetings/add/"
    for typed in ({"held_on": "2026-03-12"}, {"held_on": "2026-03-12", "starts_at": "18:00"}):
        assert client.post(address, typed).status_code == 302
        assert "already meets" in client.post(address, typed).content.decode()
    assert Meeting.objects.count() == 2


def test_members_are_chosen_from_those_with_the_role_and_lose_their_seat_with_it(hall):
    team = hall.team
    other = make_member(team.organisation, "member", "viewer")
    hall.committee.seat([team.member, other], chair=other)
    assert [seat.user for seat in hall.committee.sitting_members()] == [other, team.member]
    with pytest.raises(ValidationError):
        hall.committee.seat([team.manager])
    team.organisation.take_role(other, "member")
    assert [seat.user for seat in hall.committee.sitting_members()] == [team.member]


def test_names_of_members_are_for_people_of_the_organisation(hall):
    hall.committee.seat([hall.team.member], chair=hall.team.member)
    address = hall.committee.get_absolute_url()
    assert hall.team.member.name in signed_in(hall.team.viewer).get(address).content.decode()
    for client in (Client(), signed_in(hall.team.stranger)):
        page = client.get(address).content.decode()
        assert hall.team.member.name not in page and "1 member." in page


def test_the_forward_plan_tells_visitors_nothing_of_an_inspection_that_is_not_published(hall):
    hidden = make_inspection(hall.team.organisation, title="The unannounced one")
    for inspection, words in ((hidden, "A look at the unannounced one"), (hall.inspection, "Fostering")):
        ForwardPlanItem.objects.create(committee=hall.committee, inspection=inspection, words=words)
    page = Client().get(hall.committee.get_absolute_url()).content.decode()
    assert "Fostering" in page and "unannounced" not in page
    assert (
        "unannounced" in signed_in(hall.team.member).get(hall.committee.get_absolute_url()).content.decode()
    )


def test_the_paper_before_is_the_last_of_the_same_committee_on_the_same_inspection(hall):
    first = hall.put_before_the_committee()
    other = make_committee(hall.team.organisation)
    elsewhere = make_paper(make_meeting(other, SECOND), hall.inspection, hall.team.lead, as_at=SECOND)
    about_another = make_paper(
        make_meeting(hall.committee, date(2026, 4, 9)),
        make_inspection(hall.team.organisation),
        hall.team.lead,
    )
    assert FrozenPaper.objects.before(hall.paper(SECOND)) == first
    assert FrozenPaper.objects.before(elsewhere) is None
    assert FrozenPaper.objects.before(about_another) is None
    assert FrozenPaper.objects.before(first.paper) is None


def test_visitors_find_meetings_and_papers_of_councils_with_a_public_site_only(hall):
    hidden = make_hall(has_public_site=False)
    for each in (hall, hidden):
        make_meeting(each.committee, timezone.localdate() + timedelta(days=9))
        each.put_before_the_committee()
    page = Client().get("/scrutiny/").content.decode()
    assert hall.committee.name in page and hidden.committee.name not in page
