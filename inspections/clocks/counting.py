"""Counting a clock: when it runs out, and how it stands on a day. The day is an argument."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from accounts.working_days import add_working_days, next_working_day, working_days_between
from inspections.timescales import add_months


class Trigger(StrEnum):
    RECEIVED = "received"
    PUBLISHED = "published"
    MEETING = "meeting"
    RECOMMENDED = "recommended"

    @property
    def label(self) -> str:
        return {
            Trigger.RECEIVED: "the organisation receives the report",
            Trigger.PUBLISHED: "the report is published",
            Trigger.MEETING: "the committee meets",
            Trigger.RECOMMENDED: "the executive receives the recommendations",
        }[self]


class Convention(StrEnum):
    """Which day is day 1. Day n is the last day on which the thing can be done in time."""

    DAY_AFTER = "day_after"
    FIRST_WORKING_DAY_AFTER = "first_working_day_after"
    TRIGGER_DAY = "trigger_day"
    CLEAR_DAYS = "clear_days"

    @property
    def label(self) -> str:
        return {
            Convention.DAY_AFTER: "day 1 is the day after",
            Convention.FIRST_WORKING_DAY_AFTER: "taken as received on the first working day after",
            Convention.TRIGGER_DAY: "day 1 is the day itself",
            Convention.CLEAR_DAYS: "clear days: neither the first day nor the last is counted",
        }[self]


class Direction(StrEnum):
    FORWARDS = "forwards"
    BACKWARDS = "backwards"


class Outcome(StrEnum):
    RUNNING = "running"
    MET = "met"
    MISSED = "missed"


@dataclass(frozen=True, kw_only=True)
class Clock:
    key: str
    name: str
    trigger: Trigger
    legal_source: str
    days: int = 0
    months: int = 0
    working: bool = True
    convention: Convention = Convention.DAY_AFTER
    direction: Direction = Direction.FORWARDS
    holidays: str = "England"
    moved_by_closure_days: bool = False

    def __post_init__(self) -> None:
        if (self.days > 0) == (self.months > 0):
            raise ValueError(f"Clock “{self.key}” needs a number of days or of months, one of the two.")
        if self.months and (self.working or self.direction is Direction.BACKWARDS):
            raise ValueError(f"Clock “{self.key}” counts months: they are calendar months and run forwards.")

    @property
    def length(self) -> str:
        """In words: “70 working days”, “5 clear working days”, “2 months”."""
        if self.months:
            return _counted(self.months, "month")
        clear = "clear " if self.convention is Convention.CLEAR_DAYS else ""
        return _counted(self.days, f"{clear}{'working ' if self.working else ''}day")


@dataclass(frozen=True)
class Standing:
    """How a clock stands on a day: its last day, whether that was kept, and a phrase for people."""

    deadline: date
    outcome: Outcome
    words: str


def deadline(clock: Clock, trigger_on: date, closure_days: Iterable[date] = ()) -> date:
    """The last day in time; for a clock that runs backwards, the latest day for the papers to go out."""
    closed = frozenset(closure_days) if clock.moved_by_closure_days else frozenset()
    start = trigger_on
    if clock.convention is Convention.FIRST_WORKING_DAY_AFTER:
        start = next_working_day(trigger_on, closed)
    if clock.months:
        return _months_end(start, clock)
    if clock.convention is Convention.TRIGGER_DAY:
        start -= timedelta(days=1 if clock.direction is Direction.FORWARDS else -1)
    count = clock.days + (clock.convention is Convention.CLEAR_DAYS)
    if clock.direction is Direction.BACKWARDS:
        count = -count
    return add_working_days(start, count, closed) if clock.working else start + timedelta(days=count)


def standing(
    clock: Clock, trigger_on: date, on: date, met_on: date | None = None, closure_days: Iterable[date] = ()
) -> Standing:
    """How the clock stands on a day. What was done after that day is not yet known on it."""
    closed = frozenset(closure_days) if clock.moved_by_closure_days else frozenset()
    last = deadline(clock, trigger_on, closed)
    if met_on is not None and met_on <= on:
        apart = _apart(clock, met_on, last, closed)
        if met_on > last:
            return Standing(last, Outcome.MISSED, f"Missed: done {apart} late")
        return Standing(
            last, Outcome.MET, "Met on the last day" if met_on == last else f"Met with {apart} to spare"
        )
    apart = _apart(clock, on, last, closed)
    if on > last:
        return Standing(last, Outcome.MISSED, f"Missed: {apart} late and not done")
    return Standing(last, Outcome.RUNNING, "Due today" if on == last else f"{apart} left")


def _months_end(start: date, clock: Clock) -> date:
    end = add_months(start, clock.months)
    # Two months beginning on 7 November end on 6 January; beginning on 31 December they end with February.
    beginning_with = clock.convention is Convention.TRIGGER_DAY
    return end - timedelta(days=1) if beginning_with and end.day == start.day else end


def _apart(clock: Clock, one: date, other: date, closed: frozenset[date]) -> str:
    earlier, later = sorted((one, other))
    if clock.working and (count := working_days_between(earlier, later, closed)):
        return _counted(count, "working day")
    # The Saturday after a Friday deadline is late, though by no working day.
    return _counted((later - earlier).days, "day")


def _counted(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
