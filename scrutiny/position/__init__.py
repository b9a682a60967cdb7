"""How an inspection stands on a day, in words its readers may read: for the public page and papers."""

from scrutiny.position.ages import open_by_age
from scrutiny.position.counting import figures_by_inspection
from scrutiny.position.fingerprint import fingerprint, fingerprint_of_all
from scrutiny.position.gathering import actions_shown, position_of
from scrutiny.position.parts import (
    ActionPosition,
    AreaPosition,
    MeasurePosition,
    Position,
    ReadingPosition,
    Statement,
)

__all__ = [
    "ActionPosition",
    "AreaPosition",
    "MeasurePosition",
    "Position",
    "ReadingPosition",
    "Statement",
    "actions_shown",
    "figures_by_inspection",
    "fingerprint",
    "fingerprint_of_all",
    "open_by_age",
    "position_of",
]
