from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.models import Organisation
from actions import permissions, plan_table
from actions.filters import ActionFilter
from actions.forms.day import DayForm
from actions.models import Action
from inspections.models import Inspection

PAGE = 100
ORDER = ("-area__inspection__published_on", "area__inspection_id", "area__number", "number")


@require_safe
@login_required
def my_plan(request):
    """The way in from the menu: to the plan of one's one organisation, or a choice."""
    own = Organisation.objects.of(request.user).order_by("name")
    if len(own) == 1:
        return redirect("organisation-plan", own[0].slug)
    return render(request, "actions/choose_plan.html", {"organisations": own})


@require_safe
@login_required
def organisation_plan(request, slug):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    return _plan(request, organisation, Action.objects.of(organisation))


@require_safe
@login_required
def inspection_plan(request, slug, inspection_slug):
    inspections = Inspection.objects.of(request.user).select_related("organisation")
    inspection = get_object_or_404(inspections, organisation__slug=slug, slug=inspection_slug)
    actions = Action.objects.filter(area__inspection=inspection)
    return _plan(request, inspection.organisation, actions, inspection)


def _plan(request, organisation, actions, inspection=None):
    today = timezone.localdate()
    day_form = DayForm(request.GET or {}, today=today)
    asked = day_form.cleaned_data["as_at"] if day_form.is_valid() else None
    on = asked or today
    every = actions.visible_to(request.user)
    shown = every.as_at(on) if asked else every
    filtered = ActionFilter(request.GET, shown, on=on, offered_from=every.order_by())
    found = filtered.found() if day_form.is_valid() else shown.none()
    buckets, dates = found.bucket_counts(on), plan_table.dates_of(found)
    page = _page_of(request, found, len(dates))
    return render(
        request,
        "actions/plan.html",
        {
            "organisation": organisation,
            "inspection": inspection,
            "filter": filtered,
            "day_form": day_form,
            "on": on,
            "as_at": asked,
            "page": page,
            "groups": plan_table.groups(page.object_list),
            "total": len(dates),
            "bucket_parts": plan_table.bucket_parts(buckets, _address_with(request)),
            "ratings": plan_table.rating_figures(found.rating_counts(on), _address_with(request)),
            "burn_up": plan_table.burn_up_points(dates, on),
            "timeline": plan_table.timeline_rows(dates, page.object_list),
            "may_assign": asked is None and permissions.may_open_actions(request.user, organisation),
            "all_address": _address_with(request)("all", "1"),
        },
    )


def _page_of(request, found, total):
    """Only the rows of the page are fetched whole; how many there are is known already."""
    rows = found.select_related("owner", "area__inspection__organisation").order_by(*ORDER)
    pages = Paginator(rows, max(total, 1) if "all" in request.GET else PAGE)
    pages.count = total
    page = pages.get_page(request.GET.get("page"))
    page.object_list = list(page.object_list)
    return page


def _address_with(request):
    """The address of this list, narrowed by one more thing: every total leads to its rows."""
    asked = {key: value for key, value in request.GET.dict().items() if key != "page" and value}
    return lambda name, value: f"{request.path}?{urlencode({**asked, name: value})}"
