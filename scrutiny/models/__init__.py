from scrutiny.models.committees import Committee, CommitteeMember
from scrutiny.models.frozen_papers import FrozenFile, FrozenPaper, PaperNotice
from scrutiny.models.meetings import ForwardPlanItem, Meeting
from scrutiny.models.papers import Paper
from scrutiny.models.questions import Question
from scrutiny.models.recommendations import Recommendations
from scrutiny.models.responses import Answer, Response
from scrutiny.models.subscriptions import Subscription, SubscriptionNotice

__all__ = [
    "Answer",
    "Committee",
    "CommitteeMember",
    "ForwardPlanItem",
    "FrozenFile",
    "FrozenPaper",
    "Meeting",
    "Paper",
    "PaperNotice",
    "Question",
    "Recommendations",
    "Response",
    "Subscription",
    "SubscriptionNotice",
]
