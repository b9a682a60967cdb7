"""Who is told of an action: its owner, and those above when the post is vacant or nothing happens."""

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


def owner_of(directory, row):
    """The holder of the owning post; if it is vacant the first held post above; failing that, the leads."""
    place = directory.place(row.owner)
    line = _line(directory, row)
    if not line:
        return _leads(directory, row, set(), UNOWNED if place is None else NOBODY_ABOVE, place)
    told = line[0]
    is_held = told.pk == row.owner
    why = HOLDER.format(post=told.title) if is_held else VACANT.format(post=place.title)
    return [Told(told.holder, told.pk, why)]


def rung_above(directory, row, rung):
    """For the first or second rung above whoever is reminded as owner. Above the top stand the leads."""
    place = directory.place(row.owner)
    line = _line(directory, row)
    if rung < len(line):
        held = line[rung]
        return [Told(held.holder, held.pk, f"“{held.title}” stands above “{place.title}”, which owns this")]
    if rung > max(len(line), 1):
        return []
    if not line:
        return []  # The leads are reminded in the owner's place already.
    return _leads(directory, row, {held.holder for held in line}, NOBODY_ABOVE, place)


def _line(directory, row):
    """Without those above who may not see the action, such as managers of a partner body."""
    if row.owner is None:
        return []
    return [
        held
        for held in directory.line(row.owner)
        if held.pk == row.owner or may_be_told(directory, held.holder, row)
    ]


def may_be_told(directory, person, row):
    """As `may_see_actions` answers for whoever has no part in the action."""
    if row.visibility == Visibility.PUBLIC and row.report.is_open_to_all:
        return True
    roles = directory.roles_of(person).get(row.report.organisation, set())
    return bool(roles & set(OFFICERS)) or bool(roles and row.visibility != Visibility.OFFICERS)


def _leads(directory, row, but_not, why, place):
    sentence = why.format(post=place.title if place else "")
    leads = directory.leads_of(row.report.organisation)
    return [Told(person, None, sentence) for person in leads if person not in but_not]
