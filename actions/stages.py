"""What a person is told, and when: the stages of a reminder. Plain rules, the day is an argument.

Upper apps add stages of their own with `add`. docs/domain.md is written from here.
"""

from dataclasses import dataclass
from datetime import date

from actions.statuses import Word

SOON, VERY_SOON = 14, 3
SILENT_AFTER = 30
ESCALATED_AFTER = (14, 28)
WEEK = 7
CLOCK_TOLD_FOR = 28


class Group(Word):
    """How a mail is ordered: the most pressing first."""

    ESCALATED = "escalated", "Late, and nobody has said why"
    OVERDUE = "overdue", "Overdue"
    TODAY = "today", "Due today"
    SENT_BACK = "sent_back", "Sent back to you"
    DECIDE = "decide", "Waiting for your decision"
    SOON = "soon", "Due soon"
    FIGURES = "figures", "Readings and time limits"
    SILENT = "silent", "No update for a while"


@dataclass(frozen=True, kw_only=True)
class Stage:
    """`keeps_rhythm`: waits for the day the person chose, and for the end of a pause.

    `is_optional`: the person may do without it altogether.
    """

    key: str
    label: str
    group: Group
    when: str
    who: str
    again: str
    keeps_rhythm: bool = True
    is_optional: bool = False


DUE_IN_14 = Stage(
    key="due_in_14",
    label="Due within 14 days",
    group=Group.SOON,
    when=f"open, and the deadline is {VERY_SOON + 1} to {SOON} days away",
    who="owner",
    again="once for each deadline",
    is_optional=True,
)
DUE_IN_3 = Stage(
    key="due_in_3",
    label="Due within 3 days",
    group=Group.SOON,
    when=f"open, and the deadline is 1 to {VERY_SOON} days away",
    who="owner",
    again="once for each deadline",
    is_optional=True,
)
DUE_TODAY = Stage(
    key="due_today",
    label="Due today",
    group=Group.TODAY,
    when="open, and the deadline is today",
    who="owner",
    again="once for each deadline",
)
OVERDUE = Stage(
    key="overdue",
    label="Overdue",
    group=Group.OVERDUE,
    when="open, and the deadline was yesterday or earlier",
    who="owner",
    again="1 day after the deadline, then every 7 days",
)
SILENT = Stage(
    key="silent",
    label="No update for 30 days",
    group=Group.SILENT,
    when=f"open, not due within {VERY_SOON} days nor overdue, and no update for {SILENT_AFTER} days",
    who="owner",
    again=f"every {SILENT_AFTER} days of the same silence",
    is_optional=True,
)
SENT_BACK = Stage(
    key="sent_back",
    label="Sent back to you",
    group=Group.SENT_BACK,
    when="an assurer sent the claim back, and nothing was recorded since",
    who="owner",
    again="once for each time it is sent back",
)
ESCALATED_14 = Stage(
    key="escalated_14",
    label="Overdue for 14 days without an update",
    group=Group.ESCALATED,
    when=f"overdue, no extension awaits a decision, and quiet for {ESCALATED_AFTER[0]} days since the "
    "deadline, the last update or the handing over, whichever came last",
    who="the first held post above the owner, else the leads",
    again="once for each deadline and owner",
    keeps_rhythm=False,
)
ESCALATED_28 = Stage(
    key="escalated_28",
    label="Overdue for 28 days without an update",
    group=Group.ESCALATED,
    when=f"the same, for {ESCALATED_AFTER[1]} days",
    who="the next held post above that one, else the leads",
    again="once for each deadline and owner",
    keeps_rhythm=False,
)
DECIDE_EXTENSION = Stage(
    key="decide_extension",
    label="Extension asked for",
    group=Group.DECIDE,
    when="open, and an extension awaits a decision",
    who="leads who neither asked nor own it",
    again="at once, then every 7 days until it is decided",
    keeps_rhythm=False,
)
DECIDE_SIGN_OFF = Stage(
    key="decide_sign_off",
    label="Claimed done, awaiting sign-off",
    group=Group.DECIDE,
    when="claimed done",
    who="assurers who are far enough from the work",
    again="at once, then every 7 days until it is decided",
    keeps_rhythm=False,
)
CHECK_DUE = Stage(
    key="check_due",
    label="Check that it held",
    group=Group.DECIDE,
    when=f"accepted, and the day of its check is at most {SOON} days away",
    who="assurers who are far enough from the work",
    again=f"{SOON} and {VERY_SOON} days before, on the day, 1 day after it, then every 7 days",
    keeps_rhythm=False,
)
READING_OVERDUE = Stage(
    key="reading_overdue",
    label="Reading overdue",
    group=Group.FIGURES,
    when="the day for the next reading of a measure has passed",
    who="the owner of its action; for a measure of a whole area, the leads",
    again="1 day after it was due, then every 7 days",
    is_optional=True,
)
CLOCK_NEARING = Stage(
    key="clock_nearing",
    label="Time limit of an inspection",
    group=Group.FIGURES,
    when=f"a time limit that is not met runs out in at most {SOON} days, or did in the last {CLOCK_TOLD_FOR}",
    who="leads",
    again=f"{SOON} and {VERY_SOON} days before, on the day, 1 day after it, then every 7 days",
)

_TABLE: dict[str, Stage] = {}
_ORDER = {group: place for place, group in enumerate(Group)}


def add(*stages: Stage) -> None:
    for each in stages:
        if _TABLE.setdefault(each.key, each) != each:
            raise ValueError(f"There is another stage called “{each.key}” already.")


OF_ACTIONS = (
    DUE_IN_14,
    DUE_IN_3,
    DUE_TODAY,
    OVERDUE,
    SENT_BACK,
    SILENT,
    ESCALATED_14,
    ESCALATED_28,
    DECIDE_EXTENSION,
    DECIDE_SIGN_OFF,
    CHECK_DUE,
    READING_OVERDUE,
    CLOCK_NEARING,
)
add(*OF_ACTIONS)


def stage(key: str) -> Stage:
    return _TABLE[key]


def all_stages() -> list[Stage]:
    return list(_TABLE.values())


def urgency(key: str) -> int:
    """The lower, the further up in a mail."""
    return _ORDER[stage(key).group]


def of_deadline(due_on: date, on: date) -> tuple[str, int] | None:
    """The stage that an open action has reached on a day, and which round of it: (stage, round)."""
    days = (due_on - on).days
    if days < 0:
        return OVERDUE.key, weeks_late(due_on, on)
    if days == 0:
        return DUE_TODAY.key, 0
    if days <= VERY_SOON:
        return DUE_IN_3.key, 0
    return (DUE_IN_14.key, 0) if days <= SOON else None


def weeks_late(due_on: date, on: date) -> int:
    """0 from the day after, 1 from the eighth day after, and so on."""
    return ((on - due_on).days - 1) // WEEK


def of_silence(spoken_on: date, on: date) -> int | None:
    """Which round of a silence a day is in: 0 from the 30th day, 1 from the 60th. None before."""
    return (on - spoken_on).days // SILENT_AFTER - 1 if (on - spoken_on).days >= SILENT_AFTER else None


def of_escalation(due_on: date, quiet_since: date | None, on: date) -> int:
    """How many rungs up an overdue action has gone: 0, 1 or 2."""
    quiet = (on - max(due_on, quiet_since or due_on)).days
    return sum(quiet >= days for days in ESCALATED_AFTER)


def of_waiting(since: date, on: date) -> int:
    """Which week of waiting for a decision."""
    return max((on - since).days, 0) // WEEK


def of_approach(due_on: date, on: date) -> int | None:
    """Which time somebody is told of a day that comes nearer: before, on it, and weekly after it."""
    days = (due_on - on).days
    if days > SOON:
        return None
    if days > VERY_SOON:
        return 0
    if days > 0:
        return 1
    return 2 if days == 0 else 3 + weeks_late(due_on, on)
