"""Actions as they stood on a day."""

from django.db.models import F
from django.db.models.query import ModelIterable

from accounts.row_security import rule_last
from actions.models.ledger import ProgressUpdate, last_number
from actions.statuses import POSITION

CARRIED = (*POSITION, "number", "happened_on")


class AsAtIterable(ModelIterable):
    """Puts the position of the day into the columns of the position, so that whoever reads need not know."""

    def __iter__(self):
        day = self.queryset.as_at_day
        for action in super().__iter__():
            for name in POSITION:
                setattr(action, name, getattr(action, f"then_{name}"))
            action.ledger_number, action.as_at = action.then_number, day
            yield action


def opened_by(day, known_at=None):
    """The keys of all actions there were, and nothing else of them: only to cut those that a person sees.

    By the first row of each ledger: no later one happened, or was entered, before it.
    """
    first = ProgressUpdate.objects.filter(number=1, happened_on__lte=day)
    return (first.filter(entered_at__lte=known_at) if known_at else first).values("action_id")


def as_at(actions, day, known_at=None):
    """Those that had been opened by that day, in one query. The owners come by a second one."""
    rows = actions.filter(updates__number=last_number("pk", day, known_at))
    rows = rows.annotate(**{f"then_{name}": F(f"updates__{name}") for name in CARRIED})
    rows = rule_last(rows, ProgressUpdate).prefetch_related("owner", "superseded_by")
    rows.as_at_day, rows._iterable_class = day, AsAtIterable
    return rows
