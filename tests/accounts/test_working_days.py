from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.working_days import (
    FIRST_YEAR,
    LAST_YEAR,
    PARTS,
    OutsideCalendar,
    add_working_days,
    bank_holidays,
    is_working_day,
    next_working_day,
    previous_working_day,
    working_days_between,
)

# As proclaimed, weekdays only: month and day. Written out so that a new release of the library is held to it.
ENGLAND = {
    2009: "01-01 04-10 04-13 05-04 05-25 08-31 12-25 12-28",
    2010: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2011: "01-03 04-22 04-25 04-29 05-02 05-30 08-29 12-26 12-27",
    2012: "01-02 04-06 04-09 05-07 06-04 06-05 08-27 12-25 12-26",
    2013: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2014: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2015: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2016: "01-01 03-25 03-28 05-02 05-30 08-29 12-26 12-27",
    2017: "01-02 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2018: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2019: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2021: "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
    2029: "01-01 03-30 04-02 05-07 05-28 08-27 12-25 12-26",
    2030: "01-01 04-19 04-22 05-06 05-27 08-26 12-25 12-26",
}
CHRISTMAS_CLOSURE = (date(2026, 12, 29), date(2026, 12, 30), date(2026, 12, 31))

days = st.dates(min_value=date(2009, 1, 1), max_value=date(2030, 12, 31))
closures = st.frozensets(days, max_size=20)


@pytest.mark.parametrize("year", ENGLAND)
def test_every_day_of_the_year_is_a_working_day_or_not_as_england_had_it(year):
    off = {date.fromisoformat(f"{year}-{day}") for day in ENGLAND[year].split()}
    day = date(year, 1, 1)
    while day.year == year:
        assert is_working_day(day) == (day.weekday() < 5 and day not in off), day
        day += timedelta(days=1)


@pytest.mark.parametrize(
    ("moved_to", "instead_of"),
    [
        (date(2012, 6, 4), date(2012, 5, 28)),
        (date(2020, 5, 8), date(2020, 5, 4)),
        (date(2022, 6, 2), date(2022, 5, 30)),
    ],
)
def test_a_moved_bank_holiday_leaves_its_usual_monday_a_working_day(moved_to, instead_of):
    assert not is_working_day(moved_to)
    assert is_working_day(instead_of)


@pytest.mark.parametrize(
    "day", [date(2011, 4, 29), date(2012, 6, 5), date(2022, 6, 3), date(2022, 9, 19), date(2023, 5, 8)]
)
def test_a_bank_holiday_given_once_only_is_not_a_working_day(day):
    assert not is_working_day(day)
    assert day in bank_holidays(day.year)


def test_scotlands_own_holidays_are_working_days_in_england():
    assert is_working_day(date(2026, 1, 2))
    assert is_working_day(date(2026, 11, 30))


def test_closure_days_are_not_working_days_for_whoever_names_them():
    assert is_working_day(date(2026, 12, 30))
    assert not is_working_day(date(2026, 12, 30), CHRISTMAS_CLOSURE)
    assert next_working_day(date(2026, 12, 24)) == date(2026, 12, 29)
    assert next_working_day(date(2026, 12, 24), CHRISTMAS_CLOSURE) == date(2027, 1, 4)
    assert previous_working_day(date(2027, 1, 4), CHRISTMAS_CLOSURE) == date(2026, 12, 24)


def test_closure_days_may_come_from_a_generator():
    assert add_working_days(date(2026, 12, 24), 2, (day for day in CHRISTMAS_CLOSURE)) == date(2027, 1, 5)


@pytest.mark.parametrize(
    ("start", "count", "end"),
    [
        (date(2022, 5, 9), 30, date(2022, 6, 22)),
        (date(2022, 5, 9), 70, date(2022, 8, 17)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 11, 23), -1, date(2026, 11, 20)),
        (date(2026, 11, 22), -1, date(2026, 11, 20)),
        (date(2026, 11, 21), 0, date(2026, 11, 21)),
    ],
)
def test_working_days_are_added_from_the_day_after(start, count, end):
    assert add_working_days(start, count) == end


@pytest.mark.parametrize(
    ("start", "end", "count"),
    [
        (date(2026, 11, 23), date(2026, 11, 24), 1),
        (date(2026, 11, 23), date(2026, 11, 23), 0),
        (date(2026, 11, 20), date(2026, 11, 22), 0),
        (date(2026, 11, 20), date(2026, 11, 23), 1),
        (date(2026, 11, 23), date(2026, 11, 20), -1),
        (date(2026, 12, 24), date(2026, 12, 29), 1),
    ],
)
def test_working_days_between_leave_out_the_first_day_and_count_the_last(start, end, count):
    assert working_days_between(start, end) == count


@given(days, st.integers(min_value=-200, max_value=200), closures)
def test_counting_back_what_was_added_gives_the_same_number(start, count, closed):
    end = add_working_days(start, count, closed)
    assert working_days_between(start, end, closed) == count
    assert count == 0 or is_working_day(end, closed)


@given(days, closures)
def test_next_and_previous_are_the_nearest_working_days_on_either_side(day, closed):
    after, before = next_working_day(day, closed), previous_working_day(day, closed)
    assert before < day < after
    between = (before + timedelta(days=n) for n in range(1, (after - before).days))
    assert not any(is_working_day(each, closed) for each in between if each != day)


@pytest.mark.parametrize("day", [date(FIRST_YEAR - 1, 12, 31), date(LAST_YEAR + 1, 1, 3), date.min, date.max])
def test_a_year_without_known_bank_holidays_is_refused_and_not_guessed(day):
    with pytest.raises(OutsideCalendar, match=f"{FIRST_YEAR} to {LAST_YEAR}; the year {day.year} is outside"):
        is_working_day(day)


def test_counting_does_not_walk_out_of_the_known_years_silently():
    with pytest.raises(OutsideCalendar):
        add_working_days(date(LAST_YEAR, 12, 30), 5)
    with pytest.raises(OutsideCalendar):
        previous_working_day(date(FIRST_YEAR, 1, 3))


@pytest.mark.parametrize("year", [FIRST_YEAR, LAST_YEAR])
def test_the_first_and_the_last_known_year_have_their_bank_holidays(year):
    assert date(year, 12, 25) in bank_holidays(year)
    assert len(bank_holidays(year)) >= 8


def test_a_moment_is_refused_because_it_would_miss_every_bank_holiday():
    with pytest.raises(TypeError, match="give a date"):
        is_working_day(datetime(2026, 12, 25, 9, 0, tzinfo=UTC))


@pytest.mark.parametrize(
    ("day", "parts_that_rest"),
    [
        (date(2026, 3, 17), {"NIR"}),  # St Patrick's Day
        (date(2026, 11, 30), {"SCT"}),  # St Andrew's Day
        (date(2026, 4, 6), {"ENG", "WLS", "NIR"}),  # Easter Monday
        (date(2026, 12, 25), {"ENG", "WLS", "NIR", "SCT"}),
        (date(2026, 12, 24), set()),
    ],
)
def test_each_part_of_the_united_kingdom_rests_on_its_own_days(day, parts_that_rest):
    assert {part for part in PARTS if not is_working_day(day, part=part)} == parts_that_rest
