"""How each verb is called with the least it asks for, so that tests can go through the whole table."""

from datetime import timedelta

from actions.models import Link
from actions.statuses import Kind
from tests.actions.team import DEADLINE
from tests.factories import MORNING, make_post

LATER = DEADLINE + timedelta(days=30)
WORDS = "The reason is on file."


def do(action, kind, by, at=MORNING, team=None, **how):
    return _WAYS[kind](action, by, at, team, how)


def _accept(action, by, at, team, how):
    how.setdefault("based_on", action.ledger_number)
    how.setdefault("evidence_seen", action.evidence_sha256s())
    return action.accept(by, at, check_on=(LATER + timedelta(days=90)), **how)


def _supersede(action, by, at, team, how):
    return action.supersede(by, at, team.open_action(), WORDS, **how)


def _reassign(action, by, at, team, how):
    return action.reassign(by, at, make_post(team.organisation), **how)


def _extension(action, by, at, team, how):
    return action.ask_for_extension(by, at, max(action.due_on, LATER) + timedelta(days=1), WORDS, **how)


_WAYS = {
    Kind.PROGRESS: lambda action, by, at, team, how: action.record_progress(by, at, WORDS, **how),
    Kind.CLAIMED_DONE: lambda action, by, at, team, how: action.claim_done(
        by, at, WORDS, evidence=[Link("Audit", "https://westmarch.example/audit")], **how
    ),
    Kind.ACCEPTED: _accept,
    Kind.RETURNED: lambda action, by, at, team, how: action.send_back(by, at, WORDS, **how),
    Kind.SUSTAINED: lambda action, by, at, team, how: action.confirm_sustained(by, at, WORDS, **how),
    Kind.LAPSED: lambda action, by, at, team, how: action.lapse(by, at, WORDS, **how),
    Kind.EXTENSION_ASKED: _extension,
    Kind.EXTENSION_GRANTED: lambda action, by, at, team, how: action.grant_extension(by, at, WORDS, **how),
    Kind.EXTENSION_REFUSED: lambda action, by, at, team, how: action.refuse_extension(by, at, WORDS, **how),
    Kind.DEADLINE_MOVED: lambda action, by, at, team, how: action.move_deadline(
        by, at, action.due_on + timedelta(days=7), WORDS, **how
    ),
    Kind.REASSIGNED: _reassign,
    Kind.NOT_PURSUED: lambda action, by, at, team, how: action.not_pursue(by, at, WORDS, **how),
    Kind.REOPENED: lambda action, by, at, team, how: action.reopen(by, at, WORDS, **how),
    Kind.SUPERSEDED: _supersede,
    Kind.CORRECTED: lambda action, by, at, team, how: action.correct(by, at, 1, WORDS, **how),
    Kind.NOTED: lambda action, by, at, team, how: action.note(by, at, WORDS, **how),
    Kind.REWORDED: lambda action, by, at, team, how: action.reword(
        by, at, title=f"Another title {action.ledger_number}", **how
    ),
}
