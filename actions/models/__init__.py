from actions.models.actions import Action
from actions.models.calendar_addresses import CalendarAddress
from actions.models.changes import Change
from actions.models.contributions import Contribution
from actions.models.drafts import Draft
from actions.models.evidence import Evidence, Link, StoredFile, Upload
from actions.models.ledger import ProgressUpdate
from actions.models.measures import Measure, Reading
from actions.models.milestones import Milestone
from actions.models.plan_imports import PlanImport

__all__ = [
    "Action",
    "CalendarAddress",
    "Change",
    "Contribution",
    "Draft",
    "Evidence",
    "Link",
    "Measure",
    "Milestone",
    "PlanImport",
    "ProgressUpdate",
    "Reading",
    "StoredFile",
    "Upload",
]
