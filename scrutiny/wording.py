"""How a position is said in plain sentences. Knows no database."""

from dataclasses import dataclass
from datetime import date, timedelta

# Longer than a monthly meeting's rhythm: then a page says that nothing has been heard.
SILENT_AFTER = timedelta(days=28)


@dataclass(frozen=True)
class Figures:
    """What a headline is made of. `moved` are the times that each extended deadline was moved."""

    actions: int = 0
    accepted: int = 0
    sustained: int = 0
    done: int = 0
    not_pursued: int = 0
    days_overdue: tuple[int, ...] = ()
    moved: tuple[int, ...] = ()
    silent: int = 0
    areas: int = 0
    areas_without_action: int = 0


def headline(figures: Figures) -> list[str]:
    """The first sentence says it all; those that follow say what it left out."""
    if not figures.actions:
        return [_no_action(figures)]
    return [_in_one_sentence(figures), *_more(figures)]


def _no_action(figures):
    if not figures.areas:
        return "This report asks for no improvement."
    return "No action has been published yet."


def _in_one_sentence(figures):
    parts = [f"{figures.accepted + figures.sustained} of {number_of(figures.actions, 'action')} accepted"]
    if figures.days_overdue:
        parts.append(_overdue(figures.days_overdue))
    if figures.moved:
        parts.append(_extended(figures.moved))
    return "; ".join(parts) + "."


def _overdue(days):
    if len(days) == 1:
        return f"1 overdue, by {number_of(days[0], 'day')}"
    return f"{len(days):,} overdue, the oldest by {number_of(max(days), 'day')}"


def _extended(moved):
    """“5 extended, 2 of them twice or more”; where all were, “2 extended twice”."""
    often = [times for times in moved if times > 1]
    if len(often) < len(moved):
        again = f", {len(often):,} of them more than once" if often else ""
        return f"{len(moved):,} extended{again}"
    return f"{len(moved):,} extended {_times(often)}"


def _times(often):
    if set(often) == {2}:
        return "twice"
    return f"{often[0]:,} times" if len(set(often)) == 1 else "more than once"


def _more(figures):
    if figures.sustained:
        yield f"Of those accepted, {figures.sustained:,} held at a later check."
    if figures.done:
        yield f"{figures.done:,} more {_is(figures.done)} claimed done and not yet checked."
    if figures.not_pursued:
        yield f"{figures.not_pursued:,} {_is(figures.not_pursued)} no longer pursued."
    if figures.silent:
        who = f"{number_of(figures.silent, 'open action')} {_has(figures.silent)}"
        yield f"{who} had no update for more than {SILENT_AFTER.days} days."
    if figures.areas_without_action:
        number = figures.areas_without_action
        yield f"{number:,} of {number_of(figures.areas, 'area')} {_has(number)} no action yet."


def _has(number):
    return "has" if number == 1 else "have"


def _is(number):
    return "is" if number == 1 else "are"


def number_of(number: int, noun: str) -> str:
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def said(day: date) -> str:
    return f"{day:%-d %B %Y}"


def silence(updated_on: date | None, opened_on: date | None, on: date) -> str:
    """“No update since 3 March 2026”; empty while the last one is fresh."""
    last = updated_on or opened_on
    if last is None or on - last <= SILENT_AFTER:
        return ""
    return (
        f"No update since {said(updated_on)}"
        if updated_on
        else f"No update since it was opened on {said(last)}"
    )


def silence_of_measure(last_on: date | None, next_on: date, on: date) -> str:
    """`next_on` is the day on which a reading was due next."""
    if next_on >= on:
        return ""
    return f"No reading since {said(last_on)}" if last_on else "No reading yet"


def movement(times: int, days: int) -> str:
    """“moved twice, 41 days later in all”; empty where a deadline stayed."""
    if not times:
        return ""
    often = {1: "once", 2: "twice"}.get(times, f"{times:,} times")
    if not days:
        return f"moved {often}, back to the original day"
    return f"moved {often}, {number_of(abs(days), 'day')} {'later' if days > 0 else 'earlier'} in all"
