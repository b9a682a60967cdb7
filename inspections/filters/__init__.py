from inspections.filters.areas import AreaFilter
from inspections.filters.resources import (
    AreasAsked,
    ClocksAsked,
    InspectionsAsked,
    JudgementsAsked,
    OfInspections,
    inspection_filter,
    organisation_filter,
)

__all__ = [
    "AreaFilter",
    "AreasAsked",
    "ClocksAsked",
    "InspectionsAsked",
    "JudgementsAsked",
    "OfInspections",
    "inspection_filter",
    "organisation_filter",
]
