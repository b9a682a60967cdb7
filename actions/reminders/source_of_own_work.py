"""What the owner is told: the deadline, a long silence, a claim that was sent back."""

from datetime import timedelta

from django.db.models import Exists, OuterRef, Q, Subquery

from actions import stages
from actions.deadlines import late_or_left
from actions.models import ProgressUpdate
from actions.reminders import routing
from actions.reminders.ledger import last_heard_of
from actions.reminders.owed import Owed
from actions.reminders.parts import in_parts
from actions.reminders.rows import each_once, reaching
from actions.reminders.sources import source
from actions.statuses import UPDATES, Kind, Status


@source("deadlines", stages.DUE_IN_14, stages.DUE_IN_3, stages.DUE_TODAY, stages.OVERDUE)
def deadlines(scope):
    near = Q(due_on__lte=scope.on + timedelta(days=stages.SOON))
    for row in each_once(scope, reaching(scope, near)):
        stage, number = stages.of_deadline(row.due_on, scope.on)
        words = late_or_left(row.due_on, scope.on)
        yield from _told(scope, row, stage, words, round=number, deadline=row.due_on)


@source("silence", stages.SILENT)
def silence(scope):
    """Whoever is told that the deadline has passed or comes in days is told enough."""
    before = scope.on - timedelta(days=stages.SILENT_AFTER)
    quiet = Q(updated_on=None) | Q(updated_on__lte=before)
    far = Q(due_on=None) | Q(due_on__gt=scope.on + timedelta(days=stages.VERY_SOON))
    for rows in in_parts(each_once(scope, reaching(scope, quiet & far))):
        heard = last_heard_of([row.pk for row in rows])
        for row in rows:
            heard_on = heard.get(row.pk)
            if heard_on is None or heard_on > before:
                continue
            words = f"no update for {(scope.on - heard_on).days} days"
            number = stages.of_silence(heard_on, scope.on)
            yield from _told(scope, row, stages.SILENT.key, words, round=number, deadline=heard_on)


@source("sent back", stages.SENT_BACK)
def sent_back(scope):
    of_the_action = ProgressUpdate.objects.filter(action=OuterRef("pk")).order_by("-number")
    returned = of_the_action.filter(kind=Kind.RETURNED)
    later = of_the_action.filter(kind__in=UPDATES, number__gt=OuterRef("returned"))
    querysets = [
        actions.filter(Exists(returned))
        .annotate(returned=Subquery(returned.values("number")[:1]))
        .exclude(Exists(later))
        for actions in reaching(scope, Q(status=Status.IN_PROGRESS))
    ]
    for row in each_once(scope, querysets, "returned"):
        yield from _told(scope, row, stages.SENT_BACK.key, "sent back to you", began=row.more)


def _told(scope, row, stage, words, **which):
    for told in routing.owner_of(scope, row):
        # Who holds a post above a vacant one may not write for it, and sees on the action's page whose it is.
        is_above = told.post is not None and told.post != row.owner
        yield owed_of(scope, row, told, stage, words, "action" if is_above else "record-progress", **which)


def owed_of(scope, row, told, stage, words, route, **which):
    owner = scope.directory.place(row.owner)
    return Owed(
        stage=stage,
        subject=row.subject,
        person=told.person,
        post=told.post,
        organisation=row.report.organisation,
        ledger_number=row.ledger_number,
        reference=row.reference,
        title=row.title,
        path=scope.path_of(route, row),
        words=words,
        why=told.why,
        owner=owner.title if owner else "",
        owner_post=row.owner,
        **which,
    )
