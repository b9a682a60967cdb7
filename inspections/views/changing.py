"""What a lead changes on an inspection that is there. The areas' words are the inspector's and stay."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import require
from inspections import change_history, drafts, permissions, report_import
from inspections.forms import ClockForm, InspectionForm, JudgementsForms
from inspections.models import Inspection, InspectionClock
from inspections.views.inspections import found_inspection

PAGE = 50


def _own(request, slug, inspection_slug):
    inspections = Inspection.objects.of(request.user).select_related("organisation")
    found = get_object_or_404(inspections, organisation__slug=slug, slug=inspection_slug)
    require(permissions.may_edit(request.user, found))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_inspection(request, slug, inspection_slug):
    found = _own(request, slug, inspection_slug)
    initial = {name: getattr(found, name) for name in InspectionForm.base_fields}
    form = InspectionForm(request.POST if request.method == "POST" else None, initial=initial)
    if form.is_valid():
        found.amend(**form.cleaned_data)
        messages.success(request, "The details were saved.")
        return redirect(found)
    return render(request, "inspections/edit_inspection.html", {"inspection": found, "form": form})


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_judgements(request, slug, inspection_slug):
    found = _own(request, slug, inspection_slug)
    entry, on = found.framework_entry, found.fieldwork_from
    if request.method == "POST":
        lines = JudgementsForms.sent(request.POST, entry, on)
        rows = {"judgements": lines.rows()}
        deed, _, key = request.POST.get("do", "save").partition(":")
        if deed == "save" and lines.is_valid():
            report_import.write_judgements(found, lines.content())
            messages.success(request, "The judgements were saved.")
            return redirect(found)
        if deed != "save":
            lines = _mended(request, rows, deed, key, entry, on)
    else:
        lines = JudgementsForms(
            [
                {
                    "key": f"j{line.position}",
                    "section": line.section,
                    "name": line.name,
                    "grade": line.grade or "",
                }
                for line in found.judgements.all()
            ],
            entry,
            on,
        )
    return render(
        request,
        "inspections/edit_judgements.html",
        {"inspection": found, "judgements": lines, "problems": list(lines.errors())},
    )


def _mended(request, rows, deed, key, entry, on):
    """A line more or less; nothing is saved until Save is pressed."""
    try:
        if deed == "add-judgement":
            drafts.add_judgement(rows)
        elif deed == "drop-judgement":
            drafts.drop_judgement(rows, key)
    except drafts.CannotMend as reason:
        messages.error(request, str(reason))
    return JudgementsForms(rows["judgements"], entry, on)


@require_POST
@login_required
def publish_inspection(request, slug, inspection_slug):
    found = _own(request, slug, inspection_slug)
    require(permissions.may_publish(request.user, found))
    found.publish()
    if found.organisation.has_public_site:
        messages.success(request, "The inspection is published. Everybody can read it now.")
    else:
        messages.info(
            request,
            f"The inspection is marked as published, but {found.organisation} has no public pages. "
            "Everybody can read it once they are switched on in the organisation's settings.",
        )
    return redirect(found)


@require_POST
@login_required
def withdraw_inspection(request, slug, inspection_slug):
    found = _own(request, slug, inspection_slug)
    require(permissions.may_publish(request.user, found))
    found.withdraw()
    messages.success(request, "The inspection is withdrawn. Only people of your organisation can read it.")
    return redirect(found)


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edit_clock(request, slug, inspection_slug, clock):
    found = _own(request, slug, inspection_slug)
    clocks = InspectionClock.objects.visible_to(request.user).filter(inspection=found)
    running = get_object_or_404(clocks, clock=clock)
    on = timezone.localdate()
    form = ClockForm(
        request.POST if request.method == "POST" else None,
        initial={"met_on": running.met_on},
        clock=running,
        on=on,
    )
    if form.is_valid():
        running.record_met(form.cleaned_data["met_on"])
        messages.success(request, "The clock was saved.")
        return redirect(found)
    return render(
        request,
        "inspections/edit_clock.html",
        {"inspection": found, "clock": running, "standing": running.standing(on), "form": form},
    )


@require_safe
@login_required
def inspection_history(request, slug, inspection_slug):
    found = found_inspection(request, slug, inspection_slug)
    require(permissions.may_edit(request.user, found))
    page = Paginator(change_history.entries(found), PAGE).get_page(request.GET.get("page"))
    return render(
        request,
        "inspections/history.html",
        {"inspection": found, "page": page, "changes": change_history.described(page.object_list)},
    )
