"""Readings that are overdue: told to the owner of the measure's action, or to the leads."""

from datetime import date
from typing import NamedTuple

from django.db.models import F, Q

from actions import cadences, stages
from actions.deadlines import late_or_left
from actions.models import Measure
from actions.reminders import routing
from actions.reminders.owed import Owed
from actions.reminders.scope import Report
from actions.reminders.sources import source
from actions.statuses import OPEN, Status

COLUMNS = (
    "pk",
    "name",
    "action_id",
    "action__owner_id",
    "visibility",
    "area__number",
    "cadence",
    "starts_on",
    "last_taken_on",
    "area__inspection_id",
)
WHOLE_AREA = "You are an improvement lead, and it is a measure of a whole area"


class Late(NamedTuple):
    pk: int
    name: str
    action: int | None
    owner: int | None
    visibility: str
    area: int
    cadence: str
    starts_on: date
    last_taken_on: date | None
    report: Report

    def due_on(self):
        last = self.last_taken_on
        return cadences.next_due(last, self.cadence) if last else self.starts_on


@source("readings", stages.READING_OVERDUE)
def readings(scope):
    for late in _late(scope):
        for told in _who(scope, late):
            yield _owed(scope, late, told)


def _late(scope):
    rows = scope.narrowed(Measure.objects.overdue_readings(scope.on), "measure")
    # A figure for work that is closed or signed off is nobody's to bring any more.
    rows = rows.filter(Q(action=None) | Q(action__status__in=(*OPEN, Status.DONE)))
    conditions = _reaching(scope) if scope.subjects is None else [Q()]
    found = {
        row[0]: row for each in conditions for row in rows.filter(each).order_by().values_list(*COLUMNS)
    }.values()
    scope.bring_reports({row[-1] for row in found})
    scope.directory.bring({row[3] for row in found})
    return [Late(*row[:-1], scope.report(row[-1])) for row in found]


def _reaching(scope):
    """Asked one after the other: either in one question would look at every measure of the country."""
    directory, led = scope.directory, scope.led()
    own = Q(action__owner__in=directory.posts_that_reach(scope.people, range(1)))
    if not led:
        return [own]
    short = Q(action__owner__in=directory.posts_with_short_lines(led, range(1)))
    foreign = ~Q(action__owner__organisation=F("area__inspection__organisation"))
    nobodys = Q(action=None) | Q(action__owner=None) | short | foreign
    return [own, Q(area__inspection__organisation__in=led) & nobodys]


def _who(scope, late):
    if late.action is not None:
        return routing.owner_of(scope, late)
    leads = scope.directory.leads_of(late.report.organisation)
    return [routing.Told(person, None, WHOLE_AREA) for person in leads if person in scope.people]


def _owed(scope, late, told):
    due_on = late.due_on()
    owner = scope.directory.place(late.owner)
    return Owed(
        stage=stages.READING_OVERDUE.key,
        subject=f"measure:{late.pk}",
        person=told.person,
        post=told.post,
        organisation=late.report.organisation,
        deadline=due_on,
        round=stages.weeks_late(due_on, scope.on),
        reference=str(late.area),
        title=late.name,
        path=scope.path("record-reading", last=late.pk),
        words=f"reading {late_or_left(due_on, scope.on)}",
        why=told.why,
        owner=owner.title if owner else "",
        owner_post=late.owner,
    )
