"""Actions as plain rows: thousands are looked at, few are told of."""

from datetime import date
from typing import NamedTuple

from django.db import connection
from django.db.models import F, Q

from actions.models import Action
from actions.reminders.parts import AT_ONCE, in_parts
from actions.reminders.scope import Report
from actions.statuses import OPEN

COLUMNS = (
    "pk",
    "owner_id",
    "due_on",
    "updated_on",
    "ledger_number",
    "number",
    "title",
    "visibility",
    "area__number",
    "area__inspection_id",
)


HOWEVER_HIGH = 1000


class Row(NamedTuple):
    pk: int
    owner: int | None
    due_on: date | None
    updated_on: date | None
    ledger_number: int
    title: str
    visibility: str
    reference: str
    report: Report
    more: object = None

    @property
    def subject(self):
        return f"action:{self.pk}"


def rows_of(scope, actions, *more):
    """As they are needed. With `more`, one further column of the query."""
    for some in in_parts(_read(actions.order_by().values_list(*COLUMNS, *more))):
        scope.bring_reports({row[9] for row in some})
        scope.directory.bring({row[1] for row in some})
        for pk, owner, due, updated, ledger, number, title, seen, area, report, *rest in some:
            yield Row(
                pk, owner, due, updated, ledger, title, seen, f"{area}.{number}", scope.report(report), *rest
            )


def _read(rows):
    """SQLite lets nobody begin to write who still reads what was there before: it gives all at once."""
    return rows.iterator(AT_ONCE) if connection.vendor == "postgresql" else rows


def reaching(scope, condition, rungs=range(1)):
    """Querysets of the open actions that fit and may have to be told to somebody in the scope.

    `rungs` are the places in the line upwards that are meant: 0 is the owner.
    """
    fitting = Action.objects.filter(condition, status__in=OPEN)
    if scope.subjects is not None:
        return [scope.narrowed(fitting, "action")]
    narrow = scope.directory.posts_that_reach(scope.people, rungs)
    found = [fitting.filter(owner__in=narrow)]
    # In another organisation's line whoever may not see the action is passed over, so it goes further up.
    foreign = ~Q(owner__organisation=F("area__inspection__organisation"))
    wide = scope.directory.posts_that_reach(scope.people, range(rungs.stop, HOWEVER_HIGH))
    if wide:
        found.append(fitting.filter(foreign, owner__in=wide))
    if led := scope.led():
        short = Q(owner__in=scope.directory.posts_with_short_lines(led, rungs))
        in_theirs = fitting.filter(area__inspection__organisation__in=led)
        found.append(in_theirs.filter(Q(owner=None) | short | foreign))
    return found


def each_once(scope, querysets, *more):
    """The rows of several querysets, each action once."""
    seen = set()
    for actions in querysets:
        for row in rows_of(scope, actions, *more):
            if row.pk not in seen:
                seen.add(row.pk)
                yield row
