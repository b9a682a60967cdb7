"""How often a measure is read, and when the next reading is due."""

from datetime import date, timedelta

from actions.statuses import Word
from inspections.timescales import add_months


class Cadence(Word):
    WEEKLY = "weekly", "Every week"
    MONTHLY = "monthly", "Every month"
    QUARTERLY = "quarterly", "Every three months"
    HALF_YEARLY = "half_yearly", "Every six months"
    YEARLY = "yearly", "Every year"
    IRREGULAR = "irregular", "Now and then: no further reading is due"


_MONTHS = {Cadence.MONTHLY: 1, Cadence.QUARTERLY: 3, Cadence.HALF_YEARLY: 6, Cadence.YEARLY: 12}
_WEEK = timedelta(days=7)
# Due on no day; a day all the same, so that it is compared like any other.
NEVER = date.max


def next_due(last: date, cadence: str) -> date:
    if cadence == Cadence.IRREGULAR:
        return NEVER
    if cadence == Cadence.WEEKLY:
        return last + _WEEK
    return add_months(last, _MONTHS[Cadence(cadence)])


def overdue_if_last_before(on: date, cadence: str) -> date:
    """The first day on which a last reading is not overdue `on`: whatever is earlier is.

    Months have different lengths, so it is looked for instead of calculated backwards.
    """
    if cadence == Cadence.IRREGULAR:
        return date.min
    try:
        day = on - _WEEK if cadence == Cadence.WEEKLY else add_months(on, -_MONTHS[Cadence(cadence)])
        day -= timedelta(days=4)
    except (OverflowError, ValueError):
        # The calendar begins later than that.
        day = date.min
    while next_due(day, cadence) < on:
        day += timedelta(days=1)
    return day
