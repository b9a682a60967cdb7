"""The last words on progress of many actions at once, as far as a person may read them."""

from django.db.models import Exists, F, OuterRef, Subquery

from accounts import prepared
from actions.models import Action, ProgressUpdate
from actions.statuses import UPDATES, Visibility

COLUMNS = ("action_id", "id", "number", "kind", "happened_on", "entered_at", "by_post", "note", "impact")

# With whom they are for, and whether a correction takes them from view.
WITHHELD = Exists(ProgressUpdate.objects.filter(corrects=OuterRef("pk"), withholds=True))
ALL = (*COLUMNS, "visibility", "is_withheld")


def _spoken(actions):
    rows = ProgressUpdate.objects.filter(action__in=actions, kind__in=UPDATES)
    return rows.annotate(is_withheld=WITHHELD).order_by("number")


NOW = prepared.Prepared(
    lambda actions: _spoken(actions).filter(happened_on=F("action__updated_on")).values_list(*ALL),
    prepared.number,
)
THEN = prepared.Prepared(
    lambda actions, days: _spoken(actions).filter(happened_on__in=days).values_list(*ALL),
    prepared.number,
    prepared.day,
)


def question(spoken_on, day=None, known_at=None):
    """(the question, its lists) whose answer `latest_words` begins with."""
    actions = [action for action, on in spoken_on.items() if on is not None]
    if day is None and known_at is None:
        return NOW, [actions]
    return THEN, [actions, [prepared.adapted(on) for on in {spoken_on[action] for action in actions}]]


def latest_words(user, spoken_on, rows, day=None, known_at=None):
    """{action: the columns of its row}, as `action.latest_update(user)` gives it for one.

    `spoken_on` is {action: the day of its last words}, as the position has it; None leaves an action out. All
    of them are actions that the person may see. Nearly always the last words are everybody's: these are found
    by one plain question, whose answer is `rows`. Only the rest is asked for row by row.
    """
    days = {action: on for action, on in spoken_on.items() if on is not None}
    last = _last_rows(rows, days, known_at)
    found, rest = {}, []
    for action in days:
        row = last.get(action)
        if row is not None and row[-2] == Visibility.PUBLIC and not row[-1]:
            found[action] = row[:-2]
        else:
            rest.append(action)
    return found | _read_one_by_one(user, rest, day, known_at) if rest else found


def _last_rows(rows, days, known_at):
    """{action: columns, for whose eyes, whether withheld} of the last row in which it was spoken of."""
    found = {}
    for row in rows:
        if row[4] == days[row[0]] and (known_at is None or row[5] <= known_at):
            found[row[0]] = row
    return found


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
