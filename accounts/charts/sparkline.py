"""A measure's readings as one small line, with its target and its baseline."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from accounts.charts.figures import Number
from accounts.charts.scale import DayScale, Scale, place

WIDTH, HEIGHT, EDGE = 240, 48, 6


@dataclass(frozen=True)
class Reading:
    """One dated value. Without a value, `note` says why: "Suppressed", "Not collected"."""

    on: date
    value: Number | None
    note: str = ""


@dataclass(frozen=True)
class Sparkline:
    readings: tuple[Reading, ...]
    line: str = ""
    dots: tuple[tuple[str, str], ...] = ()
    target: Number | None = None
    baseline: Number | None = None
    target_at: str = ""
    baseline_at: str = ""
    first: Reading | None = None
    last: Reading | None = None
    last_at: tuple[str, str] | None = None
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def gaps(self) -> int:
        return sum(reading.value is None for reading in self.readings)

    @property
    def since(self) -> Reading | None:
        """The latest reading, where it came without a value after the last one that had one."""
        latest = self.readings[-1] if self.readings else None
        return latest if latest and latest.value is None else None


def sparkline(
    readings: Iterable[Reading], target: Number | None = None, baseline: Number | None = None
) -> Sparkline:
    readings = tuple(sorted(readings, key=lambda reading: reading.on))
    known = [reading for reading in readings if reading.value is not None]
    if not known:
        return Sparkline(readings, target=target, baseline=baseline)
    values = [*(reading.value for reading in known), *(v for v in (target, baseline) if v is not None)]
    up = Scale(min(values), max(values), HEIGHT - EDGE, EDGE)
    across = DayScale(readings[0].on, readings[-1].on, EDGE, WIDTH - EDGE)
    runs = _runs(readings, across, up)
    return Sparkline(
        readings,
        line="".join("M" + "L".join(" ".join(at) for at in run) for run in runs if len(run) > 1),
        dots=tuple(run[0] for run in runs if len(run) == 1),
        target=target,
        baseline=baseline,
        target_at="" if target is None else place(up(target)),
        baseline_at="" if baseline is None else place(up(baseline)),
        first=known[0],
        last=known[-1],
        last_at=runs[-1][-1],
    )


def _runs(readings: tuple[Reading, ...], across: DayScale, up: Scale) -> list[list[tuple[str, str]]]:
    """The places between two gaps. A line is never drawn over what is not known."""
    return [
        [(place(across(reading.on)), place(up(reading.value))) for reading in run]
        for is_gap, run in groupby(readings, key=lambda reading: reading.value is None)
        if not is_gap
    ]
