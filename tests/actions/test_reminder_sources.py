"""Who is told of what beside the deadlines: decisions, checks, readings, time limits, silence."""

from datetime import timedelta
from urllib.parse import urlsplit

import pytest

from actions.models import Reminder
from actions.reminders import preview, selection, turns
from actions.statuses import Kind
from inspections.models import InspectionClock
from tests.actions.doing import do
from tests.actions.reminding import at, hears, would_hear
from tests.actions.team import DEADLINE, TODAY, day
from tests.factories import make_measure, make_member, make_post

pytestmark = pytest.mark.django_db
MONDAY = TODAY


def hears_on(person, numbers, about):
    return [number for number in numbers if hears(person, day(number), about)]


def stages_for(person, on):
    return would_hear(person, on)


class TestDecisions:
    def test_a_request_is_told_to_leads_who_did_not_ask_and_again_each_week(self, team):
        action = team.started()
        do(action, Kind.EXTENSION_ASKED, team.owner)
        assert hears_on(team.other_lead, (0, 1, 4, 7, 8), action) == [0, 7]
        assert stages_for(team.owner, day(14)) == []

    def test_a_claim_is_told_to_assurers_far_enough_from_the_work(self, team):
        both = make_member(team.organisation, "manager", "assurer")
        action = team.open_action(owner=make_post(team.organisation, holder=both))
        do(action, Kind.CLAIMED_DONE, both)
        assert hears_on(team.assurer, (0, 1, 4, 7), action) == [0, 7]
        assert stages_for(both, day(8)) == []

    def test_a_second_claim_is_told_anew(self, team):
        action = team.claimed()
        assert hears(team.assurer, MONDAY, action) == ["decide_sign_off"]
        do(action, Kind.RETURNED, team.assurer, at(MONDAY, 10))
        do(action, Kind.CLAIMED_DONE, team.owner, at(MONDAY, 11))
        assert hears(team.assurer, day(1), action) == ["decide_sign_off"]

    def test_a_check_is_told_before_on_and_after_its_day(self, team):
        action = team.accepted()
        due = action.check_on  # a Monday
        numbers = (-15, -14, -5, -3, -2, 0, 1, 2, 8)
        heard = [
            number
            for number in numbers
            if "check_due" in hears(team.assurer, due + timedelta(days=number), action)
        ]
        assert heard == [-14, -3, 0, 1, 8]


class TestReadings:
    def test_a_late_reading_of_an_action_is_told_to_its_owner_weekly(self, team):
        action = team.started()
        measure = make_measure(action.area, action=action, starts_on=MONDAY)
        heard = [
            number
            for number in (0, 1, 2, 7, 8, 9)
            if hears(team.owner, day(number)) and measure.pk in told_measures(team.owner, day(number))
        ]
        assert heard == [1, 8]
        measure.record_reading(team.owner, at(day(9)), day(9), 4)
        assert "reading_overdue" not in stages_for(team.owner, day(15))

    def test_a_late_reading_of_an_area_is_told_to_the_leads(self, team):
        make_measure(team.area, starts_on=MONDAY)
        assert stages_for(team.lead, day(1)) == ["reading_overdue"]
        assert stages_for(team.owner, day(1)) == []

    def test_nobody_is_asked_for_figures_of_what_is_closed(self, team):
        action = team.accepted()
        make_measure(action.area, action=action, starts_on=MONDAY)
        assert stages_for(team.owner, day(8)) == []


def told_measures(person, on):
    reminders = Reminder.objects.filter(person=person, said_in__local_date=on)
    return set(reminders.values_list("measure", flat=True))


class TestTimeLimits:
    @pytest.mark.parametrize(
        ("days_left", "is_told"), [(15, False), (14, True), (0, True), (-1, True), (-28, True), (-29, False)]
    )
    def test_leads_are_told_of_a_time_limit_that_comes_near(self, team, days_left, is_told):
        make_clock(team, MONDAY + timedelta(days=days_left))
        assert stages_for(team.lead, MONDAY) == (["clock_nearing"] if is_told else [])
        assert stages_for(team.owner, MONDAY) == []

    def test_what_is_met_is_not_told(self, team):
        make_clock(team, MONDAY).record_met(MONDAY)
        assert stages_for(team.lead, MONDAY) == []


def make_clock(team, due_on):
    days = {"trigger_on": due_on - timedelta(days=42), "due_on": due_on}
    return InspectionClock.objects.create(inspection=team.area.inspection, clock="publish", **days)


class TestSilence:
    @pytest.mark.parametrize(("days_ago", "is_told"), [(29, False), (30, True)])
    def test_after_thirty_days_without_an_update(self, team, days_ago, is_told):
        team.started(due_on=None)
        assert stages_for(team.owner, day(days_ago)) == (["silent"] if is_told else [])

    def test_silence_is_counted_from_the_opening_if_nobody_ever_said_anything(self, team):
        team.open_action(due_on=None, owner=team.post)
        assert stages_for(team.owner, day(29)) == []
        assert stages_for(team.owner, day(30)) == ["silent"]

    def test_it_is_told_again_after_thirty_further_days_and_no_sooner(self, team):
        action = team.started(due_on=None)
        assert hears_on(team.owner, (30, 31, 58, 59, 60, 61), action) == [30, 60]

    @pytest.mark.parametrize(
        ("days_left", "stages"),
        [(5, ["due_in_14", "silent"]), (1, ["due_in_3"]), (0, ["due_today"]), (-1, ["overdue"])],
    )
    def test_whoever_is_told_of_the_deadline_is_told_enough(self, team, days_left, stages):
        team.started(due_on=DEADLINE)
        assert stages_for(team.owner, DEADLINE - timedelta(days=days_left)) == stages


class TestEscalation:
    def test_it_names_who_was_told_before_and_when(self, team):
        head = make_member(team.organisation, "manager")
        team.post.place(reports_to=make_post(team.organisation, "Head", holder=head))
        action = team.started(due_on=DEADLINE)
        for number in (1, 8):
            hears(team.owner, DEADLINE + timedelta(days=number))
        hears(head, DEADLINE + timedelta(days=14))
        (item,) = head.digests.get().items
        assert item["subject"] == f"action:{action.pk}"
        assert item["told"] == [{"post": team.post.title, "on": (DEADLINE + timedelta(days=8)).isoformat()}]

    def test_one_person_in_two_posts_of_the_line_is_told_once(self, team):
        team.post.place(reports_to=make_post(team.organisation, "Head", holder=team.owner))
        team.started(due_on=DEADLINE)
        assert stages_for(team.owner, DEADLINE + timedelta(days=14)) == ["overdue"]
        assert stages_for(team.lead, DEADLINE + timedelta(days=14)) == ["escalated_14"]

    def test_nobody_is_told_twice_when_the_post_above_changes_hands(self, team):
        head, successor = (make_member(team.organisation, "manager") for _ in range(2))
        above = make_post(team.organisation, "Head", holder=head)
        team.post.place(reports_to=above)
        action = team.started(due_on=DEADLINE)
        assert hears(head, DEADLINE + timedelta(days=14), action) == ["escalated_14"]
        above.hand_to(successor)
        assert stages_for(successor, DEADLINE + timedelta(days=15)) == []


def test_the_number_of_questions_does_not_grow_with_the_people(team, django_assert_max_num_queries):
    def questions(on):
        with django_assert_max_num_queries(200) as asked:
            [some.by_person() for some in selection.rounds(turns.turns(on=on))]
        return len(asked)

    team.started(due_on=MONDAY)
    few = questions(MONDAY)
    for _ in range(8):
        holder = make_member(team.organisation, "manager")
        for _ in range(2):
            team.open_action(owner=make_post(team.organisation, holder=holder), due_on=MONDAY)
    assert questions(MONDAY) <= few + 1


@pytest.mark.parametrize("part", ["owner", "above", "lead"])
def test_whoever_is_told_of_a_deadline_is_led_to_a_page_that_they_may_open(team, client, part):
    post = {
        "owner": team.post,
        "above": make_post(team.organisation, reports_to=team.post),
        "lead": None,
    }[part]
    action = team.started(due_on=TODAY) if post == team.post else team.open_action(due_on=TODAY, owner=post)
    person = team.lead if part == "lead" else team.owner
    (planned,) = [each for each in preview.what_would_go(at(TODAY)) if each.person == person]
    (item,) = planned.items
    assert item["address"].endswith("/record-progress/") is (part != "above")
    client.force_login(person)
    assert client.get(urlsplit(item["address"]).path).status_code == 200
    assert item["subject"] == f"action:{action.pk}"
