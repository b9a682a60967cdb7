"""The last words on progress of many actions at once, as far as a person may read them."""

from django.db.models import OuterRef, Subquery

from accounts import prepared
from actions.models import Action, ProgressUpdate
from actions.statuses import UPDATES, Visibility

COLUMNS = ("action_id", "id", "number", "kind", "happened_on", "entered_at", "by_post", "note", "impact")

SPOKEN = prepared.Prepared(
    lambda actions, days: (
        ProgressUpdate.objects.filter(action__in=actions, kind__in=UPDATES, happened_on__in=days)
        .order_by("number")
        .values_list(*COLUMNS, "visibility")
    ),
    prepared.number,
    prepared.day,
)
WITHHELD = prepared.Prepared(
    lambda rows: (
        ProgressUpdate.objects.filter(corrects__in=rows, withholds=True).order_by().values_list("corrects_id")
    ),
    prepared.number,
)


def latest_words(user, spoken_on, day=None, known_at=None):
    """{action: the columns of its row}, as `action.latest_update(user)` gives it for one.

    `spoken_on` is {action: the day of its last words}, as the position has it; None leaves an action out. All
    of them are actions that the person may see. Nearly always the last words are everybody's: these are found
    by two plain questions. Only the rest is asked for row by row.
    """
    days = {action: on for action, on in spoken_on.items() if on is not None}
    last = _last_rows(days, known_at)
    withheld = _withheld([row[1] for row in last.values()])
    found, rest = {}, []
    for action in days:
        row = last.get(action)
        if row is not None and row[-1] == Visibility.PUBLIC and row[1] not in withheld:
            found[action] = row[:-1]
        else:
            rest.append(action)
    return found | _read_one_by_one(user, rest, day, known_at) if rest else found


def _last_rows(days, known_at):
    """{action: its columns and who may read it} of the last row in which each was spoken of."""
    found = {}
    for row in SPOKEN.ask(list(days), list(days.values())):
        is_known = known_at is None or row[5] <= known_at
        if row[4] == days[row[0]] and is_known:
            found[row[0]] = row
    return found


def _withheld(rows):
    return {row for (row,) in WITHHELD.ask(rows)}


def _read_one_by_one(user, actions, day, known_at):
    """From each action down its own rows, newest first, until one may be read."""
    rows = ProgressUpdate.objects.readable_by(user).filter(action=OuterRef("pk"), kind__in=UPDATES)
    if day is not None:
        rows = rows.filter(happened_on__lte=day)
    if known_at is not None:
        rows = rows.filter(entered_at__lte=known_at)
    newest = Subquery(rows.order_by("-number").values("pk")[:1])
    ours = Action.objects.filter(pk__in=actions).order_by()
    told = ProgressUpdate.objects.filter(pk__in=ours.values_list(newest)).order_by()
    return {columns[0]: columns for columns in told.values_list(*COLUMNS)}
