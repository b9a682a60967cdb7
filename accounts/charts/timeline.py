"""The deadlines of actions: the original, the current one, and when the owner expects to be done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.charts.scale import DayScale

LEFT, RIGHT = 4, 96  # per cent: a mark at the very end is still whole
ROWS_AT_MOST = 40


@dataclass(frozen=True)
class Row:
    words: str
    address: str = ""
    original: date | None = None
    current: date | None = None
    forecast: date | None = None

    @property
    def dates(self) -> tuple[date, ...]:
        return tuple(day for day in (self.original, self.current, self.forecast) if day)

    @property
    def days_moved(self) -> int:
        return (self.current - self.original).days if self.original and self.current else 0

    @property
    def days_forecast_late(self) -> int:
        return max((self.forecast - self.current).days, 0) if self.forecast and self.current else 0


@dataclass(frozen=True)
class Strip:
    row: Row
    original: float | None
    current: float | None
    forecast: float | None


@dataclass(frozen=True)
class Timeline:
    strips: tuple[Strip, ...]
    first: date
    last: date
    today: float
    has_forecasts: bool

    @property
    def moved(self) -> int:
        return sum(strip.row.days_moved != 0 for strip in self.strips)


def timeline(rows: Iterable[Row], on: date) -> Timeline:
    rows = tuple(rows)
    days = [on, *(day for row in rows for day in row.dates)]
    across = DayScale(min(days), max(days), LEFT, RIGHT)

    def at(day: date | None) -> float | None:
        return across(day) if day else None

    return Timeline(
        tuple(Strip(row, at(row.original), at(row.current), at(row.forecast)) for row in rows),
        across.first,
        across.last,
        across(on),
        any(row.forecast for row in rows),
    )
