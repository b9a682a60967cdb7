"""Who of the people in a scope is told of an action: its owner, and those above when the post is vacant or
nothing happens.
"""

from typing import NamedTuple

from actions.models.access import OFFICERS
from actions.statuses import Visibility

HOLDER = "You hold the post “{post}”"
VACANT = "“{post}”, which owns this, is vacant, and you hold the next post above it that is held"
UNOWNED = "You are an improvement lead, and nobody owns this"
NOBODY_ABOVE = "You are an improvement lead, and nobody above “{post}” can be told"


class Told(NamedTuple):
    person: int
    post: int | None
    why: str


class Whose(NamedTuple):
    """What decides who is told. Thousands of actions have it in common."""

    owner: int | None
    visibility: str
    organisation: int
    is_open_to_all: bool


def owner_of(scope, row):
    """The holder of the owning post; if it is vacant the first held post above; failing that, the leads."""
    return scope.once(_owner_of, _whose(row))


def rung_above(scope, row, rung):
    """For the first or second rung above whoever is reminded as owner. Above the top stand the leads."""
    return scope.once(_rung_above, _whose(row), rung)


def _whose(row):
    return Whose(row.owner, row.visibility, row.report.organisation, row.report.is_open_to_all)


def _owner_of(scope, whose):
    place = scope.directory.place(whose.owner)
    line = _line(scope.directory, whose)
    if not line:
        return _leads(scope, whose, set(), UNOWNED if place is None else NOBODY_ABOVE, place)
    told = line[0]
    why = HOLDER.format(post=told.title) if told.pk == whose.owner else VACANT.format(post=place.title)
    return _within(scope, [Told(told.holder, told.pk, why)])


def _rung_above(scope, whose, rung):
    place = scope.directory.place(whose.owner)
    line = _line(scope.directory, whose)
    if rung < len(line):
        held = line[rung]
        why = f"“{held.title}” stands above “{place.title}”, which owns this"
        return _within(scope, [Told(held.holder, held.pk, why)])
    if rung > max(len(line), 1):
        return []
    if not line:
        return []  # The leads are reminded in the owner's place already.
    return _leads(scope, whose, {held.holder for held in line}, NOBODY_ABOVE, place)


def _line(directory, whose):
    """Without those above who may not see the action, such as managers of a partner body."""
    if whose.owner is None:
        return []
    return [
        held
        for held in directory.line(whose.owner)
        if held.pk == whose.owner or _may_be_told(directory, held.holder, whose)
    ]


def _may_be_told(directory, person, whose):
    """As `may_see_actions` answers for whoever has no part in the action."""
    if whose.visibility == Visibility.PUBLIC and whose.is_open_to_all:
        return True
    roles = directory.roles_of(person).get(whose.organisation, set())
    return bool(roles & set(OFFICERS)) or bool(roles and whose.visibility != Visibility.OFFICERS)


def _leads(scope, whose, but_not, why, place):
    sentence = why.format(post=place.title if place else "")
    leads = scope.directory.leads_of(whose.organisation)
    return _within(scope, [Told(person, None, sentence) for person in leads if person not in but_not])


def _within(scope, told):
    return [each for each in told if each.person in scope.people]
