"""Reading an inspection report file. Knows file formats and the inspectorates' templates, and no database."""

from inspections.report_reading.document import UnreadableReport
from inspections.report_reading.families import FAMILIES
from inspections.report_reading.reader import read_report
from inspections.report_reading.reading import Doubt, ReadArea, ReadJudgement, ReadReport

FRAMEWORK_NAMES = tuple(family.framework for family in FAMILIES)

__all__ = [
    "FRAMEWORK_NAMES",
    "Doubt",
    "ReadArea",
    "ReadJudgement",
    "ReadReport",
    "UnreadableReport",
    "read_report",
]
