"""Silence climbs: who stands above the owner is told of what is overdue and of which nothing is heard."""

from datetime import timedelta

from django.db.models import Q

from actions import stages
from actions.deadlines import late_or_left
from actions.reminders import routing
from actions.reminders.ledger import last_of
from actions.reminders.parts import in_parts
from actions.reminders.rows import each_once, reaching
from actions.reminders.source_of_own_work import owed_of
from actions.reminders.sources import source
from actions.statuses import Kind

RUNGS = {1: stages.ESCALATED_14.key, 2: stages.ESCALATED_28.key}


@source("escalations", stages.ESCALATED_14, stages.ESCALATED_28)
def escalations(scope):
    """While an extension awaits a decision it is the leads who are waited for, and they are told."""
    since = scope.on - timedelta(days=stages.ESCALATED_AFTER[0])
    late = Q(due_on__lte=since) & (Q(updated_on=None) | Q(updated_on__lte=since)) & Q(proposed_due_on=None)
    for rows in in_parts(each_once(scope, reaching(scope, late, range(1, 3)))):
        handed = last_of(Kind.REASSIGNED, [row.pk for row in rows])
        for row in rows:
            number, handed_on = handed.get(row.pk, (0, None))
            quiet_since = max(filter(None, (row.updated_on, handed_on)), default=None)
            for rung in range(1, 1 + stages.of_escalation(row.due_on, quiet_since, scope.on)):
                yield from _told(scope, row, rung, number)


def _told(scope, row, rung, handed):
    words = late_or_left(row.due_on, scope.on)
    for told in routing.rung_above(scope, row, rung):
        yield owed_of(
            scope,
            row,
            told,
            RUNGS[rung],
            words,
            "action",
            deadline=row.due_on,
            began=handed,
            is_once=told.post is not None,
        )
