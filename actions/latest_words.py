"""The last words on progress of many actions at once, as far as a person may read them."""

from functools import lru_cache

from django.db.models import Exists, F, OuterRef, Subquery

from accounts import prepared, standing_in
from accounts.row_security import words_first
from actions.models import Action, ProgressUpdate
from actions.statuses import UPDATES, Visibility

COLUMNS = ("action_id", "id", "number", "kind", "happened_on", "entered_at", "by_post", "note", "impact")

DAY, KNOWN_AT = "day", "known at"
# Apart from the marks of whoever asks.
BEGINS = 1000

# With whom they are for, and whether a correction takes them from view.
ALL = (*COLUMNS, "visibility")


def _withheld(row):
    return Exists(ProgressUpdate.objects.filter(corrects=OuterRef(row), withholds=True))


def _now(actions):
    """Begins with the actions: from the rows on, PostgreSQL reads all ledgers of theirs for the last day."""
    spoken = Action.objects.filter(
        pk__in=actions, updates__kind__in=UPDATES, updates__happened_on=F("updated_on")
    )
    columns = [f"updates__{name}" for name in ALL]
    return spoken.order_by("updates__number").values_list(*columns, _withheld("updates__pk"))


def _then(actions, days):
    spoken = ProgressUpdate.objects.filter(action__in=actions, kind__in=UPDATES, happened_on__in=days)
    return spoken.order_by("number").values_list(*ALL, _withheld("pk"))


NOW = prepared.Prepared(_now, prepared.number)
THEN = prepared.Prepared(_then, prepared.number, prepared.day)


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
    kind = standing_in.kind_of(user)
    if kind is None:
        rows = _newest(user, actions, day, known_at)
    else:
        days = {DAY: prepared.adapted(day), KNOWN_AT: prepared.adapted(known_at)}
        kept = _kept(kind, day is not None, known_at is not None)
        rows = kept.ask_with(standing_in.values_of(user) | days, actions)
    return {columns[0]: columns for columns in rows}


@lru_cache(maxsize=64)
def _kept(kind, has_day, is_known_at):
    user, marks = standing_in.stand_in(kind)
    day = prepared.day(BEGINS) if has_day else None
    moment = prepared.moment(BEGINS) if is_known_at else None
    return prepared.Prepared(
        lambda actions: _newest(user, actions, day, moment),
        lambda place: prepared.number(BEGINS + place),
        more=marks | {prepared.day(BEGINS): DAY, prepared.moment(BEGINS): KNOWN_AT},
    )


def _newest(user, actions, day, known_at):
    """From each action down its own rows, newest first, until one may be read."""
    rows = ProgressUpdate.objects.readable_by(user).filter(action=OuterRef("pk"), kind__in=UPDATES)
    if day is not None:
        rows = rows.filter(happened_on__lte=day)
    if known_at is not None:
        rows = rows.filter(entered_at__lte=known_at)
    newest = Subquery(rows.order_by("-number").values("pk")[:1])
    ours = Action.objects.filter(pk__in=actions).order_by()
    told = words_first(ProgressUpdate.objects.filter(pk__in=ours.values_list(newest)).order_by())
    return told.values_list(*COLUMNS)
