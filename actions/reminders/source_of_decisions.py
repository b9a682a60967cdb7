"""What waits for a decision: the very lists that the person finds on their pages."""

from django.db.models import Max

from accounts.models import User
from actions import awaiting, stages
from actions.deadlines import late_or_left
from actions.models import ProgressUpdate
from actions.reminders.owed import Owed
from actions.reminders.sources import source
from actions.statuses import Kind

LEAD = "You are an improvement lead, and neither asked for it nor own it"
ASSURER = "You are an assurer, and had no part in the work"


@source("extensions", stages.DECIDE_EXTENSION)
def extensions(scope):
    for user in _people_with(scope, "lead"):
        actions = list(scope.narrowed(awaiting.extensions_to_decide(user), "action"))
        asked = _last(actions, Kind.EXTENSION_ASKED)
        for action in actions:
            number, day = asked[action.pk]
            yield _owed(
                scope,
                user,
                action,
                stages.DECIDE_EXTENSION,
                "decide-extension",
                f"asked for on {_said(day)}: from {_said(action.due_on)} to {_said(action.proposed_due_on)}",
                deadline=action.proposed_due_on,
                began=number,
                round=stages.of_waiting(day, scope.on),
                why=LEAD,
            )


@source("sign-offs", stages.DECIDE_SIGN_OFF)
def sign_offs(scope):
    for user in _people_with(scope, "assurer"):
        actions = list(scope.narrowed(awaiting.sign_offs_to_decide(user), "action"))
        claimed = _last(actions, Kind.CLAIMED_DONE)
        for action in actions:
            number, day = claimed[action.pk]
            yield _owed(
                scope,
                user,
                action,
                stages.DECIDE_SIGN_OFF,
                "accept",
                f"claimed done on {_said(day)}",
                deadline=action.due_on,
                began=number,
                round=stages.of_waiting(day, scope.on),
                why=ASSURER,
            )


@source("checks", stages.CHECK_DUE)
def checks(scope):
    for user in _people_with(scope, "assurer"):
        for action in scope.narrowed(awaiting.checks_due(user, scope.on), "action"):
            yield _owed(
                scope,
                user,
                action,
                stages.CHECK_DUE,
                "confirm-sustained",
                f"check {late_or_left(action.check_on, scope.on)}",
                deadline=action.check_on,
                round=stages.of_approach(action.check_on, scope.on),
                why=ASSURER,
            )


def _people_with(scope, role):
    """Asked one by one: there are few of them, and their lists are those of the pages."""
    there_are = [person for person in scope.people if scope.directory.organisations_of(person, role)]
    return User.objects.filter(pk__in=there_are, is_active=True).order_by("pk")


def _last(actions, kind):
    """{action: (number, day) of its last row of that kind}"""
    rows = ProgressUpdate.objects.filter(action__in=[action.pk for action in actions], kind=kind).order_by()
    last = rows.values_list("action").annotate(number=Max("number"), day=Max("happened_on"))
    return {action: (number, day) for action, number, day in last}


def _owed(scope, user, action, stage, route, words, **which):
    report = scope.report(action.area.inspection_id)
    return Owed(
        stage=stage.key,
        subject=f"action:{action.pk}",
        person=user.pk,
        organisation=report.organisation,
        ledger_number=action.ledger_number,
        reference=action.reference,
        title=action.title,
        path=scope.path(route, report, action.reference),
        words=words,
        owner=action.owner.title if action.owner else "",
        owner_post=action.owner_id,
        **which,
    )


def _said(day):
    return f"{day.day} {day:%B %Y}" if day else "no deadline"
