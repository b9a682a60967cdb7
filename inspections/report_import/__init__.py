"""From a report file to an inspection: receiving it, having it read, saving what a person has checked."""

from inspections.report_import.editions import (
    AreaDifference,
    apply_edition,
    area_differences,
    likely_edition_of,
)
from inspections.report_import.receiving import KIND, AlreadyHere, discard, note_read, receive, start_by_hand
from inspections.report_import.saving import (
    CannotSave,
    organisations_called,
    organisations_offered,
    save_reading,
    write_judgements,
)

__all__ = [
    "KIND",
    "AlreadyHere",
    "AreaDifference",
    "CannotSave",
    "apply_edition",
    "area_differences",
    "discard",
    "likely_edition_of",
    "note_read",
    "organisations_called",
    "organisations_offered",
    "receive",
    "save_reading",
    "start_by_hand",
    "write_judgements",
]
