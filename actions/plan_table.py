"""A plan as a page shows it: the actions under the inspectors' own headings, totals, and pictures of time."""

from bisect import bisect_right
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from typing import NamedTuple

from accounts.charts.bar import Part
from accounts.charts.burn_up import Point, days_to_count
from accounts.charts.timeline import ROWS_AT_MOST, Row
from actions.models import ProgressUpdate
from actions.rating import Rating
from actions.statuses import Kind, Status

SIGNED_OFF = (Status.ACCEPTED, Status.SUSTAINED)
SIGNING = (Kind.ACCEPTED, Kind.SUSTAINED, Kind.LAPSED)


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


class Dates(NamedTuple):
    """What the pictures of time are drawn from, of thousands of actions."""

    pk: int
    status: str
    original_due_on: date | None
    due_on: date | None
    forecast_on: date | None


def dates_of(actions):
    """Of all actions of a query, as they stand in it."""
    names = [actions.position_name(name) for name in Dates._fields[1:]]
    return [Dates(*row) for row in actions.order_by().values_list("pk", *names)]


def timeline_rows(dates, actions):
    """`actions` are those of the page: all there are, when they are few enough to be named."""
    if len(dates) > ROWS_AT_MOST:
        return [
            Row("", "", each.original_due_on, each.due_on, each.forecast_on)
            for each in dates
            if each.status != Status.NOT_PURSUED
        ]
    return [
        Row(str(action), action.get_absolute_url(), action.original_due_on, action.due_on, action.forecast_on)
        for action in actions
        if action.status != Status.NOT_PURSUED
    ]


def burn_up_points(actions, on, known_at=None):
    """How many deadlines of the original plan had come, and how many actions stood accepted, by each day."""
    deadlines = sorted(action.original_due_on for action in actions if action.original_due_on)
    signed = _signed_off_by_day([action.pk for action in actions], on, known_at)
    days = [*deadlines, *(day for day, _, _ in signed), on]
    days = days_to_count(min(days), max(days), on)
    return [
        Point(day, bisect_right(deadlines, day), *(standing if day <= on else (None, None)))
        for day, standing in zip(days, _standing_on(signed, days), strict=True)
    ]


def _signed_off_by_day(ids, on, known_at):
    rows = ProgressUpdate.objects.filter(action__in=ids, kind__in=SIGNING, happened_on__lte=on)
    if known_at is not None:
        rows = rows.filter(entered_at__lte=known_at)
    return list(rows.order_by("happened_on", "number").values_list("happened_on", "action_id", "status"))


def _standing_on(signed, days):
    """For each of these days, in their order: how many stood accepted, and how many of them sustained."""
    last, by_status, at = {}, Counter(), 0
    for day in days:
        while at < len(signed) and signed[at][0] <= day:
            _, action, status = signed[at]
            by_status[last.get(action)] -= 1
            by_status[status] += 1
            last[action], at = status, at + 1
        yield sum(by_status[status] for status in SIGNED_OFF), by_status[Status.SUSTAINED]
