"""A plan as a page shows it: the actions under the inspectors' own headings, totals, and pictures of time."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field, replace
from itertools import accumulate

from accounts.charts import months
from accounts.charts.bar import Part
from accounts.charts.burn_up import Point, days_to_count
from accounts.charts.months import Months
from accounts.charts.timeline import Row
from actions import plan_counting
from actions.models import ProgressUpdate
from actions.rating import Rating
from actions.statuses import SIGNING, Status

SIGNED_OFF = (Status.ACCEPTED, Status.SUSTAINED)


@dataclass
class Group:
    """The actions under one heading of a report: an inspection, a section of it, a timescale."""

    inspection: object
    section: str
    timescale: str
    actions: list = field(default_factory=list)


def groups(actions):
    """In the order of the report, as published."""
    found = {}
    for action in actions:
        area = action.area
        key = (area.inspection_id, area.section, area.timescale)
        label = area.get_timescale_display() if area.timescale else ""
        found.setdefault(key, Group(area.inspection, area.section, label)).actions.append(action)
    return list(found.values())


@dataclass(frozen=True)
class Figures:
    """What a plan says of all its actions. `ids`: those of a page, or of all, in the order of the report."""

    total: int
    buckets: dict
    ratings: dict
    burn_up: list
    months: Months
    ids: list

    def from_place(self, first, most):
        return replace(self, ids=self.ids[first : first + most])


def figures(actions, on, first=0, most=plan_counting.FURTHEST):
    """`actions`: a query, now or as at a day. On their page are `most` of them from `first` on."""
    counted = plan_counting.count(actions, on, first, most)
    return Figures(
        total=counted.total,
        buckets=counted.buckets,
        ratings=counted.ratings,
        burn_up=points(counted.planned, counted.signed, on),
        months=months.counted(counted.months, counted.pursued, counted.moved, on),
        ids=counted.page,
    )


def bucket_parts(counts, address_of):
    return [
        Part(bucket.value, bucket.label, number, address_of("bucket", bucket.value))
        for bucket, number in counts.items()
    ]


def rating_figures(counts, address_of):
    return [
        {"rating": rating, "number": counts[rating], "address": address_of("rating", rating.value)}
        for rating in Rating
        if counts[rating]
    ]


def timeline_rows(actions):
    return [
        Row(str(action), action.get_absolute_url(), action.original_due_on, action.due_on, action.forecast_on)
        for action in actions
        if action.status != Status.NOT_PURSUED
    ]


def burn_up_points(actions, on, known_at=None):
    """How many deadlines of the original plan had come, and how many actions stood accepted, by each day."""
    planned = Counter(action.original_due_on for action in actions if action.original_due_on)
    return points(planned, list(_signed([action.pk for action in actions], on, known_at)), on)


def points(planned, signed, on):
    """`planned` is {day: how many deadlines}; `signed` (day, status before, after, how many), by day."""
    days = [*planned, *(day for day, *_ in signed), on]
    days = days_to_count(min(days), max(days), on)
    return [
        Point(day, due, *(standing if day <= on else (None, None)))
        for day, due, standing in zip(days, _due_by(planned, days), _standing_on(signed, days), strict=True)
    ]


def _signed(ids, on, known_at):
    rows = ProgressUpdate.objects.filter(action__in=ids, kind__in=SIGNING, happened_on__lte=on)
    if known_at is not None:
        rows = rows.filter(entered_at__lte=known_at)
    last = {}
    facts = rows.order_by("happened_on", "number").values_list("happened_on", "action_id", "status")
    for day, action, status in facts:
        yield day, last.get(action), status, 1
        last[action] = status


def _due_by(planned, days):
    deadlines = sorted(planned)
    sums = [0, *accumulate(planned[day] for day in deadlines)]
    return [sums[bisect_right(deadlines, day)] for day in days]


def _standing_on(signed, days):
    """For each of these days, in their order: how many stood accepted, and how many of them sustained."""
    by_status, at = Counter(), 0
    for day in days:
        while at < len(signed) and signed[at][0] <= day:
            _, before, after, number = signed[at]
            by_status[before] -= number
            by_status[after] += number
            at += 1
        yield sum(by_status[status] for status in SIGNED_OFF), by_status[Status.SUSTAINED]
