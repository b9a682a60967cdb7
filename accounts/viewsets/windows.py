"""Reading a whole table in the order of its key, a stretch at a time, whatever a database makes of the joins.

Whose rows may be seen is asked by joins, and SQLite likes to begin with the smallest table: then it reads and
sorts all rows for each page. So the next few hundred keys are named first, seen or not, and only among these
is looked. Where few of them may be seen the stretch grows, and after that the whole is asked for after all.
PostgreSQL knows what a limit means and needs no such help, except as at a day, where the row of each action
is looked for: of all actions, if it may.
"""

from django.db import connection

STRETCHES = (4, 32, 256)


def are_needed(asked):
    return asked.speaks_of_the_past or connection.vendor == "sqlite"


def read(told, order, after, wanted):
    """The first rows of `told`, at most so many; None when all stretches together held too few."""
    keys = every(told.model, order, after)
    for times in STRETCHES:
        found = list(narrowed(told, keys, wanted * times)[:wanted])
        if len(found) == wanted or not are_beyond(keys, wanted * times):
            return found
    return None


def every(model, order, after):
    """The keys of all rows beyond these values, seen or not."""
    rows = model._base_manager.order_by("-pk" if order.is_backwards else "pk")
    return (rows if after is None else rows.filter(order.after(after))).values("pk")


def narrowed(told, keys, length):
    return told.filter(pk__in=keys[:length])


def are_beyond(keys, length):
    return keys[length:].exists()
