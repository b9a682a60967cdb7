"""What is counted of each council for everybody, kept, and counted anew only where something has happened.

A country is too much to be counted again for one row of a ledger. The feed tells which councils it moved;
what else could change a count is in the histories of inspections and organisations.
"""

from django.core.cache import caches
from django.db.models import Count, Max

from accounts.models import Organisation
from accounts.row_security import everything
from accounts.software import software
from actions import change_feed
from actions.models import Change
from inspections.models import Inspection

# Where things are kept for a day, as long as any of these counts can be of use.
KEPT_IN = "pages"
# Of so many rows it is not asked whose they are: then all is counted.
MOST_CHANGES = 2000


def counts_of(organisations, on, count):
    """{id: what is counted} of the ids of organisations. `count(ids)` says it of those it is asked about."""
    with everything():
        # Before anything is counted: what comes meanwhile is behind this point, and is counted again.
        point, mark = _point(), _mark(on)
        if point is None:
            return count(organisations)
        kept_mark, kept_point, kept = caches[KEPT_IN].get(key()) or (None, None, {})
        moved = _moved(kept_point, point) if kept_mark == mark else None
    known = {} if moved is None else {pk: each for pk, each in kept.items() if pk not in moved}
    missing = [pk for pk in organisations if pk not in known]
    if missing:
        known |= count(missing)
    if missing or moved:
        caches[KEPT_IN].set(key(), (mark, point, known))
    return {pk: known[pk] for pk in organisations}


def _point():
    """How far the feed has come: its last place, and the rows that have none yet. None if these are many."""
    fresh = Change.objects.filter(position__isnull=True).order_by("pk").values_list("pk", flat=True)
    fresh = frozenset(fresh[: MOST_CHANGES + 1])
    if len(fresh) > MOST_CHANGES:
        # Nobody has read the feed for long; the next time they have their places.
        change_feed.place()
        return None
    return Change.objects.last_position(), fresh


def _moved(before, now):
    """The organisations whose ledgers moved between two points; None if there is too much to look at."""
    (start, counted), (end, fresh) = before, now
    rows = Change.objects.values_list("pk", "update__action__area__inspection__organisation")
    placed = rows.filter(position__gt=start, position__lte=end).order_by("position")
    found = [*placed[: MOST_CHANGES + 1], *rows.filter(pk__in=fresh - counted)]
    return {whose for pk, whose in found if pk not in counted} if len(found) <= MOST_CHANGES else None


def _mark(on):
    histories = [
        each.history.aggregate(last=Max("history_id"), number=Count("pk"))
        for each in (Inspection, Organisation)
    ]
    return (on, *(tuple(each.values()) for each in histories))


def key():
    """Another release may keep another kind of thing."""
    return f"public-counts-{software()}"
