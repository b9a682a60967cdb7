"""How soon the inspectors expect an area to be put right, as published, and the date that comes of it."""

from calendar import monthrange
from datetime import date
from enum import StrEnum


class Timescale(StrEnum):
    IMMEDIATELY = "immediately"
    THREE_MONTHS = "three_months"
    SIX_MONTHS = "six_months"

    @property
    def label(self) -> str:
        """As reports print it."""
        return _LABELS[self]

    @property
    def months(self) -> int:
        return _MONTHS[self]


_LABELS = {
    Timescale.IMMEDIATELY: "Immediately",
    Timescale.THREE_MONTHS: "Within three months",
    Timescale.SIX_MONTHS: "Within six months",
}
_MONTHS = {Timescale.IMMEDIATELY: 0, Timescale.THREE_MONTHS: 3, Timescale.SIX_MONTHS: 6}


def choices() -> list[tuple[str, str]]:
    return [(timescale.value, timescale.label) for timescale in Timescale]


def labelled(label: str | None) -> Timescale | None:
    """The timescale that a report prints as this label; None where there is no label."""
    if not label or not label.strip():
        return None
    wanted = " ".join(label.split()).rstrip(":").casefold()
    for timescale in Timescale:
        if timescale.label.casefold() == wanted:
            return timescale
    raise ValueError(f"“{label}” is not a timescale. Use one of: {', '.join(_LABELS.values())}.")


def expected_by(published_on: date | None, timescale: str | None) -> date | None:
    """Publication date plus the timescale; None while either is missing. Never pushed on to a working day."""
    if published_on is None or not timescale:
        return None
    return add_months(published_on, Timescale(timescale).months)


def add_months(day: date, months: int) -> date:
    """The same day of a later month, or the last day of a shorter one: 30 November + 3 is 28 February."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
