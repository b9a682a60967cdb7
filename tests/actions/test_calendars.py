"""Deadlines in calendar programs: the right days, the same events, only for whom they are meant."""

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import connection
from django.test.utils import CaptureQueriesContext
from icalendar import Calendar

from accounts.models import Membership
from actions import calendar
from actions.models import CalendarAddress
from tests.actions.team import DEADLINE, MINUTES, day, make_team, moment
from tests.factories import make_inspection, make_post

PUBLIC = "https://followthrough.example"


def events(content):
    return list(Calendar.from_ical(content).walk("VEVENT"))


def own(user):
    return events(calendar.own_deadlines(user, PUBLIC))


def summaries(found):
    return [str(event["summary"]) for event in found]


@pytest.fixture
def address(team):
    return f"/calendars/{CalendarAddress(user=team.owner).issue(moment())}/deadlines.ics"


def test_one_finds_the_deadlines_of_what_ones_posts_own(team):
    action = team.started(title="Recruit carers")
    team.not_pursued()
    team.open_action(due_on=None)
    team.open_action(owner=None)
    (event,) = own(team.owner)
    assert event["summary"] == "Deadline: 1.1 Recruit carers"
    assert event["dtstart"].dt == DEADLINE
    assert event["dtend"].dt == DEADLINE + timedelta(days=1)
    assert event["url"] == PUBLIC + action.get_absolute_url()
    assert own(team.manager) == []


def test_a_moved_deadline_is_the_same_event_with_a_higher_number(team):
    action = team.started()
    (before,) = own(team.owner)
    action.move_deadline(team.lead, moment(1), date(2026, 9, 1), "The builder is late.")
    (after,) = own(team.owner)
    assert after["uid"] == before["uid"]
    assert (before["sequence"], after["sequence"]) == (2, 3)
    assert after["dtstart"].dt == date(2026, 9, 1)


def test_an_unchanged_calendar_is_the_same_file_to_the_letter(team):
    team.started()
    assert calendar.own_deadlines(team.owner, PUBLIC) == calendar.own_deadlines(team.owner, PUBLIC)


def test_milestones_that_are_not_done_stand_in_it_too(team):
    action = team.started()
    first = action.add_milestone(team.lead, moment(), "First panel", day(10))
    action.add_milestone(team.lead, moment(), "Without a day")
    assert summaries(own(team.owner)) == [f"Deadline: {action}", "Milestone: First panel (1.1)"]
    action.record_progress(team.owner, moment(), "It met.", milestones_done=[first])
    assert summaries(own(team.owner)) == [f"Deadline: {action}"]


def test_an_assurer_finds_the_checks_and_whoever_is_too_close_does_not(team):
    action = team.accepted()
    assert summaries(own(team.assurer)) == [f"Check that it held: {action}"]
    Membership.objects.create(organisation=team.organisation, user=team.owner, role="assurer")
    assert own(team.owner) == []


def test_long_titles_and_signs_survive(team):
    title = "Recruit, train; keep\\hold – “carers” " * 5
    team.open_action(title=title.strip())
    assert summaries(own(team.owner)) == [f"Deadline: 1.1 {title.strip()}"]
    lines = calendar.own_deadlines(team.owner, PUBLIC).split(b"\r\n")
    assert max(map(len, lines)) <= 75


def test_the_calendar_of_an_inspection_shows_each_what_they_may_see(team):
    team.open_action(title="For all")
    team.open_action(title="For officers", visibility="officers")
    inspection = team.area.inspection
    for person, number in ((AnonymousUser(), 1), (team.stranger, 1), (team.member, 1), (team.viewer, 2)):
        assert len(events(calendar.deadlines_of(inspection, person, PUBLIC))) == number


def test_a_public_inspection_has_a_public_calendar_and_a_hidden_one_does_not(client, team):
    team.open_action()
    inspection = team.area.inspection
    base = f"/organisations/{team.organisation.slug}/inspections/"
    answer = client.get(f"{base}{inspection.slug}/calendar.ics")
    assert answer["Content-Type"].startswith("text/calendar")
    assert len(events(answer.content)) == 1
    hidden = make_inspection(team.organisation, slug="hidden")
    assert "/sign-in/" in client.get(f"{base}{hidden.slug}/calendar.ics")["Location"]
    client.force_login(team.stranger)
    assert client.get(f"{base}{hidden.slug}/calendar.ics").status_code == 404
    secret = CalendarAddress(user=team.viewer).issue(moment())
    own_address = f"/calendars/{secret}/{team.organisation.slug}/hidden.ics"
    client.logout()
    assert client.get(own_address).status_code == 200


def test_a_calendar_program_reads_without_signing_in_and_nothing_keeps_it(client, team, address):
    team.started()
    answer = client.get(address)
    assert len(events(answer.content)) == 1
    assert "no-store" in answer["Cache-Control"]
    assert client.post(address).status_code == 405


def test_the_secret_is_nowhere_to_be_read_again(client, team, address):
    secret = address.split("/")[2]
    client.force_login(team.owner)
    assert secret not in client.get("/calendar/").content.decode()
    assert secret not in str(list(CalendarAddress.objects.values()))


def test_an_address_ends_when_it_is_revoked_or_replaced_or_the_person_has_left(client, team, address):
    client.force_login(team.owner)
    made = client.post("/calendar/")
    assert made.status_code == 201
    assert client.get(address).status_code == 404, "The old one still works beside the new one."
    new = made.context["made"].removeprefix("http://127.0.0.1:8000")
    assert client.get(new).status_code == 200
    client.post(f"/calendar/{CalendarAddress.objects.live().get().pk}/revoke/")
    assert client.get(new).status_code == 404
    last = client.post("/calendar/").context["made"].removeprefix("http://127.0.0.1:8000")
    team.owner.deactivate(moment())
    client.logout()
    assert client.get(last).status_code == 404


def test_nobody_revokes_the_address_of_another(client, team, address):
    found = CalendarAddress.objects.get()
    client.force_login(team.lead)
    assert client.post(f"/calendar/{found.pk}/revoke/").status_code == 404
    found.refresh_from_db()
    assert found.revoked_at is None


def test_it_shows_only_what_the_person_may_see_at_that_moment(client, team, address):
    team.started()
    Membership.objects.filter(user=team.owner).delete()
    assert events(client.get(address).content) == []


def test_an_organisation_that_asks_for_a_second_factor_asks_here_too(client, team, address):
    team.organisation.requires_second_factor = True
    team.organisation.save()
    assert client.get(address).status_code == 404


def test_it_asks_as_often_for_many_actions_as_for_one(team):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            own(team.owner)
        return len(captured)

    Membership.objects.create(organisation=team.organisation, user=team.owner, role="assurer")
    other = make_post(team.organisation, holder=team.manager)

    def one_more():
        team.started().add_milestone(team.lead, moment(), "Step", day(9))
        checked = team.open_action(owner=other)
        checked.claim_done(team.manager, moment(), "Done.", evidence=[MINUTES])
        team.accept(checked)

    one_more()
    assert len(own(team.owner)) == 3
    few = asked()
    for _ in range(10):
        one_more()
    assert asked() == few


def test_the_deadlines_of_another_organisation_stay_there(team):
    other = make_team()
    other.started()
    team.started()
    assert len(own(team.owner)) == 1
