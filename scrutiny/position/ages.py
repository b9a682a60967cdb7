"""How long areas have been open: counted from the day on which the report was published."""

from dataclasses import dataclass

from inspections.timescales import add_months

# Each band ends where the months are over.
BANDS = (
    ("Up to 3 months", 3),
    ("3 to 6 months", 6),
    ("6 to 12 months", 12),
    ("1 to 2 years", 24),
    ("More than 2 years", None),
)
UNDATED = "Report without a date"


@dataclass(frozen=True)
class Band:
    label: str
    areas: tuple


def open_by_age(areas, still_open, on):
    """[Band, ...], every band but the undated one named. `still_open`: the ids of those that are."""
    found = {label: [] for label, _ in BANDS} | {UNDATED: []}
    for area in areas:
        if area.pk in still_open:
            found[_band(area.inspection.day, on)].append(area)
    return [Band(label, tuple(rows)) for label, rows in found.items() if rows or label != UNDATED]


def _band(day, on):
    if day is None:
        return UNDATED
    return next(label for label, months in BANDS if months is None or on <= add_months(day, months))
