"""How areas stand: open until there is an action, and every action is accepted, sustained or not pursued.

An action whose place another took stands where that other one stands, in whichever area that is. Only the
actions that a person may see are counted, so that everybody can check the figure against the pages.
"""

from dataclasses import dataclass

from django.db.models import OuterRef, Subquery

from actions.models import Action, ProgressUpdate
from actions.statuses import Kind, Status
from inspections.models import Area

OVER = (Status.ACCEPTED, Status.SUSTAINED, Status.NOT_PURSUED)
CLOSING = (Kind.SUSTAINED, Kind.NOT_PURSUED, Kind.SUPERSEDED)


@dataclass(frozen=True)
class Standing:
    """Each action with `accepted_on` and `closed_on`: the days of the last such rows in its ledger."""

    is_open: bool
    actions: list


def open_by_inspection(inspections, user):
    """{id of an inspection: how many of its areas are still open}"""
    areas = Area.objects.visible_to(user).filter(inspection__in=inspections).select_related("inspection")
    found = dict.fromkeys((inspection.pk for inspection in inspections), 0)
    areas = list(areas)
    left_open = still_open(areas, user)
    for area in areas:
        found[area.inspection_id] += area.pk in left_open
    return found


def still_open(areas, user, on=None):
    """The ids of those that are still open, in one query however many are asked about; or were on a day."""
    organisations = {area.inspection.organisation_id for area in areas}
    actions = Action.objects.visible_to(user).filter(area__inspection__organisation__in=organisations)
    actions = actions if on is None else actions.as_at(on)
    position = [actions.position_name(name) for name in ("status", "superseded_by_id")]
    rows = list(actions.order_by().values_list("pk", "area", *position))
    stands = {pk: (status, successor) for pk, _, status, successor in rows}
    over = {}
    for pk, area, _, _ in rows:
        over[area] = over.get(area, True) and _is_over(pk, stands)
    return {area.pk for area in areas if not over.get(area.pk)}


def _is_over(pk, stands):
    status, successor = stands[pk]
    while status == Status.NOT_PURSUED and successor is not None:
        # Of one that this person may not see nothing is known: not that it is over, either.
        status, successor = stands.get(successor, (None, None))
    return status in OVER


def standings(areas, user):
    """[(area, its Standing), ...] in the order given."""
    areas = list(areas)
    left_open = still_open(areas, user)
    actions = {}
    for action in _with_closing_days(Action.objects.visible_to(user).filter(area__in=areas)):
        actions.setdefault(action.area_id, []).append(action)
    return [(area, Standing(area.pk in left_open, actions.get(area.pk, []))) for area in areas]


def _with_closing_days(actions):
    related = ("owner", "superseded_by__area", "area__inspection__organisation")
    return (
        actions.annotate(accepted_on=_last_day(Kind.ACCEPTED), closed_on=_last_day(*CLOSING))
        .select_related(*related)
        .order_by("number")
    )


def _last_day(*kinds):
    rows = ProgressUpdate.objects.filter(action=OuterRef("pk"), kind__in=kinds)
    return Subquery(rows.order_by("-number").values("happened_on")[:1])
