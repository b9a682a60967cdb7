"""Which words an index of trigrams can find, and what rare ones narrow a question over all actions to."""

import re

from django.db import connection
from django.db.models import Func, Q, TextField
from django.db.models.lookups import Contains, IContains

from accounts.quiet_migrations import words as indexes
from accounts.row_security import words_first
from actions.models.actions import Action
from actions.models.ledger import ProgressUpdate
from inspections.models import Area

MOST_WORDS = 8
MOST_ACTIONS, MOST_AREAS, MOST_UPDATES = 1000, 100, 1000
THREE_IN_A_ROW = re.compile(r"[^\W_]{3}")
FIGURES = re.compile(f"[0-9{indexes.MARKS}]{{3,}}")
AS_LETTERS = str.maketrans(indexes.MARKS, indexes.AS_LETTERS)
OF_ACTIONS, OF_UPDATES = ("title", "task", "good_looks_like"), ("note", "impact")


class Figures(Func):
    """What the index of figures keeps of a text."""

    template, output_field = indexes.FIGURES, TextField()


class PastTheIndex(Func):
    """A text as it is. An index that has nothing of a word PostgreSQL may read whole, and then all rows."""

    template, output_field = "(%(expressions)s || '')", TextField()


def is_indexed(word):
    """With less than three letters or digits in a row every text there is would have to be read."""
    return bool(THREE_IN_A_ROW.search(word))


def has_an_index(word):
    return is_indexed(word) or bool(FIGURES.fullmatch(word))


def each_in(words, *fields):
    """Each word in one field or another."""
    wanted = Q()
    for word in words:
        one = Q()
        for field in fields:
            one |= Q(**{f"{field}__icontains": word})
        wanted &= one
    return wanted


def by_index(word, *fields):
    """The same for one word, as it is found soonest. Figures and marks are neither large nor small."""
    if is_indexed(word) or connection.vendor != "postgresql":
        return each_in([word], *fields)
    wanted = Q()
    for field in fields:
        if has_an_index(word):
            wanted |= Q(Contains(Figures(field), word.translate(AS_LETTERS)))
        else:
            wanted |= Q(IContains(PastTheIndex(field), word))
    return wanted


def each_by_index(words, *fields):
    wanted = Q()
    for word in words:
        wanted &= by_index(word, *fields)
    return wanted


def may_hold(words):
    """A condition that every action with all the words in it or its area meets, of the actions' table alone.

    Words in one table or another are beyond any index. Each table by itself is not: so PostgreSQL is first
    asked for one rare word, and that leaves a few keys. A word that only areas seldom have leaves a condition
    that is put to actions before anything else is asked of them. Of common words a list is full before many
    actions were looked at.
    """
    narrowed = Q()
    if connection.vendor != "postgresql":
        return narrowed
    for word in sorted(words, key=has_an_index, reverse=True)[:MOST_WORDS]:
        areas = few(Area.objects.filter(by_index(word, "words")), MOST_AREAS)
        if areas is None:
            continue
        if has_an_index(word):
            actions = few(Action.objects.filter(by_index(word, *OF_ACTIONS)), MOST_ACTIONS)
            if actions is not None:
                return Q(pk__in=actions) | Q(area__in=areas)
        narrowed &= by_index(word, *OF_ACTIONS) | Q(area__in=areas)
    return narrowed


def row_may_hold(words):
    """A condition that every row of a ledger with all the words meets, by keys that few have."""
    can_be_asked_for = has_an_index if connection.vendor == "postgresql" else is_indexed
    for word in [word for word in words if can_be_asked_for(word)][:MOST_WORDS]:
        updates = few(ProgressUpdate.objects.filter(by_index(word, *OF_UPDATES)), MOST_UPDATES)
        if updates is not None:
            return Q(pk__in=updates)
    return Q()


def few(rows, most):
    """Their ids; None if they are more."""
    found = list(words_first(rows).order_by().values_list("pk", flat=True)[: most + 1])
    return found if len(found) <= most else None
