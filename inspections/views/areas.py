"""Reading areas: all of an organisation, one, and one that another organisation is named in."""

from django.core.paginator import Paginator
from django.db.models import F
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from accounts.permissions import may_give_work
from inspections import lineage, permissions
from inspections.filters import AreaFilter
from inspections.models import Area, Inspection
from inspections.views.hidden import hidden_ones_ask_to_sign_in

PAGE = 50
# Without a word about nulls, PostgreSQL puts the unpublished ones first and SQLite last.
NEWEST_FIRST = F("inspection__published_on").desc(nulls_last=True)


@require_safe
@hidden_ones_ask_to_sign_in
def organisation_areas(request, slug):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    inspections = Inspection.objects.visible_to(request.user).filter(organisation=organisation)
    areas = Area.objects.visible_to(request.user).filter(inspection__in=inspections)
    filtered = AreaFilter(request.GET, areas.order_by(NEWEST_FIRST, "-inspection__pk", "number"))
    shown = filtered.found().select_related("inspection__organisation").prefetch_related("bodies")
    return render(
        request,
        "inspections/areas.html",
        {
            "organisation": organisation,
            "filter": filtered,
            "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
        },
    )


def _areas(request):
    related = ("inspection__organisation", "forerunner__inspection__organisation")
    return Area.objects.visible_to(request.user).select_related(*related)


@require_safe
@hidden_ones_ask_to_sign_in
def area(request, slug, inspection_slug, number):
    areas = _areas(request).filter(inspection__organisation__slug=slug, inspection__slug=inspection_slug)
    return _area(request, get_object_or_404(areas, number=number))


@require_safe
@hidden_ones_ask_to_sign_in
def shared_area(request, slug, pk):
    """The same finding, among the things of an organisation that it names."""
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    areas = _areas(request).filter(bodies__organisation=organisation).distinct()
    return _area(request, get_object_or_404(areas, pk=pk), seen_from=organisation)


def _area(request, found, seen_from=None):
    seen = Inspection.objects.visible_to(request.user)
    inspection = found.inspection
    visible = Area.objects.visible_to(request.user)
    earlier = [each.pk for each in lineage.chain_of(found)]
    may_edit = permissions.may_edit(request.user, inspection)
    return render(
        request,
        "inspections/area.html",
        {
            "area": found,
            "inspection": inspection,
            "organisation": seen_from or inspection.organisation,
            "seen_from": seen_from,
            "sees_inspection": seen.filter(pk=inspection.pk).exists(),
            "is_inside": permissions.may_read_inside(request.user, inspection.organisation),
            "on": timezone.localdate(),
            "kind": inspection.framework_entry.kind_label(found.kind),
            "bodies": found.bodies.select_related("organisation"),
            "known_bodies": set(
                Organisation.objects.visible_to(request.user)
                .filter(named_in__area=found)
                .values_list("pk", flat=True)
            ),
            "earlier": visible.filter(pk__in=earlier)
            .select_related("inspection__organisation")
            .order_by(NEWEST_FIRST),
            "later": visible.filter(forerunner=found).select_related("inspection__organisation"),
            "may_edit": may_edit,
            "may_give_work": may_give_work(request.user, inspection.organisation_id),
            "likenesses": found.likenesses.suggested().count() if may_edit else 0,
        },
    )
