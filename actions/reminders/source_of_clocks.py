"""Statutory time limits that come near, for the leads of the organisation that was inspected."""

from datetime import timedelta

from django.urls import reverse

from actions import stages
from actions.deadlines import late_or_left
from actions.reminders.owed import Owed
from actions.reminders.sources import source
from inspections.models import InspectionClock

LEAD = "You are an improvement lead of the organisation that was inspected"


@source("clocks", stages.CLOCK_NEARING)
def clocks(scope):
    running = InspectionClock.objects.filter(
        met_on=None,
        due_on__lte=scope.on + timedelta(days=stages.SOON),
        due_on__gte=scope.on - timedelta(days=stages.CLOCK_TOLD_FOR),
    )
    running = running.filter(inspection__organisation__in=scope.led()) if scope.subjects is None else running
    running = scope.narrowed(running, "clock").order_by("due_on", "pk")
    for clock in running:
        report = scope.report(clock.inspection_id)
        for person in scope.directory.leads_of(report.organisation):
            if person in scope.people:
                yield _owed(scope, clock, report, person)


def _owed(scope, clock, report, person):
    return Owed(
        stage=stages.CLOCK_NEARING.key,
        subject=f"clock:{clock.pk}",
        person=person,
        organisation=report.organisation,
        deadline=clock.due_on,
        round=stages.of_approach(clock.due_on, scope.on),
        title=f"{clock.entry.name}: {report.title}",
        path=reverse("inspection", args=[report.organisation_slug, report.slug]),
        words=late_or_left(clock.due_on, scope.on),
        why=LEAD,
    )
