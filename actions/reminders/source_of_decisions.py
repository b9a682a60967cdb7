"""What waits for a decision: what the person finds on their pages, read once for all who may decide it."""

from actions import awaiting, stages
from actions.deadlines import late_or_left
from actions.reminders.ledger import last_of, who_asked
from actions.reminders.owed import Owed
from actions.reminders.parts import in_parts
from actions.reminders.rows import rows_of
from actions.reminders.sources import source
from actions.statuses import Kind

LEAD = "You are an improvement lead, and neither asked for it nor own it"
ASSURER = "You are an assurer, and had no part in the work"


@source("extensions", stages.DECIDE_EXTENSION)
def extensions(scope):
    leads = scope.people_with("lead")
    waiting = scope.narrowed(awaiting.with_extension_asked(leads), "action")
    for rows in in_parts(rows_of(scope, waiting, "proposed_due_on")):
        actions = [row.pk for row in rows]
        asked, by_themselves = last_of(Kind.EXTENSION_ASKED, actions), who_asked(actions)
        for row, person in _deciding(scope, rows, leads, by_themselves):
            number, day = asked[row.pk]
            yield _owed(
                scope,
                person,
                row,
                stages.DECIDE_EXTENSION,
                "decide-extension",
                f"asked for on {_said(day)}: from {_said(row.due_on)} to {_said(row.more)}",
                deadline=row.more,
                began=number,
                round=stages.of_waiting(day, scope.on),
                why=LEAD,
            )


@source("sign-offs", stages.DECIDE_SIGN_OFF)
def sign_offs(scope):
    assurers = scope.people_with("assurer")
    waiting = scope.narrowed(awaiting.claimed_done(assurers), "action")
    for rows in in_parts(rows_of(scope, waiting)):
        claimed = last_of(Kind.CLAIMED_DONE, [row.pk for row in rows])
        for row, person in _deciding(scope, rows, assurers, _too_near(rows, assurers)):
            number, day = claimed[row.pk]
            yield _owed(
                scope,
                person,
                row,
                stages.DECIDE_SIGN_OFF,
                "accept",
                f"claimed done on {_said(day)}",
                deadline=row.due_on,
                began=number,
                round=stages.of_waiting(day, scope.on),
                why=ASSURER,
            )


@source("checks", stages.CHECK_DUE)
def checks(scope):
    assurers = scope.people_with("assurer")
    waiting = scope.narrowed(awaiting.with_check_due(assurers, scope.on), "action")
    for rows in in_parts(rows_of(scope, waiting, "check_on")):
        for row, person in _deciding(scope, rows, assurers, _too_near(rows, assurers)):
            yield _owed(
                scope,
                person,
                row,
                stages.CHECK_DUE,
                "confirm-sustained",
                f"check {late_or_left(row.more, scope.on)}",
                deadline=row.more,
                round=stages.of_approach(row.more, scope.on),
                why=ASSURER,
            )


def _deciding(scope, rows, people, but_not):
    """(row, person) of everybody who may decide: neither `but_not` nor the holder of the owning post."""
    for row in rows:
        place = scope.directory.place(row.owner)
        holder = place.holder if place else None
        for person in people.get(row.report.organisation, ()):
            if person != holder and (row.pk, person) not in but_not:
                yield row, person


def _too_near(rows, assurers):
    everybody = {person for people in assurers.values() for person in people}
    return awaiting.had_a_part([row.pk for row in rows], everybody)


def _owed(scope, person, row, stage, route, words, **which):
    owner = scope.directory.place(row.owner)
    return Owed(
        stage=stage.key,
        subject=row.subject,
        person=person,
        organisation=row.report.organisation,
        ledger_number=row.ledger_number,
        reference=row.reference,
        title=row.title,
        path=scope.path_of(route, row),
        words=words,
        owner=owner.title if owner else "",
        owner_post=row.owner,
        **which,
    )


def _said(day):
    return f"{day.day} {day:%B %Y}" if day else "no deadline"
