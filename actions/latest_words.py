"""The last words on progress of many actions at once, as far as a person may read them."""

from django.db.models import OuterRef, Subquery

from actions.models import Action, ProgressUpdate
from actions.statuses import UPDATES


def latest_words(user, action_ids, day=None, known_at=None):
    """The rows, at most one for each action: as `action.latest_update(user)` gives it for one.

    From each action down its own rows, newest first, until one may be read: that reads a row or two of each,
    however long the ledgers are.
    """
    rows = ProgressUpdate.objects.readable_by(user).filter(action=OuterRef("pk"), kind__in=UPDATES)
    if day is not None:
        rows = rows.filter(happened_on__lte=day)
    if known_at is not None:
        rows = rows.filter(entered_at__lte=known_at)
    newest = Subquery(rows.order_by("-number").values("pk")[:1])
    seen = Action.objects.visible_to(user).filter(pk__in=action_ids).order_by()
    return ProgressUpdate.objects.filter(pk__in=seen.values_list(newest)).order_by()
