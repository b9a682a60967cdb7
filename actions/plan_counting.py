"""What a plan counts of thousands of actions: one statement finds them once and counts them in every way.

The rules are those of the queryset (`with_bucket`, `with_rating_clause`); here is nothing but counting.
"""

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.db.models import DateField, Func

from actions.buckets import Bucket
from actions.rating import RULE, Rating
from actions.statuses import SIGNING

# Where a page begins at most, however far on somebody asks for one.
FURTHEST = 10**9

_COUNTED = """
WITH found (id, bucket, clause, original, due, original_month, due_month, forecast_month,
            published, inspection, area, number) AS MATERIALIZED ({found})
SELECT 'stands', bucket, clause, CAST(NULL AS date), count(*) FROM found GROUP BY bucket, clause
UNION ALL
SELECT 'planned', '', '', original, count(*) FROM found WHERE original IS NOT NULL GROUP BY original
UNION ALL
SELECT 'original', '', '', original_month, count(*) FROM found WHERE bucket <> %s GROUP BY original_month
UNION ALL
SELECT 'current', '', '', due_month, count(*) FROM found WHERE bucket <> %s GROUP BY due_month
UNION ALL
SELECT 'forecast', '', '', forecast_month, count(*) FROM found WHERE bucket <> %s GROUP BY forecast_month
UNION ALL
SELECT 'moved', '', '', CAST(NULL AS date), count(*) FROM found WHERE bucket <> %s AND due <> original
UNION ALL
SELECT 'signed', was, status, happened_on, count(*)
FROM (
    SELECT happened_on, status, lag(status) OVER (PARTITION BY action_id ORDER BY number) AS was
    FROM actions_progressupdate
    WHERE action_id IN (SELECT id FROM found) AND kind IN (%s, %s, %s) AND happened_on <= %s
) AS signing
GROUP BY was, status, happened_on
UNION ALL
SELECT 'row', CAST(place AS varchar), '', CAST(NULL AS date), id
FROM (
    SELECT id, row_number() OVER (ORDER BY published DESC, inspection, area, number) AS place
    FROM found ORDER BY place LIMIT %s OFFSET %s
) AS on_the_page
"""


class FirstOfMonth(Func):
    """Django's TruncMonth calls Python for each row of SQLite."""

    template = "CAST(DATE_TRUNC('month', %(expressions)s) AS date)"
    output_field = DateField()

    def as_sqlite(self, compiler, connection, **more):
        return self.as_sql(compiler, connection, template="DATE(%(expressions)s, 'start of month')", **more)


@dataclass
class Counted:
    """`page`: the ids of the actions on it, in the order of the report.

    `signed`: (day, status before, status after, how many), by day. `months`: {which date of an action: {first
    day of a month, or None: how many}}, of the actions that are pursued, of whose deadlines `moved` did.
    """

    stands: dict = field(default_factory=dict)
    planned: dict = field(default_factory=dict)
    signed: list = field(default_factory=list)
    months: dict = field(default_factory=lambda: {"original": {}, "current": {}, "forecast": {}})
    moved: int = 0
    page: list = field(default_factory=list)

    @property
    def total(self):
        return sum(self.stands.values())

    @property
    def pursued(self):
        return self.total - self.buckets[Bucket.NOT_PURSUED]

    @property
    def buckets(self):
        """{bucket: how many}, every bucket named."""
        found = Counter()
        for (bucket, _), number in self.stands.items():
            found[bucket] += number
        return {bucket: found[bucket.value] for bucket in Bucket}

    @property
    def ratings(self):
        found = Counter()
        for (_, clause), number in self.stands.items():
            found[clause] += number
        return {
            rating: sum(found[clause.name] for clause in RULE if clause.rating == rating) for rating in Rating
        }


def count(found, on, first=0, most=FURTHEST):
    """`found`: a query over actions, now or as at a day. On its page are `most` actions from `first` on."""
    counted = Counted()
    try:
        sql, parameters = _rows(found, on).query.get_compiler(connection=connection).as_sql()
    except EmptyResultSet:
        return counted
    given = [Bucket.NOT_PURSUED.value] * 4
    given += [*(kind.value for kind in SIGNING), on, most, min(first, FURTHEST)]
    with connection.cursor() as cursor:
        cursor.execute(_COUNTED.format(found=sql), [*parameters, *given])
        for what, one, other, day, number in cursor.fetchall():
            # SQLite has no dates, only their text.
            _take(counted, what, one, other, date.fromisoformat(day) if isinstance(day, str) else day, number)
    counted.signed.sort(key=lambda row: row[0])
    counted.page = [pk for _, pk in sorted(counted.page)]
    return counted


def _take(counted, what, one, other, day, number):
    if what == "stands":
        counted.stands[one, other] = number
    elif what == "planned":
        counted.planned[day] = number
    elif what == "signed":
        counted.signed.append((day, one, other, number))
    elif what == "row":
        counted.page.append((int(one), number))
    elif what == "moved":
        counted.moved = number
    else:
        counted.months[what][day] = number


def _rows(found, on):
    original, due, forecast = map(found.position_name, ("original_due_on", "due_on", "forecast_on"))
    months = {
        "original_month": FirstOfMonth(original),
        "due_month": FirstOfMonth(due),
        "forecast_month": FirstOfMonth(forecast),
    }
    in_the_report = ("area__inspection__published_on", "area__inspection_id", "area__number", "number")
    counted = found.order_by().with_bucket(on).with_rating_clause(on).annotate(**months)
    return counted.values_list("pk", "bucket_name", "rating_clause", original, due, *months, *in_the_report)
