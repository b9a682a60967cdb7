"""Actions accepted over time, against the plan: how many deadlines had come by then."""

from calendar import monthrange
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from accounts.charts.scale import DayScale, Scale, place, steps_up_to

LEFT, RIGHT = 9, 97  # per cent
TOP, BOTTOM = 24, 204  # pixels
WIDE = 1000  # the lines' own grid, stretched to the window
SHORT = timedelta(days=62)
MARKS_AT_MOST = 14


@dataclass(frozen=True)
class Point:
    """Counts at the end of a day. What is not known yet is None; who is sustained counts as accepted too."""

    on: date
    planned: int
    accepted: int | None = None
    sustained: int | None = None


@dataclass(frozen=True)
class Line:
    kind: str
    words: str
    path: str
    marks: tuple[tuple[float, float], ...]
    number: int
    on: date


@dataclass(frozen=True)
class Tick:
    at: float
    value: int | date
    anchor: str = "start"


@dataclass(frozen=True)
class BurnUp:
    points: tuple[Point, ...] = ()
    lines: tuple[Line, ...] = ()
    heights: tuple[Tick, ...] = ()
    days: tuple[Tick, ...] = ()
    total: int = 0
    today: Tick | None = None
    by_day: bool = False

    @property
    def table(self) -> list[tuple[Point, list[int | None]]]:
        """Each day with one number for each line."""
        return [(point, [getattr(point, line.kind) for line in self.lines]) for point in self.points]


def burn_up(points: Iterable[Point], total: int, on: date) -> BurnUp:
    """`total` is all actions, those without a deadline too. Of two points of one day the last given holds."""
    points = tuple(sorted({point.on: point for point in points}.values(), key=lambda point: point.on))
    if not points:
        return BurnUp(total=total)
    across = DayScale(points[0].on, points[-1].on, LEFT, RIGHT)
    counts = [count for point in points for count in _counts(point) if count is not None]
    steps = steps_up_to(max(total, *counts))
    up = Scale(0, steps[-1], BOTTOM, TOP)
    today = Tick(across(on), on, _anchor(across(on))) if across.holds(on) else None
    return BurnUp(
        points=points,
        lines=tuple(_lines(points, across, up)),
        heights=tuple(Tick(up(step), step) for step in steps),
        days=tuple(_days(points, across)),
        total=total,
        today=today,
        by_day=points[-1].on - points[0].on <= SHORT,
    )


def days_to_count(first: date, last: date, on: date) -> list[date]:
    """Every day of a short stretch; of a longer one its ends, each month's last day between, and `on`."""
    if last - first <= SHORT:
        return [first + timedelta(days=number) for number in range((last - first).days + 1)]
    ends, day = [], first
    while day < last:
        ends.append(day)
        following = day + timedelta(days=1)
        day = following.replace(day=monthrange(following.year, following.month)[1])
    return sorted({*ends, last} | ({on} if first <= on <= last else set()))


def _counts(point: Point) -> tuple[int | None, ...]:
    return point.planned, point.accepted, point.sustained


def _lines(points: tuple[Point, ...], across: DayScale, up: Scale) -> Iterable[Line]:
    kinds = (("planned", "Due by the plan"), ("accepted", "Accepted"), ("sustained", "Of these, sustained"))
    for kind, words in kinds:
        known = [point for point in points if getattr(point, kind) is not None]
        if not known:
            continue
        marks = [(across(point.on), up(getattr(point, kind))) for point in known]
        path = "L".join(f"{place(x * WIDE / 100)} {place(y)}" for x, y in marks)
        number, on = getattr(known[-1], kind), known[-1].on
        shown = tuple(marks) if len(marks) <= MARKS_AT_MOST else tuple(marks[-1:])
        yield Line(kind, words, f"M{path}", shown, number, on)


def _days(points: tuple[Point, ...], across: DayScale) -> Iterable[Tick]:
    """The ends, and one between them where it has room beside them on a phone."""
    if len(points) == 1:
        yield Tick(across(points[0].on), points[0].on, "middle")
        return
    yield Tick(LEFT, points[0].on, "start")
    middle = points[len(points) // 2].on
    if 40 <= across(middle) <= 66:
        yield Tick(across(middle), middle, "middle")
    yield Tick(RIGHT, points[-1].on, "end")


def _anchor(at: float) -> str:
    return "start" if at < 20 else "end" if at > 80 else "middle"
