"""Reading inspections: all organisations', one organisation's through time, one of them, its file."""

from django.contrib.auth.decorators import login_required
from django.db.models import Count
from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from accounts.permissions import may_give_work, require
from inspections import permissions, through_time
from inspections.filters import AreaFilter
from inspections.models import Area, Inspection, Likeness
from inspections.views.hidden import hidden_ones_ask_to_sign_in


@require_safe
def inspections(request):
    """The way in from the menu: straight to the one organisation somebody works for, or a choice."""
    own = Organisation.objects.of(request.user)
    if len(own) == 1 and not request.user.is_superuser:
        return redirect("organisation-inspections", own[0].slug)
    organisations = (
        Organisation.objects.visible_to(request.user)
        .filter(inspections__in=Inspection.objects.visible_to(request.user))
        .annotate(number=Count("inspections"))
        .order_by("name")
    )
    return render(request, "inspections/inspections.html", {"organisations": organisations})


@require_safe
@hidden_ones_ask_to_sign_in
def organisation_inspections(request, slug):
    organisation = get_object_or_404(Organisation.objects.visible_to(request.user), slug=slug)
    seen = Inspection.objects.visible_to(request.user).filter(organisation=organisation)
    found = list(seen.through_time().prefetch_related("judgements").annotate(number=Count("areas")))
    for each in found:
        each.organisation = organisation
    may_load = permissions.may_load(request.user, organisation)
    named = Area.objects.visible_to(request.user).naming(organisation)
    return render(
        request,
        "inspections/organisation.html",
        {
            "organisation": organisation,
            "inspections": found,
            "strips": through_time.strips(found),
            "areas_naming": named.select_related("inspection__organisation"),
            "may_load": may_load,
            "waiting": organisation.report_readings.unsaved().count() if may_load else 0,
            "likenesses": Likeness.objects.visible_to(request.user).of(organisation).suggested().count()
            if may_load
            else 0,
        },
    )


def found_inspection(request, slug, inspection_slug):
    inspections = Inspection.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(inspections, organisation__slug=slug, slug=inspection_slug)


@require_safe
@hidden_ones_ask_to_sign_in
def inspection(request, slug, inspection_slug):
    found = found_inspection(request, slug, inspection_slug)
    areas = Area.objects.visible_to(request.user).filter(inspection=found)
    filtered = AreaFilter(request.GET, areas.order_by("number"))
    shown = filtered.found().select_related("forerunner").prefetch_related("bodies__organisation")
    return render(
        request,
        "inspections/inspection.html",
        {
            "inspection": found,
            "organisation": found.organisation,
            "judgements": through_time.steps(found),
            "filter": filtered,
            "groups": through_time.grouped(found, shown),
            "number": areas.count(),
            "clocks": [(clock, clock.standing(timezone.localdate())) for clock in found.clocks.all()],
            "may_edit": permissions.may_edit(request.user, found),
            "may_give_work": may_give_work(request.user, found.organisation_id),
            "is_inside": permissions.may_read_inside(request.user, found.organisation),
        },
    )


@require_safe
@login_required
def inspection_file(request, slug, inspection_slug):
    found = found_inspection(request, slug, inspection_slug)
    require(permissions.may_read_inside(request.user, found.organisation))
    source = found.opened_source()
    if source is None:
        raise Http404
    file, name = source
    answer = FileResponse(file, as_attachment=True, filename=name, content_type="application/octet-stream")
    # Somebody else made this file: it must never run as a page of ours.
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
