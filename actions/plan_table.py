"""A plan as a page shows it: the actions under the inspectors' own headings, totals, and pictures of time."""

from collections import defaultdict
from dataclasses import dataclass, field

from accounts.charts.bar import Part
from accounts.charts.burn_up import Point, days_to_count
from accounts.charts.timeline import Row
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


def timeline_rows(actions):
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
    return [
        Point(
            day,
            sum(deadline <= day for deadline in deadlines),
            *(_standing_on(signed, day) if day <= on else (None, None)),
        )
        for day in days_to_count(min(days), max(days), on)
    ]


def _signed_off_by_day(ids, on, known_at):
    rows = ProgressUpdate.objects.filter(action__in=ids, kind__in=SIGNING, happened_on__lte=on)
    if known_at is not None:
        rows = rows.filter(entered_at__lte=known_at)
    return list(rows.order_by("happened_on", "number").values_list("happened_on", "action_id", "status"))


def _standing_on(signed, day):
    last = {action: status for happened_on, action, status in signed if happened_on <= day}
    by_status = defaultdict(int)
    for status in last.values():
        by_status[status] += 1
    return sum(by_status[status] for status in SIGNED_OFF), by_status[Status.SUSTAINED]
