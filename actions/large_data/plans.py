"""Actions of one batch of inspections with their ledgers: chained, in the feed, and copied as last rows."""

import hashlib
import uuid
from datetime import timedelta
from operator import itemgetter

from django.db import connection

from actions import chain
from actions.change_feed import LOCK, place
from actions.large_data import tables, words
from actions.large_data.lives import Life
from actions.large_data.reports import PER_AREA
from actions.models import Action, Change, Contribution, Evidence, Milestone, ProgressUpdate
from actions.statuses import POSITION

DETAILS = ("area_id", "number", "title", "task", "good_looks_like", "visibility")
ACTION = ("id", *DETAILS, "ledger_number", *POSITION)
HISTORY = ("id", *DETAILS, "history_date", "history_type")
LEDGER = tuple(field.attname for field in ProgressUpdate._meta.concrete_fields)
FACTS = tuple(name for name in LEDGER if name not in ("id", "previous_hash", "hash"))


class Plan:
    """One action with its details and its life."""

    __slots__ = ("area", "details", "helper", "id", "life", "luck")

    def __init__(self, council, area, number, luck, on):
        self.area, self.luck = area, luck
        seen_by = luck.choices(("public", "members", "officers"), (90, 6, 4))[0]
        owners = council.owners
        self.helper = luck.choice(owners) if not luck.randrange(5) else None
        if council.trust is not None and area.number % 5 == 0:
            owners = [*owners[:3], *council.trust.owners[:3]]
        self.details = (
            area.pk,
            number,
            luck.choice(words.TITLES).format(area.inspection_id % 97 + number),
            words.TASK,
            luck.choice(words.GOOD),
            seen_by,
        )
        self.life = Life(luck, council.lead, council.assurer, owners, on - timedelta(1), seen_by)
        opened_on = area.inspection.published_on + timedelta(luck.randint(3, 18))
        self.life.tell(opened_on, opened_on + timedelta(luck.randint(60, 420)))

    @property
    def last(self):
        return self.life.rows[-1]


def write(drawn, areas, on):
    """Says how many rows of the ledger there are."""
    plans = [plan for each, of_it in zip(drawn, areas, strict=True) for plan in _plans(each, of_it, on)]
    for plan, number in zip(plans, tables.numbers(Action, len(plans)), strict=True):
        plan.id = number
    _take_places(plans)
    tables.write(Action, ACTION, (_action(plan) for plan in plans))
    history = Action.history_of_details.model
    tables.write(history, HISTORY, (_history(plan) for plan in plans))
    rows = _in_order(plans)
    tables.write(ProgressUpdate, LEDGER, _chained(rows))
    tables.write(Evidence, ("id", "update_id", "url", "name", "title", "sha256"), _evidence(plans))
    helpers = ((plan.id, plan.helper.post) for plan in plans if plan.helper)
    tables.write(Contribution, ("action_id", "post_id"), helpers)
    milestones = (row for plan in plans for row in _milestones(plan))
    tables.write(Milestone, ("action_id", "position", "title", "due_on", "done_on"), milestones)
    _announce(rows)
    return len(rows)


def _plans(drawn, areas, on):
    council, _, luck, count = drawn
    for number in range(count):
        yield Plan(council, areas[number // PER_AREA], number % PER_AREA + 1, luck, on)


def _take_places(plans):
    """Of those that were closed, every other one gave way to the action before it."""
    before = None
    for plan in plans:
        last = plan.last
        if last["kind"] == "not_pursued" and before and plan.id % 2 and _are_neighbours(before, plan):
            last |= {"kind": "superseded", "superseded_by_id": before.id}
        before = plan


def _are_neighbours(one, other):
    return one.area.inspection_id == other.area.inspection_id


def _action(plan):
    return (plan.id, *plan.details, len(plan.life.rows), *(plan.last[name] for name in POSITION))


def _history(plan):
    return (plan.id, *plan.details, plan.life.rows[0]["entered_at"], "+")


def _in_order(plans):
    """As they were entered, all actions mixed, each row with its id and what hangs on ids."""
    for plan in plans:
        _hand_in(plan)
    rows = sorted((row for plan in plans for row in plan.life.rows), key=itemgetter("entered_at"))
    for row, number in zip(rows, tables.numbers(ProgressUpdate, len(rows)), strict=True):
        row["id"] = number
    for plan in plans:
        for row in plan.life.rows:
            if row["corrects_id"] is not None:
                row["corrects_id"] = plan.life.rows[row["corrects_id"] - 1]["id"]
    return rows


def _hand_in(plan):
    """A link behind each claim; an acceptance names all that had been handed in by then."""
    seen = []
    for row in plan.life.rows:
        row["action_id"] = plan.id
        if row["kind"] == "claimed_done":
            sha256 = hashlib.sha256(_address(plan.id, row["number"]).encode()).hexdigest()
            row["attached_sha256s"] = [sha256]
            seen.append(sha256)
        elif row["kind"] == "accepted":
            row["seen_sha256s"] = sorted(seen)


def _chained(rows):
    """`rows` of many actions; those of one action are in order."""
    last = {}
    for row in rows:
        action = row["action_id"]
        row["previous_hash"] = last.get(action, chain.FIRST)
        row["hash"] = last[action] = chain.hash_of({name: row[name] for name in FACTS}, row["previous_hash"])
        yield [row[name] for name in LEDGER]


def _address(action, number):
    return f"https://files.seeded.example/{action}/{number}"


def _evidence(plans):
    for plan in plans:
        for row in plan.life.rows:
            for sha256 in row["attached_sha256s"]:
                pk = uuid.UUID(int=plan.luck.getrandbits(128), version=4)
                title = plan.luck.choice(words.EVIDENCE)
                yield (pk, row["id"], _address(plan.id, row["number"]), "", title, sha256)


def _milestones(plan):
    """One plan in six says by what steps it goes."""
    if plan.id % 6 == 0:
        opened = plan.life.rows[0]
        for position, title in enumerate(("Tried by one team", "In use by all"), 1):
            due_on = opened["happened_on"] + timedelta(45 * position)
            done_on = due_on if due_on < plan.last["happened_on"] else None
            yield (plan.id, position, title, due_on, done_on)


def _announce(rows):
    """Into the feed, behind everything that has a place, in the order of ids."""
    while place():
        pass
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
    first = Change.objects.last_position() + 1
    placed = ((row["id"], position) for position, row in enumerate(rows, first))
    tables.write(Change, ("update_id", "position"), placed)
