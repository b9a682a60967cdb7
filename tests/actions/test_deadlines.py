"""Deadlines: how they move, and what is known of every move."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ValidationError

from actions.buckets import Bucket
from actions.refusals import Refused
from tests.actions.team import DEADLINE, TODAY, day, moment
from tests.factories import MORNING

LATER = DEADLINE + timedelta(days=30)


def asked(team, until=LATER):
    action = team.started()
    action.ask_for_extension(team.owner, MORNING, until, "The tool comes in July.")
    return action


def test_asking_moves_nothing_and_is_shown(team):
    action = asked(team)
    assert (action.due_on, action.proposed_due_on) == (DEADLINE, LATER)
    assert action.rating(TODAY).clause == "asked"


def test_granting_moves_the_deadline_and_keeps_the_original(team):
    action = asked(team)
    action.grant_extension(team.lead, MORNING, "Agreed at the board.")
    assert (action.due_on, action.original_due_on, action.proposed_due_on) == (LATER, DEADLINE, None)
    assert (action.times_moved, action.days_slipped) == (1, 30)
    assert action.bucket(TODAY) == Bucket.EXTENDED


def test_refusing_leaves_the_deadline(team):
    action = asked(team)
    action.refuse_extension(team.lead, MORNING, "Too late.")
    assert (action.due_on, action.proposed_due_on, action.times_moved) == (DEADLINE, None, 0)


def test_what_nobody_asked_for_or_was_decided_already_is_not_granted(team):
    with pytest.raises(Refused):
        team.started().grant_extension(team.lead, MORNING, "Why not.")
    action = asked(team)
    action.refuse_extension(team.lead, MORNING, "No.")
    with pytest.raises(Refused):
        action.grant_extension(team.other_lead, MORNING, "Yes.")


@pytest.mark.parametrize("until", [None, DEADLINE, DEADLINE - timedelta(days=1)])
def test_an_extension_is_asked_for_beyond_the_deadline(team, until):
    with pytest.raises(ValidationError):
        asked(team, until)


def test_an_extension_of_something_overdue_is_asked_for_beyond_today(team):
    action = team.started(due_on=TODAY - timedelta(days=10))
    with pytest.raises(ValidationError):
        action.ask_for_extension(team.owner, MORNING, TODAY, "A little more.")
    assert action.ask_for_extension(team.owner, MORNING, day(1), "A little more.").proposed_due_on == day(1)


def test_without_a_deadline_there_is_nothing_to_extend(team):
    with pytest.raises(Refused):
        team.started(due_on=None).ask_for_extension(team.owner, MORNING, LATER, "More.")


def test_the_first_deadline_is_the_original_one_and_no_move(team):
    action = team.open_action(due_on=None)
    action.move_deadline(team.lead, MORNING, DEADLINE, "Set.")
    assert (action.original_due_on, action.times_moved, action.days_slipped) == (DEADLINE, 0, 0)
    action.move_deadline(team.lead, MORNING, LATER, "Moved.")
    assert (action.original_due_on, action.times_moved, action.days_slipped) == (DEADLINE, 1, 30)


def test_a_deadline_moved_to_an_earlier_day_is_a_move_and_no_extension(team):
    action = team.started()
    action.move_deadline(team.lead, MORNING, DEADLINE - timedelta(days=5), "The inspectors return.")
    assert (action.times_moved, action.days_slipped) == (1, -5)
    assert action.bucket(TODAY) == Bucket.IN_PROGRESS


def test_the_deadline_can_not_be_moved_to_where_it_is(team):
    with pytest.raises(ValidationError):
        team.started().move_deadline(team.lead, MORNING, DEADLINE, "Same.")


def test_every_move_is_told_with_what_it_was_before_and_why(team):
    action = asked(team)
    action.grant_extension(team.lead, MORNING, "Agreed.")
    action.record_progress(team.owner, moment(1), "On it.")
    action.move_deadline(team.lead, moment(2), date(2026, 7, 1), "Sooner.")
    moves = [(row.previous_due_on, row.due_on, row.note) for row in action.deadline_moves()]
    assert moves == [(DEADLINE, LATER, "Agreed."), (LATER, date(2026, 7, 1), "Sooner.")]


def test_a_claim_or_a_move_by_a_lead_settles_what_was_asked(team):
    claimed, moved = asked(team), asked(team)
    claimed.claim_done(team.owner, MORNING, "Done after all.")
    moved.move_deadline(team.lead, MORNING, date(2026, 7, 3), "This long.")
    assert claimed.proposed_due_on is None
    assert moved.proposed_due_on is None


def test_a_forecast_is_kept_until_it_is_changed_or_taken_away(team):
    action = team.open_action()
    action.record_progress(team.owner, MORNING, "Begun.", forecast_on=LATER, confidence="at_risk")
    action.record_progress(team.owner, MORNING, "More.")
    assert (action.forecast_on, action.confidence) == (LATER, "at_risk")
    action.record_progress(team.owner, MORNING, "Better.", forecast_on=None, confidence="on_track")
    assert (action.forecast_on, action.confidence) == (None, "on_track")


def test_a_forecast_looks_ahead(team):
    with pytest.raises(ValidationError):
        team.open_action().record_progress(team.owner, MORNING, "Begun.", forecast_on=day(-1))


@pytest.mark.parametrize(
    ("due", "overdue", "left"),
    [(day(-1), True, -1), (TODAY, False, 0), (day(1), False, 1), (None, False, None)],
)
def test_a_deadline_is_met_on_its_own_day(team, due, overdue, left):
    action = team.open_action(due_on=due)
    assert (action.is_overdue(TODAY), action.days_left(TODAY)) == (overdue, left)


@pytest.mark.parametrize(("year", "is_taken"), [(2000, False), (2001, True), (2099, True), (2100, False)])
def test_a_deadline_in_a_mistyped_year_is_refused_before_any_plan_or_calendar_has_to_show_it(
    team, year, is_taken
):
    typed = date(year, 3, 31)
    action = team.open_action(due_on=None)
    deeds = [
        lambda: team.open_action(due_on=typed),
        lambda: action.move_deadline(team.lead, MORNING, typed, "From the report."),
        lambda: action.add_milestone(team.lead, MORNING, "The panel has met.", typed),
    ]
    for deed in deeds:
        if is_taken:
            deed()
            continue
        with pytest.raises(ValidationError) as refused:
            deed()
        assert refused.value.message_dict == {"due_on": ["The year must be between 2001 and 2099."]}


def test_no_other_day_to_come_is_in_a_mistyped_year_either(team):
    action = team.started()
    far = date(9999, 12, 31)
    with pytest.raises(ValidationError, match="forecast_on"):
        action.record_progress(team.owner, MORNING, "More.", forecast_on=far)
    with pytest.raises(ValidationError, match="proposed_due_on"):
        action.ask_for_extension(team.owner, MORNING, far, "Much more time.")
    claimed = team.claimed()
    with pytest.raises(ValidationError, match="check_on"):
        team.accept(claimed, check_on=far)
