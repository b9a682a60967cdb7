"""Committees of an organisation: the list, one of them, its members."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import Organisation
from accounts.permissions import require
from inspections.views.hidden import hidden_ones_ask_to_sign_in
from scrutiny import permissions
from scrutiny.forms.committees import CommitteeForm, MembersForm
from scrutiny.models import Committee, ForwardPlanItem, FrozenPaper, Meeting
from scrutiny.models.meetings import learn_closures
from scrutiny.views.found import found_committee, found_organisation, own_committee

FORM = ["GET", "HEAD", "POST"]
PAGE = 25


@require_safe
@hidden_ones_ask_to_sign_in
def committees(request, slug):
    organisation = found_organisation(request, slug)
    found = Committee.objects.visible_to(request.user).filter(organisation=organisation)
    return render(
        request,
        "scrutiny/committees.html",
        {
            "organisation": organisation,
            "page": Paginator(found, PAGE).get_page(request.GET.get("page")),
            "may_arrange": permissions.may_arrange(request.user, organisation),
        },
    )


@require_safe
@hidden_ones_ask_to_sign_in
def committee(request, slug, committee):
    found, on = found_committee(request, slug, committee), timezone.localdate()
    organisation, user = found.organisation, request.user
    meetings = Meeting.objects.visible_to(user).filter(committee=found)
    meetings = meetings.select_related("committee__organisation")
    papers = FrozenPaper.objects.visible_to(user).filter(paper__meeting__committee=found)
    papers = papers.defer("document").select_related("paper__meeting", "paper__inspection").newest_first()
    plan = ForwardPlanItem.objects.visible_to(user).filter(committee=found)
    return render(
        request,
        "scrutiny/committee.html",
        {
            "committee": found,
            "organisation": organisation,
            "on": on,
            "seats": found.sitting_members() if permissions.may_know_members(user, organisation) else None,
            "seat_count": found.count_members(),
            "to_come": learn_closures(meetings.to_come(on)),
            "page": Paginator(meetings.past(on), PAGE).get_page(request.GET.get("page")),
            "papers": papers[:PAGE],
            "plan": plan.select_related("meeting__committee__organisation", "inspection__organisation"),
            "may_arrange": permissions.may_arrange(user, organisation),
            "sees_drafts": permissions.may_see_drafts(user, organisation),
        },
    )


@require_http_methods(FORM)
@login_required
def add_committee(request, slug):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(permissions.may_arrange(request.user, organisation))
    form = CommitteeForm(request.POST if request.method == "POST" else None, organisation=organisation)
    if form.is_valid():
        added = form.save()
        messages.success(request, f"{added} was added. Say now who its members are.")
        return redirect("committee-members", slug, added.slug)
    return render(request, "scrutiny/edit_committee.html", {"organisation": organisation, "form": form})


@require_http_methods(FORM)
@login_required
def edit_committee(request, slug, committee):
    found = own_committee(request, slug, committee)
    name = found.name
    form = CommitteeForm(
        request.POST if request.method == "POST" else None, instance=found, organisation=found.organisation
    )
    if form.is_valid():
        form.save()
        messages.success(request, "The committee was saved.")
        return redirect(found)
    context = {"organisation": found.organisation, "committee": found, "name": name, "form": form}
    return render(request, "scrutiny/edit_committee.html", context)


@require_http_methods(FORM)
@login_required
def committee_members(request, slug, committee):
    found = own_committee(request, slug, committee)
    form = MembersForm(request.POST if request.method == "POST" else None, committee=found)
    if form.is_valid():
        found.seat(form.cleaned_data["members"], form.cleaned_data["chair"])
        messages.success(request, "The members were saved.")
        return redirect(found)
    return render(
        request,
        "scrutiny/committee_members.html",
        {"organisation": found.organisation, "committee": found, "form": form},
    )
