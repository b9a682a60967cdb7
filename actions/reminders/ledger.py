"""What the ledger says of many actions at once. Asked in every part of a sweep, so each is written once."""

from functools import cache

from django.db.models import Max, OuterRef, Subquery

from accounts.prepared import Prepared, number
from actions.models import Action, ProgressUpdate
from actions.statuses import UPDATES, Kind

# After one of these an action has been heard of: silence is counted from the last of them.
HEARD_OF = (*UPDATES, Kind.OPENED, Kind.RETURNED, Kind.LAPSED, Kind.REOPENED)


def last_of(kind, actions):
    """{action: (number, day) of its last row of that kind}"""
    return {action: (row, day) for action, row, day in _rows_of(kind).ask(actions)}


@cache
def _rows_of(kind):
    last = {"last_number": Max("number"), "last_day": Max("happened_on")}
    rows = ProgressUpdate.objects.filter(kind=kind).order_by()
    return Prepared(
        lambda actions: rows.filter(action__in=actions).values_list("action").annotate(**last), number
    )


def last_heard_of(actions):
    """{action: day}. In the question for the actions, a database asks it of the whole country first."""
    return dict(_HEARD.ask(actions))


def _heard_of(actions):
    last = ProgressUpdate.objects.filter(action=OuterRef("pk"), kind__in=HEARD_OF).order_by("-number")
    heard_on = Subquery(last.values("happened_on")[:1])
    return Action.objects.filter(pk__in=actions).order_by().values_list("pk", heard_on)


_HEARD = Prepared(_heard_of, number)


def who_asked(actions):
    """{(action, person), ...} of requests for more time."""
    return set(_ASKED.ask(actions))


def _requests(actions):
    asked = ProgressUpdate.objects.filter(action__in=actions, kind=Kind.EXTENSION_ASKED).order_by()
    return asked.values_list("action", "by")


_ASKED = Prepared(_requests, number)
