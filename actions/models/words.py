"""Which words an index of trigrams can find, and what rare ones narrow a question over all actions to."""

import re

from django.db import connection
from django.db.models import Q

from accounts.row_security import words_first
from actions.models.actions import Action
from actions.models.ledger import ProgressUpdate
from inspections.models import Area

MOST_WORDS = 8
MOST_ACTIONS, MOST_AREAS, MOST_UPDATES = 1000, 100, 1000
THREE_IN_A_ROW = re.compile(r"[^\W_]{3}")


def is_indexed(word):
    """With less than three letters or digits in a row every text there is would have to be read."""
    return bool(THREE_IN_A_ROW.search(word))


def each_in(words, *fields):
    """Each word in one field or another."""
    wanted = Q()
    for word in words:
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        wanted &= one
    return wanted


def may_hold(words):
    """A condition that every action with all the words in it or its area meets, by keys that few have.

    Words in one table or another are beyond any index. Each table by itself is not: so PostgreSQL is first
    asked for one rare word. Of common words a list is full before many actions were looked at.
    """
    if connection.vendor != "postgresql":
        return Q()
    for word in [word for word in words if is_indexed(word)][:MOST_WORDS]:
        areas = few(Area.objects.filter(words__icontains=word), MOST_AREAS)
        actions = areas is not None and few(
            Action.objects.filter(each_in([word], "title", "task", "good_looks_like")), MOST_ACTIONS
        )
        if areas is not None and actions is not None:
            return Q(pk__in=actions) | Q(area__in=areas)
    return Q()


def row_may_hold(words):
    """A condition that every row of a ledger with all the words meets, by keys that few have."""
    for word in [word for word in words if is_indexed(word)][:MOST_WORDS]:
        updates = few(ProgressUpdate.objects.filter(each_in([word], "note", "impact")), MOST_UPDATES)
        if updates is not None:
            return Q(pk__in=updates)
    return Q()


def few(rows, most):
    """Their ids; None if they are more."""
    found = list(words_first(rows).order_by().values_list("pk", flat=True)[: most + 1])
    return found if len(found) <= most else None
