"""Working days: Monday to Friday, less the bank holidays and an organisation's own closure days.

They are England's unless another part of the United Kingdom is asked for.

Knows no database and reads no clock. `closure_days` are the days on which an organisation shuts, such as
those between Christmas and New Year. They move no limit set by law: inspections.clocks sees to that.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime, timedelta
from functools import cache
from types import MappingProxyType

import holidays

# Outside its own range the holidays library answers "no bank holidays" without complaint. Inside these years
# the answers are checked (2009 to 2030) or follow the rules now in force; a day outside them is refused.
FIRST_YEAR = 2000
LAST_YEAR = 2100


UNKNOWN_YEAR = f"The year must be between {FIRST_YEAR + 1} and {LAST_YEAR - 1}."


class OutsideCalendar(ValueError):
    """A day for which the bank holidays are not known."""


ENGLAND = "ENG"
PARTS = {ENGLAND: "England", "WLS": "Wales", "SCT": "Scotland", "NIR": "Northern Ireland"}


@cache
def bank_holidays(year: int, part: str = ENGLAND) -> Mapping[date, str]:
    """The bank and public holidays of England, or of another part, in one year: date and name, in order."""
    if not FIRST_YEAR <= year <= LAST_YEAR:
        raise OutsideCalendar(
            f"Working days are known from {FIRST_YEAR} to {LAST_YEAR}; the year {year} is outside. "
            "Check the date."
        )
    found = holidays.country_holidays("GB", subdiv=part, years=year)
    return MappingProxyType({day: name for day, name in sorted(found.items()) if day.year == year})


def is_known(day: date) -> bool:
    """Whether one can count from this day, a year either way: what people type has to be so."""
    return FIRST_YEAR < day.year < LAST_YEAR


def is_working_day(day: date, closure_days: Iterable[date] = (), part: str = ENGLAND) -> bool:
    if isinstance(day, datetime):
        # To Python a datetime is a date, yet it equals none: every bank holiday would pass as a working day.
        raise TypeError("Working days are counted in days: give a date, not a moment.")
    is_holiday = day in bank_holidays(day.year, part) or day in frozenset(closure_days)
    return day.weekday() < 5 and not is_holiday


def add_working_days(day: date, count: int, closure_days: Iterable[date] = ()) -> date:
    """The working day that comes `count` working days after `day`: earlier if negative, itself if 0."""
    closed = frozenset(closure_days)
    step = timedelta(days=1 if count > 0 else -1)
    left = abs(count)
    while left:
        day += step
        left -= is_working_day(day, closed)
    return day


def working_days_between(start: date, end: date, closure_days: Iterable[date] = ()) -> int:
    """How many working days `end` is away from `start`: the inverse of `add_working_days`.

    The start is not counted and the end is, so Monday to Tuesday is 1. Negative when the end comes first.
    """
    closed = frozenset(closure_days)
    step = timedelta(days=1 if end > start else -1)
    count, day = 0, start
    while day != end:
        day += step
        count += is_working_day(day, closed)
    return count if end > start else -count


def next_working_day(day: date, closure_days: Iterable[date] = ()) -> date:
    """The first working day after this day, never the day itself."""
    return add_working_days(day, 1, closure_days)


def previous_working_day(day: date, closure_days: Iterable[date] = ()) -> date:
    """The last working day before this day, never the day itself."""
    return add_working_days(day, -1, closure_days)
