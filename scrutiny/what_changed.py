"""What changed between two documents of an inspection: two frozen papers, or a paper and today.

An action's ledger is a line, so what a document knew of an action is the number of its last row then.
Whatever has a higher number is new to its reader: also what happened before its day and was entered after it
was made.
"""

from dataclasses import dataclass
from datetime import date

from actions.models import ProgressUpdate
from actions.statuses import Kind
from scrutiny import change_words
from scrutiny.change_words import KINDS

SIGNING = (Kind.ACCEPTED, Kind.SUSTAINED)


@dataclass(frozen=True)
class Step:
    """A ledger row that is new, the position before it, and the document's own entry of its action."""

    action: dict
    row: ProgressUpdate
    before: ProgressUpdate | None
    entered_late: bool

    @property
    def said(self):
        """The public words of the row, or of its latest correction."""
        about = self.row.corrects.number if self.row.corrects_id else self.row.number
        statements = {each["number"]: each for each in self.action["statements"]}
        return statements.get(about, {}).get("note", "")


def between(before, after, reader):
    """[change, ...] for the paper, in the order of KINDS; `before` is None where everything is new.

    `reader` is whose eyes the documents are for.
    """
    found = [change for step in steps(before, after, reader) for change in _of_step(step)]
    found += _newly_overdue(before, after)
    found += _measures(before, after)
    found += _gone(before, after)
    order = list(KINDS)
    return sorted(found, key=lambda change: (order.index(change["kind"]), change["on"], _place(change)))


def sign_offs(before, after, reader):
    return [
        {
            "reference": step.action["reference"],
            "title": step.action["title"],
            "kind_label": step.row.get_kind_display(),
            "on": step.row.happened_on.isoformat(),
            "by_post": step.row.by_post,
            "note": step.said,
            "number": step.row.number,
            "address": _address(step.action, step.row.number),
        }
        for step in steps(before, after, reader)
        if step.row.kind in SIGNING
    ]


def steps(before, after, reader):
    """The rows that `after` knows and `before` did not, action by action in the document's order."""
    known = {action["id"]: action["ledger_number"] for action in _actions(before)}
    shown = {action["id"]: action for action in _actions(after)}
    rows = ProgressUpdate.objects.visible_to(reader).filter(action__in=shown)
    last_day = date.fromisoformat(before["as_at"]) if before else date.min
    earlier, found = {}, {pk: [] for pk in shown}
    for row in rows.select_related("owner", "corrects").order_by("action_id", "number"):
        action, number = shown[row.action_id], known.get(row.action_id, 0)
        # A correction of words that the reader has not read yet is no news: the words stand corrected.
        is_read = row.corrects is None or row.corrects.number <= number
        if is_read and number < row.number <= action["ledger_number"]:
            late = row.action_id in known and row.happened_on <= last_day
            found[row.action_id].append(Step(action, row, earlier.get(row.action_id), late))
        earlier[row.action_id] = row
    return [step for of_action in found.values() for step in of_action]


def _of_step(step):
    kind, words = change_words.of_row(step.row, step.before)
    if kind is None:
        return
    told = [words, f"“{step.said}”" if step.said and kind != "opened" else ""]
    if step.entered_late:
        told.append(change_words.ENTERED_LATE)
    yield _change(kind, step.action, step.row.happened_on.isoformat(), told, step.row.number)


def _newly_overdue(before, after):
    was_overdue = {action["id"] for action in _actions(before) if action["bucket"] == "overdue"}
    for action in _actions(after):
        if action["bucket"] == "overdue" and action["id"] not in was_overdue:
            since = date.fromordinal(date.fromisoformat(action["due_on"]).toordinal() + 1).isoformat()
            words = change_words.overdue(action)
            change = _change("newly_overdue", action, since, [words], action["ledger_number"])
            # The day made it overdue, not its last row, which its reader may not even be shown.
            yield change | {"address": action["address"]}


def _measures(before, after):
    earlier = {measure["id"]: measure for _, measure in _measured(before)}
    for place, measure in _measured(after):
        for on, words in change_words.of_measure(earlier.get(measure["id"]), measure):
            yield {
                "kind": "measure_moved",
                "label": KINDS["measure_moved"],
                "reference": place["reference"],
                "title": measure["name"],
                "words": words,
                "on": on,
                "address": place["address"],
                "number": None,
            }


def _gone(before, after):
    """An action that the earlier document listed and this one may not: its readers would miss it."""
    shown = {action["id"] for action in _actions(after)}
    for action in _actions(before):
        if action["id"] not in shown:
            words = [change_words.NO_LONGER_SHOWN]
            yield _change("no_longer_shown", action, after["as_at"], words, None)


def _change(kind, action, on, words, number):
    return {
        "kind": kind,
        "label": KINDS[kind],
        "reference": action["reference"],
        "title": action["title"],
        "words": " ".join(filter(None, words)),
        "on": on,
        "address": _address(action, number),
        "number": number,
    }


def _address(action, number):
    return f"{action['address']}#update-{number}" if number else action["address"]


def _actions(document):
    return [action for area in document["areas"] for action in area["actions"]] if document else []


def _measured(document):
    """(where it hangs: reference and address, measure) of every measure."""
    for area in document["areas"] if document else ():
        place = {
            "reference": f"Area {area['number']}",
            "address": f"{document['inspection']['address']}#area-{area['number']}",
        }
        yield from ((place, measure) for measure in area["measures"])
        for action in area["actions"]:
            yield from ((action, measure) for measure in action["measures"])


def _place(change):
    """1.10 comes after 1.2."""
    parts = change["reference"].removeprefix("Area ").split(".")
    return [int(part) for part in parts]
