"""One meeting: when and where, what is put before it, and what is asked for by when."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from inspections.models import Inspection
from inspections.views.hidden import hidden_ones_ask_to_sign_in
from scrutiny import permissions
from scrutiny.forms.meetings import MeetingForm
from scrutiny.models import ForwardPlanItem, Paper
from scrutiny.views.found import found_meeting, own_committee, own_meeting

FORM = ["GET", "HEAD", "POST"]


@require_safe
@hidden_ones_ask_to_sign_in
def meeting(request, slug, committee, pk):
    found, on = found_meeting(request, slug, committee, pk), timezone.localdate()
    organisation, user = found.committee.organisation, request.user
    papers = Paper.objects.visible_to(user).filter(meeting=found).select_related("frozen", "inspection")
    plan = ForwardPlanItem.objects.visible_to(user).filter(meeting=found)
    may_arrange = permissions.may_arrange(user, organisation)
    unpapered = Inspection.objects.visible_to(user).filter(organisation=organisation)
    return render(
        request,
        "scrutiny/meeting.html",
        {
            "meeting": found,
            "committee": found.committee,
            "organisation": organisation,
            "on": on,
            "papers": papers,
            "plan": plan.select_related("inspection__organisation"),
            "may_arrange": may_arrange,
            "may_recommend": permissions.may_recommend(user, organisation),
            "may_add_paper": may_arrange and unpapered.exclude(papers__meeting=found).exists(),
            "sees_drafts": permissions.may_see_drafts(user, organisation),
            "is_late": found.papers_are_late(on) and any(not paper.is_frozen for paper in papers),
        },
    )


@require_http_methods(FORM)
@login_required
def add_meeting(request, slug, committee):
    found = own_committee(request, slug, committee)
    form = MeetingForm(request.POST if request.method == "POST" else None, committee=found)
    if form.is_valid():
        added = form.save()
        messages.success(request, "The meeting was added.")
        return redirect(added)
    return render(
        request,
        "scrutiny/edit_meeting.html",
        {"organisation": found.organisation, "committee": found, "form": form},
    )


@require_http_methods(FORM)
@login_required
def edit_meeting(request, slug, committee, pk):
    found = own_meeting(request, slug, committee, pk)
    words = found.papers_day.words
    form = MeetingForm(
        request.POST if request.method == "POST" else None, instance=found, committee=found.committee
    )
    if form.is_valid():
        form.save()
        messages.success(request, "The meeting was saved.")
        return redirect(found)
    return render(
        request,
        "scrutiny/edit_meeting.html",
        {
            "organisation": found.committee.organisation,
            "committee": found.committee,
            "meeting": found,
            "papers_words": words,
            "form": form,
        },
    )
