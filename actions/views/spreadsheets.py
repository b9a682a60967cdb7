"""A plan as a spreadsheet: downloaded, or brought in by three steps (choose, match columns, apply)."""

from collections import Counter

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation
from accounts.permissions import may_give_work, require
from accounts.tasks import nudge
from actions import plan_export, plan_import
from actions.forms.spreadsheets import ColumnsForm, SpreadsheetForm
from actions.models import Action, PlanImport
from actions.plan_columns import INCOMING
from actions.spreadsheets import NotRead
from actions.spreadsheets.writing import CONTENT_TYPES
from inspections.models import Inspection

FORM = ["GET", "HEAD", "POST"]
PAGE = 100


@require_safe
@login_required
def download_organisation_plan(request, slug, kind):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    return _download(request, Action.objects.visible_to(request.user).of(organisation), slug, kind)


@require_safe
@login_required
def download_inspection_plan(request, slug, inspection_slug, kind):
    inspection = _inspection(request, slug, inspection_slug)
    actions = Action.objects.visible_to(request.user).filter(area__inspection=inspection)
    return _download(request, actions, f"{slug}-{inspection.slug}", kind)


def _download(request, actions, name, kind):
    today = timezone.localdate()
    content = plan_export.export(actions, request.user, today, kind)
    answer = HttpResponse(content, content_type=CONTENT_TYPES[kind])
    answer["Content-Disposition"] = f'attachment; filename="plan-{name}-{today.isoformat()}.{kind}"'
    answer["Cache-Control"] = "private, no-store"
    return answer


@require_http_methods(FORM)
@login_required
def import_plan(request, slug, inspection_slug):
    inspection = _inspection(request, slug, inspection_slug)
    require(may_give_work(request.user, inspection.organisation))
    form = SpreadsheetForm(request.POST, request.FILES) if request.method == "POST" else SpreadsheetForm()
    if form.is_valid():
        file = form.cleaned_data["spreadsheet"]
        try:
            received = plan_import.receive(inspection, request.user, timezone.now(), file)
        except NotRead as problem:
            form.add_error("spreadsheet", str(problem))
        else:
            return redirect("plan-import-columns", slug, received.pk)
    return render(
        request,
        "actions/spreadsheet_choose.html",
        {"inspection": inspection, "organisation": inspection.organisation, "form": form},
    )


@require_http_methods(FORM)
@login_required
def plan_import_columns(request, slug, pk):
    found = _plan_import(request, slug, pk)
    form = ColumnsForm(request.POST if request.method == "POST" else None, plan_import=found)
    if form.is_valid():
        found.match(form.columns())
        return redirect("plan-import", slug, found.pk)
    return render(
        request,
        "actions/spreadsheet_columns.html",
        {
            "import": found,
            "inspection": found.inspection,
            "form": form,
            "headings": found.headings,
            "examples": found.rows[:3],
        },
    )


@require_http_methods(FORM)
@login_required
def one_plan_import(request, slug, pk):
    """The preview; and by POST, with the mark of what was seen, its application."""
    found = _plan_import(request, slug, pk)
    if found.applied_at is not None:
        messages.info(request, f"“{found}” has been applied. Choose a file to bring in another.")
        return redirect("inspection-plan", slug, found.inspection.slug)
    if request.method == "POST":
        begun = _begun(request, found)
        if begun is not None:
            return begun
    lines, mark = plan_import.try_out(found, request.user, timezone.now())
    counts = Counter(line.state for line in lines)
    changes = counts["new"] + counts["changed"]
    page = Paginator(_asked_for(lines, request.GET.get("only")), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "actions/spreadsheet_preview.html",
        {
            "import": found,
            "inspection": found.inspection,
            "organisation": found.inspection.organisation,
            "page": page,
            "rows": list(page.object_list),
            "total": len(lines),
            "counts": dict(counts),
            "changes": changes,
            "mark": mark,
            "only": request.GET.get("only", ""),
            "matched": [
                (INCOMING[name].heading, found.headings[place]) for name, place in found.columns.items()
            ],
        },
    )


def _begun(request, found):
    """Where to go on; None if what would happen has to be looked at again."""
    try:
        lines, job = plan_import.begin(found, request.user, timezone.now(), request.POST.get("seen"))
    except plan_import.AppliedAlready:
        messages.info(request, "This has been applied already. Nothing was done twice.")
    except plan_import.Changed as change:
        messages.error(request, f"{change} Look again at what would happen.")
        return None
    except plan_import.NothingToDo:
        return None
    else:
        if job is not None:
            nudge(job)
            return redirect(job)
        done = Counter(line.state for line in lines)
        messages.success(request, f"{done['new']} new, {done['changed']} changed.")
    return redirect("inspection-plan", found.inspection.organisation.slug, found.inspection.slug)


def _asked_for(lines, only):
    return [line for line in lines if line.state == only] if only else lines


def _inspection(request, slug, inspection_slug):
    inspections = Inspection.objects.of(request.user).select_related("organisation")
    return get_object_or_404(inspections, organisation__slug=slug, slug=inspection_slug)


def _plan_import(request, slug, pk):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(may_give_work(request.user, organisation))
    imports = PlanImport.objects.visible_to(request.user).select_related("inspection__organisation")
    return get_object_or_404(imports, inspection__organisation=organisation, pk=pk)
