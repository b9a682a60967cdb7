"""A council's own tracker on its way into a plan: read, matched, tried row by row, applied by the verbs."""

from actions.plan_import.applying import (
    MANY,
    AppliedAlready,
    Changed,
    NothingToDo,
    apply,
    ask_to_apply,
    begin,
    mark_of,
    try_out,
)
from actions.plan_import.receiving import receive, rows_of

__all__ = [
    "MANY",
    "AppliedAlready",
    "Changed",
    "NothingToDo",
    "apply",
    "ask_to_apply",
    "begin",
    "mark_of",
    "receive",
    "rows_of",
    "try_out",
]
