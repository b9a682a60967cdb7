"""From values and days to places in a picture. Across, places are percentages, to fit any window."""

from dataclasses import dataclass
from datetime import date
from math import ceil, floor, log10

from accounts.charts.figures import Number


@dataclass(frozen=True)
class Scale:
    """`low` lies at `start` and `high` at `end`. Where both are the same, everything lies half way."""

    low: Number
    high: Number
    start: float
    end: float

    def __call__(self, value: Number) -> float:
        reach = float(self.high) - float(self.low)
        part = (float(value) - float(self.low)) / reach if reach else 0.5
        return round(self.start + part * (self.end - self.start), 2)


@dataclass(frozen=True)
class DayScale:
    first: date
    last: date
    start: float
    end: float

    def __call__(self, day: date) -> float:
        ordinals = Scale(self.first.toordinal(), self.last.toordinal(), self.start, self.end)
        return ordinals(day.toordinal())

    def holds(self, day: date) -> bool:
        return self.first <= day <= self.last


def steps_up_to(top: int, wanted: int = 4) -> list[int]:
    """Round whole numbers from 0 to at least `top`: 20 gives 0, 5, 10, 15, 20."""
    if top <= 0:
        return [0, 1]
    rough = max(top / wanted, 1)
    magnitude = 10 ** floor(log10(rough))
    step = next(size * magnitude for size in (1, 2, 5, 10) if size * magnitude >= rough)
    return [step * number for number in range(ceil(top / step) + 1)]


def place(number: float) -> str:
    """A place written short: 12.50 is 12.5 and 12.00 is 12."""
    return f"{number:.2f}".rstrip("0").rstrip(".")
