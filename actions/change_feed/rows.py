"""The rows of the feed as tuples, and what stands beside them. For whoever pulls all of it SQL is kept."""

from collections import namedtuple
from functools import lru_cache

from django.db.models import F, Value

from accounts import prepared, standing_in
from actions.models import Evidence, ProgressUpdate
from actions.statuses import POSITION

TO_INSPECTION = "action__area__inspection__"
OWNER = {"owner_title": "owner__title", "owner_organisation": "owner__organisation__slug"}
AS_THEY_ARE = (
    "id", "action_id", "number", "kind", "happened_on", "entered_at", "by_post", "visibility", "note",
    "impact", "corrects_id", "withholds", "hash", "words_shown", *POSITION,
)  # fmt: skip
COLUMNS = (
    {name: name for name in AS_THEY_ARE}
    | OWNER
    | {
        "position_in_feed": "change__position",
        "action_title": "action__title",
        "action_number": "action__number",
        "area_number": "action__area__number",
        "inspection": f"{TO_INSPECTION}slug",
        "organisation": f"{TO_INSPECTION}organisation__slug",
    }
)
AFTER, UNTIL = "after", "until"
# As many at once, of which some are left out: each number has SQL of its own.
NUMBERS = (1, 10, 50, 100, 200, 500)


class Row(namedtuple("Row", [*COLUMNS, "before"], defaults=[None])):
    """`before`: the position before the change; None for the first row of an action."""

    @property
    def pk(self):
        return self.id


Before = namedtuple("Before", ["pk", *POSITION, *OWNER])
BEFORE = prepared.Prepared(
    lambda rows: (
        ProgressUpdate.objects.filter(action__updates__in=rows, number=F("action__updates__number") - 1)
        .order_by()
        .values_list("action__updates__id", "pk", *POSITION, *OWNER.values())
    ),
    prepared.number,
)
EVIDENCE = prepared.Prepared(
    lambda rows: (
        Evidence.objects.filter(update__in=rows)
        .order_by("title", "pk")
        .values_list("update_id", "pk", "title", "url", "sha256")
    ),
    prepared.number,
)


def read(rows, after, until, most):
    """Of `rows`, ledger rows that the reader may see, those between two places."""
    if "words_shown" not in rows.query.annotations:
        rows = rows.annotate(words_shown=Value(False))
    return _with_what_was_before(_between(rows, after, until)[:most])


def read_as(user, after, until, most):
    """Of all rows that this person may see."""
    kind = standing_in.kind_of(user)
    number = next(each for each in NUMBERS if each >= most)
    values = standing_in.values_of(user) | {AFTER: after, UNTIL: until}
    return _with_what_was_before(_kept(kind, number).ask(values)[:most])


@lru_cache(maxsize=128)
def _kept(kind, number):
    user, marks = standing_in.stand_in(kind)
    after, until = prepared.position(0), prepared.position(1)
    rows = _between(ProgressUpdate.objects.visible_to(user), after, until)
    return prepared.Statement(rows[:number], marks | {after: AFTER, until: UNTIL})


def _between(rows, after, until):
    rows = rows.filter(change__position__gt=after, change__position__lte=until)
    return rows.order_by("change__position").values_list(*COLUMNS.values())


def _with_what_was_before(found):
    rows = [Row._make((*columns, None)) for columns in found]
    before = {row[0]: Before._make(row[1:]) for row in BEFORE.ask([row.id for row in rows])}
    return [row._replace(before=before[row.id]) if row.id in before else row for row in rows]
