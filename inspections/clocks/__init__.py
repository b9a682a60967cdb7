"""Statutory clocks: what starts one, how its days are counted, when it runs out, and whether it was met.

Knows no database. A limit set by law counts bank holidays only, so a council's own closure days never move
it; they do bring forward the papers of a meeting, which must lie open at its offices.
"""

from inspections.clocks.counting import (
    Clock,
    Convention,
    Direction,
    Outcome,
    Standing,
    Trigger,
    deadline,
    standing,
)
from inspections.clocks.statute import (
    CLOCKS,
    EARLY_DRAFT,
    EXECUTIVE_RESPONSE,
    JOINT_PUBLISH,
    JOINT_STATEMENT,
    PAPERS,
    POLICE_COMMENTS,
    PUBLISH,
    STATEMENT,
)

__all__ = [
    "CLOCKS",
    "EARLY_DRAFT",
    "EXECUTIVE_RESPONSE",
    "JOINT_PUBLISH",
    "JOINT_STATEMENT",
    "PAPERS",
    "POLICE_COMMENTS",
    "PUBLISH",
    "STATEMENT",
    "Clock",
    "Convention",
    "Direction",
    "Outcome",
    "Standing",
    "Trigger",
    "choices",
    "clock",
    "deadline",
    "standing",
]


def clock(key: str) -> Clock:
    for each in CLOCKS:
        if each.key == key:
            return each
    raise LookupError(f"There is no clock “{key}”. The clocks are: {', '.join(each.key for each in CLOCKS)}.")


def choices() -> list[tuple[str, str]]:
    return [(each.key, each.name) for each in CLOCKS]
