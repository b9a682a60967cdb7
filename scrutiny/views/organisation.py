"""An organisation as everybody may see it: inspections and how they stand, grades, open areas, repeats."""

from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from actions import open_areas
from actions.views.action import asked_day
from inspections import through_time
from inspections.models import Area, Inspection
from scrutiny import wording
from scrutiny.position import figures_by_inspection, fingerprint, open_by_age
from scrutiny.views import for_visitors


@require_safe
def organisation(request, slug):
    found = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    today = timezone.localdate()
    seen = Inspection.objects.visible_to(request.user).filter(organisation=found)
    return for_visitors.answer(
        request, lambda: fingerprint(seen, today), lambda: _page(request, found, seen, today)
    )


def _page(request, organisation, seen, today):
    day_form, asked = asked_day(request, today)
    on = asked or today
    context = {
        "organisation": organisation,
        "is_own": Organisation.objects.of(request.user).filter(pk=organisation.pk).exists(),
        "day_form": day_form,
        "as_at": asked,
        "on": on,
    }
    if not day_form.errors:
        inspections = _inspections(organisation, seen, on)
        context |= _standing(request.user, inspections, on, asked)
    return render(request, "scrutiny/organisation.html", context)


def _inspections(organisation, seen, on):
    """Those that had been published by that day, or whose day is not known."""
    found = list(seen.through_time().prefetch_related("judgements"))
    for each in found:
        each.organisation = organisation
    return [each for each in found if each.day is None or each.day <= on]


def _standing(user, inspections, on, as_at):
    by_id = {each.pk: each for each in inspections}
    figures = figures_by_inspection(inspections, user, on, as_at)
    areas = list(
        Area.objects.visible_to(user)
        .filter(inspection__in=list(by_id))
        .select_related("forerunner__inspection__organisation")
        .order_by("number")
    )
    for area in areas:
        area.inspection = by_id[area.inspection_id]
    still_open = open_areas.still_open(areas, user, as_at)
    bands = open_by_age(areas, still_open, on)
    return {
        "inspections": [(each, wording.headline(figures[each.pk]), figures[each.pk]) for each in inspections],
        "strips": through_time.strips(inspections),
        "bands": bands,
        "open_number": sum(len(band.areas) for band in bands),
        "area_number": len(areas),
        "repeats": _repeats(areas, by_id, still_open),
    }


def _repeats(areas, by_id, still_open):
    """[(area, the earlier one it repeats, whether it is still open), ...] where a reader may see both."""
    return [
        (area, area.forerunner, area.pk in still_open)
        for area in areas
        if area.forerunner and area.forerunner.inspection_id in by_id
    ]
