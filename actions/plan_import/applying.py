import hashlib
import json
from contextlib import contextmanager

from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse

from accounts import jobs
from accounts.jobs import CannotFinish
from actions.models import Action, PlanImport
from actions.plan_import.lines import NEW, WORDS, Plan, line_of
from actions.plan_import.receiving import rows_of
from actions.refusals import Refused

KIND = "import a plan"
# So many changes are tried for the preview and applied at once; more are applied by a job.
MANY = 200


class AppliedAlready(Exception):
    """Somebody else, or a second press of the button, was first."""


class Changed(Exception):
    """What would happen is not what was shown. Nothing was done; `lines` say what would happen now."""

    def __init__(self, lines):
        super().__init__("The plan has changed since you looked. Nothing was done.")
        self.lines = lines


class NothingToDo(Exception):
    """No row of the file would change anything. `lines` say why."""

    def __init__(self, lines):
        super().__init__("Nothing in this file would change the plan.")
        self.lines = lines


class _TakenBack(Exception):
    pass


def try_out(plan_import, by, at):
    """(lines, mark of them). Does it and takes it back, so that the preview keeps its word."""
    lines = _lines(plan_import, by)
    with _taken_back():
        _do(lines, plan_import, by, at, most=MANY)
    return lines, mark_of(lines)


def apply(plan_import, by, at, seen):
    """All that can be done, or nothing if that is not what the mark `seen` stands for. Returns the lines."""
    with transaction.atomic():
        if not plan_import.claim(at):
            raise AppliedAlready
        lines = _lines(plan_import, by)
        _do(lines, plan_import, by, at)
        if mark_of(lines) != seen:
            raise Changed(lines)
    return lines


def begin(plan_import, by, at, seen):
    """(lines, job). Few changes are made at once; for many a job is asked, and the lines say what it will do.

    Raises Changed where `seen` does not stand for what would happen now, AppliedAlready and NothingToDo.
    """
    if plan_import.applied_at is not None:
        raise AppliedAlready
    lines, mark = try_out(plan_import, by, at)
    changes = sum(line.has_something_to_do for line in lines)
    if mark != seen:
        raise Changed(lines)
    if not changes:
        raise NothingToDo(lines)
    if changes > MANY:
        return lines, ask_to_apply(plan_import, by, at, mark)
    return apply(plan_import, by, at, mark), None


def ask_to_apply(plan_import, by, at, seen):
    """The same as a job, for a file with many changes."""
    return jobs.ask_for(
        KIND,
        title=f"Bring in {plan_import.name}"[:200],
        at=at,
        organisation=plan_import.inspection.organisation,
        requested_by=by,
        plan_import=plan_import.pk,
        seen=seen,
    )


@jobs.does(KIND)
def apply_as_job(job, progress):
    plan_import = PlanImport.objects.select_related("inspection__organisation").get(
        pk=job.input["plan_import"]
    )
    inspection = plan_import.inspection
    progress("Making the changes", 10)
    try:
        lines = apply(plan_import, job.requested_by, job.heartbeat_at, job.input["seen"])
    except AppliedAlready:
        raise CannotFinish("This file has been applied already. Nothing was done twice.") from None
    except Changed as change:
        refused = [f"row {line.number}: {line.refused}" for line in change.lines if line.refused][:3]
        raise CannotFinish(f"{change} Look at it again. {' '.join(refused)}"[:500]) from None
    done = sum(line.has_something_to_do for line in lines)
    return {"changed": done}, reverse("inspection-plan", args=[inspection.organisation.slug, inspection.slug])


def mark_of(lines):
    """Two runs that would do the same have the same mark."""
    told = [(line.number, line.state, line.reference, line.based_on, line.changes) for line in lines]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _lines(plan_import, by):
    plan = Plan(plan_import.inspection, by)
    return [line_of(number, cells, plan) for number, cells in rows_of(plan_import)]


@contextmanager
def _taken_back():
    try:
        with transaction.atomic():
            yield
            raise _TakenBack
    except _TakenBack:
        pass


def _do(lines, plan_import, by, at, most=None):
    for line in [line for line in lines if line.has_something_to_do][:most]:
        try:
            with transaction.atomic():
                _do_one(line, by, at, f"From the spreadsheet “{plan_import.name}”, row {line.number}.")
        except ValidationError as problem:
            line.refuse(" ".join(problem.messages))
        except Refused as problem:
            line.refuse(str(problem))


def _do_one(line, by, at, source):
    wanted = dict(line.wanted)
    progress, confidence = wanted.pop("progress", ""), wanted.pop("confidence", "") or None
    action = _opened(line, by, at, wanted, source) if line.state == NEW else line.action
    if line.state != NEW:
        _change(action, by, at, wanted, source)
    if progress:
        action.record_progress(by, at, progress, confidence=confidence)


def _opened(line, by, at, wanted, source):
    return Action.open(line.area, by, at, note=source, **wanted)


def _change(action, by, at, wanted, source):
    reworded = {name: wanted[name] for name in WORDS if name in wanted}
    if reworded:
        action.reword(by, at, note=source, **reworded)
    if "owner" in wanted:
        action.reassign(by, at, wanted["owner"], source)
    if "due_on" in wanted:
        action.move_deadline(by, at, wanted["due_on"], source)
