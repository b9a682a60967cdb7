"""Reading the ledger of all actions as one feed: every row once, in an order that never changes.

Rows get their place when somebody reads. Whoever gives places does it alone, to rows that are committed, and
behind all places given before: who has seen place 7 has seen every row that will ever stand before it.
"""

from dataclasses import dataclass

from django.db import connection, transaction

from actions.change_feed import rows as reading
from actions.models import Change

PLACED_AT_ONCE = 10_000
# How many places one reading looks at, however few of them are for the reader.
LOOKED_AT = 20_000
LOCK = 7_316_242_001

_PLACE = """
    UPDATE actions_change SET position = %s + fresh.rank
    FROM (
        SELECT update_id, row_number() OVER (ORDER BY update_id) AS rank
        FROM actions_change WHERE position IS NULL ORDER BY update_id LIMIT %s
    ) AS fresh
    WHERE actions_change.update_id = fresh.update_id AND actions_change.position IS NULL
"""


_PLACES = """
    SELECT coalesce((SELECT max(position) FROM actions_change), 0),
        EXISTS (SELECT 1 FROM actions_change WHERE position IS NULL)
"""


class NoSuchPlace(Exception):
    """The reader has been further than the feed goes: the data came from an older copy."""


@dataclass(frozen=True)
class Stretch:
    """Some rows of the feed, oldest first; `end` is where the next reading goes on."""

    rows: list[reading.Row]
    end: int
    has_more: bool


def place():
    """Gives a place to whatever is committed and has none, up to a number; says to how many."""
    if not Change.objects.filter(position__isnull=True).exists():
        return 0
    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # In SQLite only one writes at a time anyway. What follows sees all that the last holder did.
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        cursor.execute(_PLACE, [Change.objects.last_position(), PLACED_AT_ONCE])
        return cursor.rowcount


def read(rows, after, most):
    """Of `rows`, which are ledger rows that the reader may see, those behind a place."""
    return _read(after, most, lambda until: reading.read(rows, after, until, most))


def read_as(user, after, most):
    """Of all rows that this person may see, those behind a place."""
    return _read(after, most, lambda until: reading.read_as(user, after, until, most))


def _read(after, most, rows_until):
    last = _last_place()
    if after > last:
        raise NoSuchPlace
    until = min(after + LOOKED_AT, last)
    found = rows_until(until)
    end = found[-1].position_in_feed if len(found) == most else until
    return Stretch(found, end, end < last)


def _last_place():
    """When all that is committed has its place, or as much as is given one at once."""
    last, are_more = _places()
    return _places()[0] if are_more and place() else last


def _places():
    with connection.cursor() as cursor:
        cursor.execute(_PLACES)
        return cursor.fetchone()
