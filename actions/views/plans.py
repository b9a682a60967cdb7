from functools import partial
from urllib.parse import urlencode

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.charts.timeline import ROWS_AT_MOST
from accounts.models import Organisation
from accounts.permissions import may_give_work
from actions import plan_counting, plan_table
from actions.filters import ActionFilter
from actions.forms.day import DayForm
from actions.kept_plans import KeptPlan
from actions.models import Action
from actions.models.access import sees_every_action
from actions.plan_offers import offers_of
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
    kept = _kept(request.user, organisation, inspection, today)
    offers = kept.offers() if kept else offers_of(every)
    filtered = ActionFilter(request.GET, shown, on=on, offers=offers)
    found = filtered.found() if day_form.is_valid() else shown.none()
    is_whole = kept and day_form.is_valid() and not asked and not filtered.is_narrowed
    figures_from = kept.figures().from_place if is_whole else partial(plan_table.figures, found, on)
    page, figures = _page_of(request, found, figures_from)
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
            "total": figures.total,
            "bucket_parts": plan_table.bucket_parts(figures.buckets, address_of),
            "ratings": plan_table.rating_figures(figures.ratings, address_of),
            "burn_up": figures.burn_up,
            **_deadlines(figures, page.object_list),
            "may_assign": asked is None and may_give_work(request.user, organisation),
            "all_address": address_of("all", "1"),
        },
    )


def _kept(user, organisation, inspection, today):
    """What is kept of a whole council's plan, for whoever sees all of it."""
    if inspection is None and sees_every_action(user, organisation):
        return KeptPlan(organisation, today)
    return None


def _page_of(request, found, figures_from):
    """The page that was asked for, and the figures of all. Only the rows of the page are fetched."""
    most = plan_counting.FURTHEST if "all" in request.GET else PAGE
    figures = figures_from(_first_row(request, most), most)
    page = Paginator(range(figures.total), most).get_page(request.GET.get("page"))
    if figures.total and page.start_index() - 1 != _first_row(request, most):
        # Further on than there are pages.
        figures = figures_from(page.start_index() - 1, most)
    rows = found.select_related("owner", "area__inspection__organisation")
    by_id = {action.pk: action for action in rows.filter(pk__in=figures.ids).order_by()}
    page.object_list = [by_id[pk] for pk in figures.ids if pk in by_id]
    return page, figures


def _first_row(request, most):
    try:
        return max(int(request.GET.get("page", 1)) - 1, 0) * most
    except ValueError:
        return 0


def _deadlines(figures, actions):
    """One by one when they are few enough to be named; then all are on the page."""
    if figures.total > ROWS_AT_MOST:
        return {"months": figures.months}
    return {"timeline": plan_table.timeline_rows(actions)}


def _address_with(request):
    """The address of this list, narrowed by one more thing: every total leads to its rows."""
    asked = {key: value for key, value in request.GET.dict().items() if key != "page" and value}
    return lambda name, value: f"{request.path}?{urlencode({**asked, name: value})}"
