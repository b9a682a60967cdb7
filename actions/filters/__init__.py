from actions.filters.ledger import EvidenceAsked, MeasuresAsked, ReadingsAsked, UpdatesAsked
from actions.filters.plan import ActionFilter
from actions.filters.resources import ActionsAsked

__all__ = [
    "ActionFilter",
    "ActionsAsked",
    "EvidenceAsked",
    "MeasuresAsked",
    "ReadingsAsked",
    "UpdatesAsked",
]
