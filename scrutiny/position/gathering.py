"""Gathers a position, in a number of queries that does not depend on how much there is."""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from actions.plan_table import burn_up_points
from actions.statuses import UPDATES
from scrutiny.models.responses import responses_on
from scrutiny.position import counting, measures, statements
from scrutiny.position.parts import ActionPosition, AreaPosition, Position


def actions_shown(inspection, on, known_at=None, user=None):
    """The actions of the public page, as they stood on the day."""
    actions = counting.shown_to(user or AnonymousUser()).filter(area__inspection=inspection)
    return actions.as_at(on, known_at).order_by("area__number", "number")


def position_of(inspection, on, known_at=None, user=None, with_statements=True):
    """How an inspection stands, for this reader (a visitor, if none is named).

    `inspection` comes with its organisation. Without `with_statements` only the latest update of each action
    is read, which is all that the page shows.
    """
    user = user or AnonymousUser()
    asked = (inspection, user, on, known_at)
    found = actions_shown(inspection, on, known_at, user)
    rows = list(found.prefetch_related("owner__organisation", "contributors__organisation"))
    areas = list(inspection.areas.order_by("number").prefetch_related("bodies"))
    _know_each_other(inspection, areas, rows)
    said = statements.all_statements(*asked) if with_statements else {}
    words = Words(
        said=said,
        latest=_last_updates(said) if with_statements else statements.latest_updates(*asked),
        evidence=statements.evidence_titles(*asked),
        measures=measures.measures_on(*asked),
        actions={action.pk: action for action in rows},
        responses=responses_on(inspection, on, known_at),
    )
    return Position(
        inspection=inspection,
        on=on,
        known_at=known_at,
        areas=tuple(_area(area, words, on) for area in areas),
        burn_up=tuple(burn_up_points(rows, on, known_at)) if rows else (),
    )


@dataclass(frozen=True)
class Words:
    """What stands beside the actions, each by the id of its action; `responses` by that of the area."""

    said: dict
    latest: dict
    evidence: dict
    measures: list
    actions: dict
    responses: dict


def _last_updates(said):
    found = {}
    for action, its_statements in said.items():
        for statement in its_statements:
            if statement.kind in UPDATES:
                found[action] = statement
    return found


def _know_each_other(inspection, areas, actions):
    """So that no address or label asks the database again."""
    by_id = {area.pk: area for area in areas}
    for area in areas:
        area.inspection = inspection
    for action in actions:
        action.area = by_id[action.area_id]


def _area(area, words, on):
    entry = area.inspection.framework_entry
    return AreaPosition(
        area=area,
        kind_label=entry.kind_label(area.kind),
        bodies=tuple(body.name for body in area.bodies.all()),
        actions=tuple(
            _action(action, words, on) for action in words.actions.values() if action.area_id == area.pk
        ),
        measures=tuple(
            each
            for each in words.measures
            if each.measure.area_id == area.pk and each.measure.action_id is None
        ),
        response=words.responses.get(area.pk),
    )


def _action(action, words, on):
    return ActionPosition(
        action=action,
        on=on,
        latest=words.latest.get(action.pk),
        statements=tuple(words.said.get(action.pk, ())),
        evidence=tuple(words.evidence.get(action.pk, ())),
        measures=tuple(each for each in words.measures if each.measure.action_id == action.pk),
        # Of one that this reader may not see, not even the number is told.
        superseded_by=words.actions.get(action.superseded_by_id),
    )
