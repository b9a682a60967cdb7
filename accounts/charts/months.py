"""The deadlines of more actions than anybody would read one by one, counted by month."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from accounts.charts.timeline import Row

WIDEST = 96  # per cent of the strip
NAMES = ("original", "current", "forecast")
Counts = Mapping[str, Mapping[date | None, int]]


@dataclass(frozen=True)
class Count:
    number: int
    width: float  # 0 too where no month is known: the number alone says it


@dataclass(frozen=True)
class Month:
    """`on` is the month's first day; None stands for the actions without such a date."""

    on: date | None
    original: Count
    current: Count
    forecast: Count
    is_this_month: bool


@dataclass(frozen=True)
class Months:
    months: tuple[Month, ...]
    total: int
    moved: int
    has_forecasts: bool


def by_month(rows: Iterable[Row], on: date) -> Months:
    rows = tuple(rows)
    counts = {name: Counter(_month(getattr(row, name)) for row in rows) for name in NAMES}
    return counted(counts, len(rows), sum(row.days_moved != 0 for row in rows), on)


def counted(counts: Counts, total: int, moved: int, on: date) -> Months:
    """`counts`: how many original, current and forecast dates fall in the month that begins on a day.

    Empty months are left out, save this one: a mistyped year must not add a thousand rows.
    """
    this_month = on.replace(day=1)
    has_forecasts = any(month for month in counts["forecast"])
    drawn = [name for name in NAMES if has_forecasts or name != "forecast"]
    dated = sorted({month for name in drawn for month in counts[name] if month} | {this_month})
    undated = [None] if any(None in counts[name] for name in drawn) else []
    most = max(counts[name].get(month, 0) for name in drawn for month in dated)

    def count(name: str, month: date | None) -> Count:
        number = counts[name].get(month, 0)
        return Count(number, round(number / most * WIDEST, 2) if most and month else 0)

    return Months(
        tuple(
            Month(month, *(count(name, month) for name in NAMES), month == this_month)
            for month in [*dated, *undated]
        ),
        total,
        moved,
        has_forecasts,
    )


def _month(day: date | None) -> date | None:
    return day.replace(day=1) if day else None
