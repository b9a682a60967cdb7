from actions.filters.plan import ActionFilter
from actions.filters.resources import ActionsAsked

__all__ = ["ActionFilter", "ActionsAsked"]
