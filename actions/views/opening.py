"""Opening actions: one for an area, or a whole plan proposed from what the inspectors said."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.permissions import may_give_work, require
from actions import plan
from actions.forms.details import OpenForm
from actions.forms.plan import PlanForms
from actions.models import Action
from inspections.models import Area, Inspection

FORM = ["GET", "HEAD", "POST"]


@require_http_methods(FORM)
@login_required
def open_action(request, slug, inspection_slug, number):
    areas = Area.objects.of(request.user).select_related("inspection__organisation")
    area = get_object_or_404(
        areas, inspection__organisation__slug=slug, inspection__slug=inspection_slug, number=number
    )
    require(may_give_work(request.user, area.inspection.organisation_id))
    starts = {
        "title": plan.title_of(area.words),
        "good_looks_like": plan.good_looks_like(area.words),
        "due_on": area.expected_by,
        "visibility": "public",
    }
    form = OpenForm(request.POST if request.method == "POST" else None, area=area, initial=starts)
    if form.is_valid() and (opened := _open(request, form, area)):
        messages.success(request, f"Action {opened.reference} was opened.")
        return redirect(opened)
    return render(request, "actions/open_action.html", {"area": area, "form": form})


def _open(request, form, area):
    try:
        return Action.open(area, request.user, timezone.now(), **form.what())
    except ValidationError as refusal:
        known = {name: words for name, words in refusal.message_dict.items() if name in form.fields}
        form.add_error(None, ValidationError(known) if known else refusal.messages)
        return None


@require_http_methods(FORM)
@login_required
def open_plan(request, slug, inspection_slug):
    inspections = Inspection.objects.of(request.user).select_related("organisation")
    inspection = get_object_or_404(inspections, organisation__slug=slug, slug=inspection_slug)
    require(may_give_work(request.user, inspection.organisation_id))
    is_sent = request.method == "POST"
    forms = PlanForms(inspection, plan.propose(inspection), request.POST if is_sent else None)
    problems = []
    if is_sent:
        problems = list(forms.problems())
        if forms.is_valid() and not problems:
            return _open_plan(request, inspection, forms)
    return render(
        request,
        "actions/open_plan.html",
        {
            "inspection": inspection,
            "organisation": inspection.organisation,
            "forms": forms,
            "problems": problems,
        },
    )


def _open_plan(request, inspection, forms):
    proposals = [plan.Proposal(*wanted) for wanted in forms.wanted()]
    opened = plan.open_plan(inspection, request.user, timezone.now(), proposals)
    if opened:
        messages.success(request, f"{len(opened)} action{'' if len(opened) == 1 else 's'} opened.")
    else:
        messages.info(request, "No area was ticked, so no action was opened.")
    return redirect(inspection)
