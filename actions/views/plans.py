from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.charts import months
from accounts.charts.timeline import ROWS_AT_MOST
from accounts.models import Organisation
from actions import permissions, plan_counting, plan_table
from actions.filters import ActionFilter
from actions.forms.day import DayForm
from actions.models import Action
from inspections.models import Inspection

PAGE = 100


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
    page, counted = _page_of(request, found, on)
    address_of = _address_with(request)
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
            "total": counted.total,
            "bucket_parts": plan_table.bucket_parts(counted.buckets, address_of),
            "ratings": plan_table.rating_figures(counted.ratings, address_of),
            "burn_up": plan_table.points(counted.planned, counted.signed, on),
            **_deadlines(counted, page.object_list, on),
            "may_assign": asked is None and permissions.may_open_actions(request.user, organisation),
            "all_address": address_of("all", "1"),
        },
    )


def _page_of(request, found, on):
    """The page that was asked for, and what is counted of all. Only the rows of the page are fetched."""
    most = plan_counting.FURTHEST if "all" in request.GET else PAGE
    counted = plan_counting.count(found, on, _first_row(request, most), most)
    page = Paginator(range(counted.total), most).get_page(request.GET.get("page"))
    if page.start_index() - 1 != _first_row(request, most) and counted.total:
        # Further on than there are pages.
        counted = plan_counting.count(found, on, page.start_index() - 1, most)
    rows = found.select_related("owner", "area__inspection__organisation")
    by_id = {action.pk: action for action in rows.filter(pk__in=counted.page).order_by()}
    page.object_list = [by_id[pk] for pk in counted.page if pk in by_id]
    return page, counted


def _first_row(request, most):
    try:
        return max(int(request.GET.get("page", 1)) - 1, 0) * most
    except ValueError:
        return 0


def _deadlines(counted, actions, on):
    """One by one when they are few enough to be named; then all are on the page."""
    if counted.total > ROWS_AT_MOST:
        return {"months": months.counted(counted.months, counted.pursued, counted.moved, on)}
    return {"timeline": plan_table.timeline_rows(actions)}


def _address_with(request):
    """The address of this list, narrowed by one more thing: every total leads to its rows."""
    asked = {key: value for key, value in request.GET.dict().items() if key != "page" and value}
    return lambda name, value: f"{request.path}?{urlencode({**asked, name: value})}"
