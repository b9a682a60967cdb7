"""Questions about positions, asked of thousands at once. Parity tests hold them to `buckets` and `rating`."""

from django.db.models import Case, Count, F, Q, Value, When
from django.db.models.fields import CharField

from actions.buckets import DUE_SOON, Bucket
from actions.rating import RULE, Rating
from actions.statuses import OPEN, Confidence, Status


def _buckets(on, name):
    """Bucket by bucket the whole condition, so that one alone can use an index."""
    is_open = Q(**{name("status") + "__in": OPEN})
    due, original = name("due_on"), name("original_due_on")
    late = Q(**{f"{due}__lt": on})
    in_time = Q(**{f"{due}__gte": on})
    moved = Q(**{f"{due}__gt": F(original)})
    kept = Q(**{f"{due}__lte": F(original)})
    soon = Q(**{f"{due}__lte": on + DUE_SOON})
    later = Q(**{f"{due}__isnull": True}) | (Q(**{f"{due}__gt": on + DUE_SOON}) & kept)
    closed = {
        bucket: Q(**{name("status"): bucket.value})
        for bucket in (Bucket.DONE, Bucket.ACCEPTED, Bucket.SUSTAINED, Bucket.NOT_PURSUED)
    }
    return closed | {
        Bucket.OVERDUE: is_open & late,
        Bucket.EXTENDED: is_open & in_time & moved,
        Bucket.DUE_SOON: is_open & in_time & kept & soon,
        Bucket.IN_PROGRESS: Q(**{name("status"): Status.IN_PROGRESS}) & later,
        Bucket.NOT_STARTED: Q(**{name("status"): Status.NOT_STARTED}) & later,
    }


def _rating_clauses(on, name):
    """In the order of the published rule: the first that fits gives the rating."""
    due = name("due_on")
    status = name("status")
    return {
        "not_pursued": Q(**{status: Status.NOT_PURSUED}),
        "signed_off": Q(**{f"{status}__in": (Status.ACCEPTED, Status.SUSTAINED)}),
        "done": Q(**{status: Status.DONE}),
        "overdue": Q(**{f"{due}__lt": on}),
        "off_track": Q(**{name("confidence"): Confidence.OFF_TRACK}),
        "at_risk": Q(**{name("confidence"): Confidence.AT_RISK}),
        "forecast_late": Q(**{name("forecast_on") + "__gt": F(due)}),
        "asked": Q(**{name("proposed_due_on") + "__isnull": False}),
        "extended": Q(**{f"{due}__gt": F(name("original_due_on"))}),
        "late_start": Q(**{status: Status.NOT_STARTED, f"{due}__lte": on + DUE_SOON}),
        "not_started": Q(**{status: Status.NOT_STARTED}),
        "on_course": Q(**{status: Status.IN_PROGRESS}),
    }


class PositionQuestions:
    """For querysets of whatever holds a position: actions now, actions as at a day, ledger rows."""

    def position_name(self, name):
        """What a column of the position is called in this query; as at a day it is another table's."""
        return f"then_{name}" if "then_status" in self.query.annotations else name

    def overdue(self, on):
        return self.in_bucket(Bucket.OVERDUE, on)

    def not_overdue(self, on):
        return self.exclude(_buckets(on, self.position_name)[Bucket.OVERDUE])

    def in_bucket(self, bucket, on):
        return self.filter(_buckets(on, self.position_name)[Bucket(bucket)])

    def rated(self, rating, on):
        return self.rated_any((rating,), on)

    def rated_any(self, ratings, on):
        return self.with_rating_clause(on).filter(
            rating_clause__in=[clause.name for clause in RULE if clause.rating in ratings]
        )

    def with_bucket(self, on):
        """Annotates bucket_name: one query then groups or orders by it."""
        whens = [When(q, then=Value(b.value)) for b, q in _buckets(on, self.position_name).items()]
        return self.annotate(bucket_name=Case(*whens, output_field=CharField()))

    def with_rating_clause(self, on):
        clauses = _rating_clauses(on, self.position_name)
        whens = [When(clauses[clause.name], then=Value(clause.name)) for clause in RULE]
        return self.annotate(rating_clause=Case(*whens, output_field=CharField()))

    def bucket_counts(self, on):
        """{bucket: how many}, every bucket named, in one query. The sum is the number of rows."""
        rows = (
            self.with_bucket(on)
            .order_by()
            .values_list("bucket_name")
            .annotate(count=Count("pk", distinct=True))
        )
        found = dict(rows)
        return {bucket: found.get(bucket.value, 0) for bucket in Bucket}

    def rating_counts(self, on):
        rows = (
            self.with_rating_clause(on)
            .order_by()
            .values_list("rating_clause")
            .annotate(count=Count("pk", distinct=True))
        )
        found = dict(rows)
        return {
            rating: sum(found.get(clause.name, 0) for clause in RULE if clause.rating == rating)
            for rating in Rating
        }
