"""Proves the ledger: rows numbered without gaps, chain whole, rules kept, copies equal to last rows."""

from dataclasses import dataclass, field
from itertools import groupby

from django.db import connection
from django.db.models import Exists, OuterRef

from actions import chain, ledger_triggers
from actions.models import Action, Change, Evidence, ProgressUpdate
from actions.statuses import POSITION, Kind
from actions.transitions import RULES

PROTECTED_TABLES = ("actions_progressupdate", "actions_evidence", "actions_reading", "actions_change")
AT_ONCE = 200
FAULTS_NAMED = 100


@dataclass(frozen=True)
class Fault:
    action: int
    number: int
    sentence: str

    def __str__(self):
        where = f"row {self.number}" if self.number else "its copy of the position"
        return f"Action {self.action}, {where}: {self.sentence}"


@dataclass
class Checked:
    actions: int = 0
    rows: int = 0
    faults: list[Fault] = field(default_factory=list)
    unprotected: list[str] = field(default_factory=list)

    @property
    def is_whole(self):
        return not self.faults and not self.unprotected

    def as_result(self):
        return {
            "actions": self.actions,
            "rows": self.rows,
            "faults": [str(fault) for fault in self.faults[:FAULTS_NAMED]],
            "fault_count": len(self.faults),
            "unprotected": self.unprotected,
        }


def unprotected():
    return [name for table in PROTECTED_TABLES for name in ledger_triggers.missing(connection, table)]


def check_ledger(actions=None):
    """All of it, or the ledgers of some actions. Takes as much memory as `AT_ONCE` of them."""
    checked = Checked(unprotected=unprotected() if actions is None else [])
    after, rows = 0, Action.objects.all() if actions is None else actions
    while batch := list(rows.filter(pk__gt=after).order_by("pk")[:AT_ONCE]):
        _check_batch(batch, checked)
        after = batch[-1].pk
    return checked


def _check_batch(batch, checked):
    ids = [action.pk for action in batch]
    updates = ProgressUpdate.objects.filter(action__in=ids).order_by("action", "number")
    updates = updates.annotate(is_in_feed=Exists(Change.objects.filter(update=OuterRef("pk"))))
    ledgers = {pk: list(rows) for pk, rows in groupby(updates, key=lambda row: row.action_id)}
    attached = {}
    for update_id, sha256 in Evidence.objects.filter(update__action__in=ids).values_list("update", "sha256"):
        attached.setdefault(update_id, []).append(sha256)
    for action in batch:
        ledger = ledgers.get(action.pk, [])
        checked.actions += 1
        checked.rows += len(ledger)
        checked.faults += _faults_of(action, ledger, attached)


def _faults_of(action, ledger, attached):
    if not ledger:
        yield Fault(action.pk, 0, "it has no ledger at all")
        return
    before = None
    for row in ledger:
        yield from (Fault(action.pk, row.number, sentence) for sentence in _wrong_with(row, before, attached))
        before = row
    last = ledger[-1]
    if action.ledger_number != last.number:
        yield Fault(action.pk, 0, f"it names row {action.ledger_number}, the last is {last.number}")
    for name in POSITION:
        if getattr(action, name) != getattr(last, name):
            yield Fault(action.pk, 0, f"{name} is not what row {last.number} says")


def _wrong_with(row, before, attached):
    expected = before.number + 1 if before else 1
    if row.number != expected:
        yield f"row {expected} is missing"
    if row.previous_hash != (before.hash if before else chain.FIRST):
        yield "it does not follow on the row before: the chain is broken"
    if row.hash != row.hash_now():
        yield "its hash does not fit what it says: it was changed"
    if sorted(attached.get(row.pk, [])) != row.attached_sha256s:
        yield "its evidence is not what was attached to it"
    if not row.is_in_feed:
        yield "the changes feed does not know it: nobody who follows the feed has heard of it"
    if before is not None:
        yield from _against_the_rules(row, before)
    elif row.kind != Kind.OPENED:
        yield "a ledger begins with the opening"


def _against_the_rules(row, before):
    rule = RULES.get(row.kind)
    if rule is None or not rule.is_open_from(before.status):
        yield f"{row.kind} can't follow on {before.status}"
    elif row.status != rule.status_after(before.status):
        yield f"after {row.kind} the status can't be {row.status}"
    if row.happened_on < before.happened_on or row.entered_at < before.entered_at:
        yield "it goes back in time"
    moved = before.due_on is not None and row.due_on != before.due_on
    if row.times_moved != before.times_moved + moved or row.original_due_on != (
        before.original_due_on or row.due_on
    ):
        yield "the count of moved deadlines is wrong"
