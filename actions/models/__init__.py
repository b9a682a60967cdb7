from actions.models.actions import Action
from actions.models.contributions import Contribution
from actions.models.drafts import Draft
from actions.models.evidence import Evidence, Link, StoredFile, Upload
from actions.models.ledger import ProgressUpdate
from actions.models.measures import Measure, Reading
from actions.models.milestones import Milestone

__all__ = [
    "Action",
    "Contribution",
    "Draft",
    "Evidence",
    "Link",
    "Measure",
    "Milestone",
    "ProgressUpdate",
    "Reading",
    "StoredFile",
    "Upload",
]
