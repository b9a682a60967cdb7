from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_days import is_working_day, working_days_between
from inspections.clocks import (
    CLOCKS,
    EARLY_DRAFT,
    EXECUTIVE_RESPONSE,
    JOINT_STATEMENT,
    PAPERS,
    POLICE_COMMENTS,
    PUBLISH,
    STATEMENT,
    Clock,
    Convention,
    Direction,
    Outcome,
    Trigger,
    choices,
    clock,
    deadline,
    standing,
)

days = st.dates(min_value=date(2009, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("limit", "trigger_on", "last_day"),
    [
        (PUBLISH, date(2022, 5, 9), date(2022, 6, 22)),
        (STATEMENT, date(2022, 5, 9), date(2022, 8, 17)),
        (STATEMENT, date(2016, 6, 27), date(2016, 10, 4)),
        (STATEMENT, date(2022, 9, 21), date(2022, 12, 30)),
        (STATEMENT, date(2016, 11, 25), date(2017, 3, 8)),
        (JOINT_STATEMENT, date(2024, 5, 16), date(2024, 8, 23)),
        (EARLY_DRAFT, date(2022, 9, 12), date(2022, 10, 11)),
        (PAPERS, date(2022, 11, 7), date(2022, 10, 28)),
        (PAPERS, date(2023, 5, 10), date(2023, 4, 28)),
        (PAPERS, date(2022, 9, 21), date(2022, 9, 12)),
        (POLICE_COMMENTS, date(2024, 1, 1), date(2024, 2, 25)),
        (EXECUTIVE_RESPONSE, date(2022, 11, 7), date(2023, 1, 6)),
        (EXECUTIVE_RESPONSE, date(2026, 3, 1), date(2026, 4, 30)),
        (EXECUTIVE_RESPONSE, date(2025, 12, 31), date(2026, 2, 28)),
        (EXECUTIVE_RESPONSE, date(2027, 12, 30), date(2028, 2, 29)),
        (EXECUTIVE_RESPONSE, date(2025, 12, 29), date(2026, 2, 28)),
    ],
)
def test_each_limit_runs_out_on_the_day_the_law_gives(limit, trigger_on, last_day):
    assert deadline(limit, trigger_on) == last_day


@pytest.mark.parametrize(
    ("convention", "last_day"),
    [
        (Convention.DAY_AFTER, date(2017, 3, 8)),
        (Convention.FIRST_WORKING_DAY_AFTER, date(2017, 3, 9)),
        (Convention.TRIGGER_DAY, date(2017, 3, 7)),
        (Convention.CLEAR_DAYS, date(2017, 3, 9)),
    ],
)
def test_the_conventions_give_different_last_days_for_a_report_received_on_a_friday(convention, last_day):
    assert deadline(replace(STATEMENT, convention=convention), date(2016, 11, 25)) == last_day


def test_a_report_received_at_a_weekend_counts_monday_as_day_one():
    friday, saturday, sunday = date(2026, 11, 20), date(2026, 11, 21), date(2026, 11, 22)
    assert deadline(STATEMENT, friday) == deadline(STATEMENT, saturday) == deadline(STATEMENT, sunday)


def test_a_working_day_clock_that_counts_its_own_day_begins_on_the_next_working_day():
    one_day = replace(STATEMENT, days=1, convention=Convention.TRIGGER_DAY)
    assert deadline(one_day, date(2026, 11, 20)) == date(2026, 11, 20)
    assert deadline(one_day, date(2026, 11, 21)) == date(2026, 11, 23)


@pytest.mark.parametrize(
    ("convention", "last_day"),
    [
        (Convention.TRIGGER_DAY, date(2026, 1, 15)),
        (Convention.DAY_AFTER, date(2026, 1, 16)),
        (Convention.FIRST_WORKING_DAY_AFTER, date(2026, 1, 19)),
    ],
)
def test_the_conventions_hold_for_calendar_days_from_a_friday_too(convention, last_day):
    assert deadline(replace(POLICE_COMMENTS, convention=convention), date(2025, 11, 21)) == last_day


def test_a_backwards_clock_without_clear_days_counts_the_last_day():
    assert deadline(replace(PAPERS, convention=Convention.DAY_AFTER), date(2022, 11, 7)) == date(2022, 10, 31)
    assert deadline(replace(PAPERS, convention=Convention.TRIGGER_DAY), date(2022, 11, 7)) == date(
        2022, 11, 1
    )


def test_a_councils_closure_days_move_no_limit_set_by_law_but_bring_the_papers_forward():
    closed = (date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31))
    assert deadline(STATEMENT, date(2026, 12, 1), closed) == deadline(STATEMENT, date(2026, 12, 1))
    assert deadline(PAPERS, date(2027, 1, 5)) == date(2026, 12, 23)
    assert deadline(PAPERS, date(2027, 1, 5), closed) == date(2026, 12, 18)


@given(days)
def test_the_papers_lie_open_for_exactly_five_whole_working_days(meeting_on):
    out_on = deadline(PAPERS, meeting_on)
    whole = (out_on + timedelta(days=n) for n in range(1, (meeting_on - out_on).days))
    assert sum(is_working_day(day) for day in whole) == 5
    assert is_working_day(out_on)


@given(days)
def test_seventy_working_days_lie_after_the_day_of_receipt(received_on):
    assert working_days_between(received_on, deadline(STATEMENT, received_on)) == 70


@given(days)
def test_a_limit_of_months_never_ends_after_the_same_day_of_the_later_month(recommended_on):
    last = deadline(EXECUTIVE_RESPONSE, recommended_on)
    assert 57 <= (last - recommended_on).days <= 61


@pytest.mark.parametrize(
    ("on", "met_on", "outcome", "words"),
    [
        (date(2022, 5, 9), None, Outcome.RUNNING, "70 working days left"),
        (date(2022, 8, 16), None, Outcome.RUNNING, "1 working day left"),
        (date(2022, 8, 17), None, Outcome.RUNNING, "Due today"),
        (date(2022, 8, 18), None, Outcome.MISSED, "Missed: 1 working day late and not done"),
        (date(2022, 8, 30), None, Outcome.MISSED, "Missed: 8 working days late and not done"),
        (date(2022, 9, 1), date(2022, 8, 15), Outcome.MET, "Met with 2 working days to spare"),
        (date(2022, 9, 1), date(2022, 8, 17), Outcome.MET, "Met on the last day"),
        (date(2022, 9, 1), date(2022, 8, 18), Outcome.MISSED, "Missed: done 1 working day late"),
    ],
)
def test_how_a_clock_stands_is_said_in_words_on_each_side_of_its_last_day(on, met_on, outcome, words):
    now = standing(STATEMENT, date(2022, 5, 9), on, met_on)
    assert (now.deadline, now.outcome, now.words) == (date(2022, 8, 17), outcome, words)


def test_what_is_done_later_is_not_yet_known_on_an_earlier_day():
    earlier = standing(STATEMENT, date(2022, 5, 9), on=date(2022, 8, 10), met_on=date(2022, 8, 15))
    assert earlier.outcome is Outcome.RUNNING


def test_a_saturday_after_a_friday_deadline_is_late_by_a_day_though_by_no_working_day():
    received_on, last, saturday = date(2026, 8, 14), date(2026, 11, 20), date(2026, 11, 21)
    limit = replace(STATEMENT, days=working_days_between(received_on, last))
    assert standing(limit, received_on, on=saturday).words == "Missed: 1 day late and not done"
    assert standing(limit, received_on, on=saturday, met_on=saturday).words == "Missed: done 1 day late"


def test_a_clock_of_calendar_days_or_months_speaks_of_days():
    assert standing(POLICE_COMMENTS, date(2024, 1, 1), on=date(2024, 2, 23)).words == "2 days left"
    assert standing(EXECUTIVE_RESPONSE, date(2022, 11, 7), on=date(2023, 1, 5)).words == "1 day left"


def test_papers_that_go_out_a_day_late_have_missed():
    now = standing(PAPERS, date(2022, 11, 7), on=date(2022, 11, 7), met_on=date(2022, 10, 31))
    assert (now.outcome, now.words) == (Outcome.MISSED, "Missed: done 1 working day late")


def test_the_standing_of_the_papers_counts_closure_days():
    closed = (date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31))
    now = standing(PAPERS, date(2027, 1, 5), on=date(2026, 12, 31), closure_days=closed)
    assert now.words == "Missed: 4 working days late and not done"


@pytest.mark.parametrize(
    ("limit", "words"),
    [
        (STATEMENT, "70 working days"),
        (POLICE_COMMENTS, "56 days"),
        (EXECUTIVE_RESPONSE, "2 months"),
        (PAPERS, "5 clear working days"),
    ],
)
def test_the_length_of_a_limit_is_said_in_words(limit, words):
    assert limit.length == words


def test_every_clock_has_a_key_of_its_own_and_names_its_source():
    assert len({each.key for each in CLOCKS}) == len(CLOCKS)
    assert all(
        each.legal_source and each.name and each.trigger.label and each.convention.label for each in CLOCKS
    )
    assert choices() == [(each.key, each.name) for each in CLOCKS]


def test_a_clock_is_found_by_its_key_and_an_unknown_key_is_refused_with_those_there_are():
    assert clock("statement") is STATEMENT
    with pytest.raises(LookupError, match=r"There is no clock “noon”.*: publish, statement"):
        clock("noon")


@pytest.mark.parametrize("length", [{}, {"days": 5, "months": 1}])
def test_a_clock_needs_days_or_months_and_not_both(length):
    with pytest.raises(ValueError, match="needs a number of days or of months"):
        Clock(key="odd", name="Odd", trigger=Trigger.RECEIVED, legal_source="none", **length)


@pytest.mark.parametrize("more", [{"working": True}, {"working": False, "direction": Direction.BACKWARDS}])
def test_months_are_calendar_months_and_run_forwards(more):
    with pytest.raises(ValueError, match="calendar months and run forwards"):
        Clock(key="odd", name="Odd", trigger=Trigger.RECEIVED, legal_source="none", months=1, **more)
