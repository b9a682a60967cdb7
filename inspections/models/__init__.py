from inspections.models.areas import Area, AreaBody
from inspections.models.clocks import InspectionClock
from inspections.models.inspections import Inspection
from inspections.models.judgements import Judgement
from inspections.models.likenesses import Likeness
from inspections.models.readers import AsPublished
from inspections.models.report_readings import ReportReading

__all__ = [
    "Area",
    "AreaBody",
    "AsPublished",
    "Inspection",
    "InspectionClock",
    "Judgement",
    "Likeness",
    "ReportReading",
]
