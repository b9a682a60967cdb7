"""Counting actions for a headline, of one inspection or of many at once."""

from datetime import date
from typing import NamedTuple

from django.db.models import Case, OuterRef, Q, Subquery, When

from actions.buckets import Bucket, bucket_of, is_extended, is_overdue
from actions.models import Action, ProgressUpdate
from actions.statuses import OPEN, Status, Visibility
from inspections.models import Area
from scrutiny import wording


def shown_to(user):
    """The actions of public pages, with `opened_on`: what is for officers only is on them for nobody."""
    return _for_everybody(user).annotate(opened_on=_opened_on())


def _for_everybody(user):
    return Action.objects.visible_to(user).exclude(visibility=Visibility.OFFICERS)


def _opened_on():
    first = ProgressUpdate.objects.filter(action=OuterRef("pk"), number=1)
    return Subquery(first.order_by().values("happened_on"))


def figures_by_inspection(inspections, user, on, as_at=None):
    """{id of an inspection: wording.Figures}, in two queries however many there are.

    `as_at`: a past day, whose positions are looked for in the ledgers; None for those that stand now.
    """
    ids = [inspection.pk for inspection in inspections]
    rows, areas = {pk: [] for pk in ids}, {pk: [] for pk in ids}
    actions = _for_everybody(user).filter(area__inspection__in=ids)
    actions = actions if as_at is None else actions.as_at(as_at).prefetch_related(None)
    names = [actions.position_name(name) for name in Standing.POSITION]
    # Only a silence that no update ever broke is counted from the day of opening.
    silent = Q(**{f"{actions.position_name('updated_on')}__isnull": True})
    actions = actions.annotate(silent_since=Case(When(silent, then=_opened_on())))
    facts = actions.order_by().values_list("area__inspection", "area_id", "silent_since", *names)
    for inspection, *values in facts:
        rows[inspection].append(Standing(*values))
    for pk, inspection in Area.objects.filter(inspection__in=ids).values_list("pk", "inspection"):
        areas[inspection].append(pk)
    return {pk: figures_of(rows[pk], on, areas[pk]) for pk in ids}


class Standing(NamedTuple):
    """As much of an action as a headline counts: a council has thousands."""

    area_id: int
    opened_on: date
    status: str
    due_on: date | None
    original_due_on: date | None
    times_moved: int
    updated_on: date | None

    POSITION = ("status", "due_on", "original_due_on", "times_moved", "updated_on")

    def bucket(self, on):
        return bucket_of(self, on)

    def is_overdue(self, on):
        return is_overdue(self, on)


def figures_of(actions, on, areas):
    """`actions` as they stood on the day, with `opened_on`; `areas` are the ids of all areas they answer."""
    buckets = [action.bucket(on) for action in actions]
    pursued = [action for action in actions if action.status != Status.NOT_PURSUED]
    return wording.Figures(
        actions=len(actions),
        accepted=buckets.count(Bucket.ACCEPTED),
        sustained=buckets.count(Bucket.SUSTAINED),
        done=buckets.count(Bucket.DONE),
        not_pursued=buckets.count(Bucket.NOT_PURSUED),
        days_overdue=tuple((on - action.due_on).days for action in actions if action.is_overdue(on)),
        moved=tuple(action.times_moved for action in pursued if is_extended(action)),
        silent=sum(bool(silence_of(action, on)) for action in actions),
        areas=len(areas),
        areas_without_action=len(set(areas) - {action.area_id for action in actions}),
    )


def silence_of(action, on):
    return wording.silence(action.updated_on, action.opened_on, on) if action.status in OPEN else ""
