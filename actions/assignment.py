"""Giving many actions an owner or a deadline at once: tried first, so that the preview keeps its word."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db import transaction

from actions.models import Action
from actions.refusals import Refused


@dataclass
class Outcome:
    """What becomes of one action; `refused` is the sentence that says why nothing does."""

    action: Action
    owner_before: object
    due_on_before: date | None
    owner: object = None
    due_on: date | None = None
    refused: str = ""

    @property
    def changes(self):
        return bool(self.owner or self.due_on)


class _Rollback(Exception):
    pass


def assign(actions, by, at, *, owner=None, due_on=None, note="", based_on=None, dry_run=False):
    """All or nothing. A dry run does everything and takes it back: the same rules, nothing kept.

    `based_on` is {action id: ledger number that the person had before them}.
    """
    outcomes = []
    try:
        with transaction.atomic():
            for action in actions:
                outcomes.append(_one(action, by, at, owner, due_on, note, (based_on or {}).get(action.pk)))
            if dry_run or any(outcome.refused for outcome in outcomes):
                raise _Rollback
    except _Rollback:
        return outcomes
    return outcomes


def _one(action, by, at, owner, due_on, note, based_on):
    outcome = Outcome(action, action.owner, action.due_on)
    based_on = action.ledger_number if based_on is None else based_on
    try:
        with transaction.atomic():
            if owner is not None and owner != outcome.owner_before:
                action.reassign(by, at, owner, note, based_on=based_on)
                outcome.owner, based_on = owner, based_on + 1
            if due_on is not None and due_on != outcome.due_on_before:
                action.move_deadline(by, at, due_on, note, based_on=based_on)
                outcome.due_on = due_on
    except ValidationError as problem:
        outcome.refused = " ".join(problem.messages)
    except Refused as problem:
        outcome.refused = str(problem)
    if outcome.refused:
        outcome.owner = outcome.due_on = None
    return outcome
