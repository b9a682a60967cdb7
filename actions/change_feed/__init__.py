"""Reading the ledger of all actions as one feed: every row once, in an order that never changes.

Rows get their place when somebody reads. Whoever gives places does it alone, to rows that are committed, and
behind all places given before: who has seen place 7 has seen every row that will ever stand before it.
"""

from dataclasses import dataclass

from django.db import connection, transaction
from django.db.models import OuterRef, Subquery

from actions.models import Change, ProgressUpdate

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


class NoSuchPlace(Exception):
    """The reader has been further than the feed goes: the data came from an older copy."""


@dataclass(frozen=True)
class Stretch:
    """Some rows of the feed, oldest first; `end` is where the next reading goes on."""

    rows: list[ProgressUpdate]
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
    place()
    last = Change.objects.last_position()
    if after > last:
        raise NoSuchPlace
    until = min(after + LOOKED_AT, last)
    found = rows.filter(change__position__gt=after, change__position__lte=until)
    found = list(found.annotate(position_in_feed=Subquery(_position)).order_by("change__position")[:most])
    end = found[-1].position_in_feed if len(found) == most else until
    _add_rows_before(found)
    return Stretch(found, end, end < last)


_position = Change.objects.filter(update=OuterRef("pk")).values("position")[:1]


def _add_rows_before(rows):
    """`before`: the action's row before, whose position is that before the change; None for the first."""
    wanted = {(row.action_id, row.number - 1) for row in rows if row.number > 1}
    before = {}
    if wanted:
        candidates = ProgressUpdate.objects.filter(
            action__in={action for action, _ in wanted}, number__in={number for _, number in wanted}
        )
        for row in candidates.select_related("owner__organisation"):
            before[row.action_id, row.number] = row
    for row in rows:
        row.before = before.get((row.action_id, row.number - 1))
