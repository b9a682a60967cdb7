from scrutiny.models.committees import Committee, CommitteeMember
from scrutiny.models.frozen_papers import FrozenFile, FrozenPaper, PaperNotice
from scrutiny.models.meetings import ForwardPlanItem, Meeting
from scrutiny.models.papers import Paper

__all__ = [
    "Committee",
    "CommitteeMember",
    "ForwardPlanItem",
    "FrozenFile",
    "FrozenPaper",
    "Meeting",
    "Paper",
    "PaperNotice",
]
