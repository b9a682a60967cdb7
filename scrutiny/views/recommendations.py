"""What a committee recommended, and what the executive answered."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import require
from actions.refusals import Refused
from inspections.frameworks.local import SCRUTINY
from inspections.models import Area
from inspections.views.hidden import hidden_ones_ask_to_sign_in
from scrutiny import permissions
from scrutiny.forms.recommendations import NewRecommendationForm, RecommendationForm, ResponseForm
from scrutiny.models import Recommendations, Response
from scrutiny.views.found import found_organisation, own_meeting

PAGE = 50
FORM = ["GET", "HEAD", "POST"]


@require_safe
@hidden_ones_ask_to_sign_in
def recommendations(request, slug):
    organisation = found_organisation(request, slug)
    rows = _recommended(request).filter(inspection__organisation=organisation)
    unanswered = request.GET.get("show") == "unanswered"
    shown = rows.filter(response=None) if unanswered else rows
    shown = shown.order_by("-inspection__published_on", "-inspection__pk", "number")
    return render(
        request,
        "scrutiny/recommendations.html",
        {
            "organisation": organisation,
            "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
            "unanswered": unanswered,
            "waiting": rows.filter(response=None).count(),
            "may_recommend": permissions.may_recommend(request.user, organisation),
            "on": timezone.localdate(),
        },
    )


@require_http_methods(FORM)
@login_required
def record_recommendation(request, slug, committee, pk):
    meeting, on = own_meeting(request, slug, committee, pk), timezone.localdate()
    organisation = meeting.committee.organisation
    require(permissions.may_recommend(request.user, organisation))
    earlier = _recommended(request).filter(inspection__recommended_at__meeting=meeting).order_by("number")
    known = earlier.first()
    starts = {"received_on": known.inspection.received_on if known else meeting.held_on}
    form = NewRecommendationForm(
        request.POST if request.method == "POST" else None, meeting=meeting, on=on, initial=starts
    )
    if form.is_valid() and (area := _record(meeting, form)):
        messages.success(request, f"Recommendation {area.number} was recorded.")
        return redirect(request.path)
    return render(
        request,
        "scrutiny/record_recommendation.html",
        {
            "organisation": organisation,
            "meeting": meeting,
            "earlier": earlier,
            "inspection": known and known.inspection,
            "form": form,
            "on": on,
        },
    )


def _record(meeting, form):
    values = form.cleaned_data
    try:
        return Recommendations.record(
            meeting,
            values["recommendation"],
            values["received_on"],
            section=values["section"],
            timescale=values["timescale"],
        )
    except ValidationError as refusal:
        form.add_error("recommendation", refusal.messages)
        return None


@require_http_methods(FORM)
@login_required
def mend_recommendation(request, slug, pk):
    area = _own(request, slug, pk)
    starts = {"recommendation": area.words, "section": area.section, "timescale": area.timescale}
    form = RecommendationForm(request.POST if request.method == "POST" else None, initial=starts)
    if form.is_valid():
        values = form.cleaned_data
        try:
            Recommendations.mend(
                area, values["recommendation"], section=values["section"], timescale=values["timescale"]
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        except ValidationError as refusal:
            form.add_error("recommendation", refusal.messages)
        else:
            messages.success(request, "The recommendation was mended. Its history keeps what it said before.")
            return redirect(area)
    return render(
        request,
        "scrutiny/mend_recommendation.html",
        {"organisation": area.inspection.organisation, "area": area, "form": form},
    )


@require_http_methods(FORM)
@login_required
def respond(request, slug, pk):
    area = _own(request, slug, pk)
    given = Response.objects.visible_to(request.user).filter(area=area).first()
    starts = {"based_on": given.version if given else 0, "answered_on": timezone.localdate()}
    if given:
        starts |= {"answer": given.answer, "words": given.words, "answered_on": given.answered_on}
    form = ResponseForm(request.POST if request.method == "POST" else None, initial=starts)
    if form.is_valid() and _respond(request, area, form):
        messages.success(request, "The executive's answer was saved.")
        return redirect("recommendations", slug)
    return render(
        request,
        "scrutiny/respond.html",
        {"organisation": area.inspection.organisation, "area": area, "response": given, "form": form},
    )


def _respond(request, area, form):
    values = form.cleaned_data
    told = values["answer"], values["words"], values["answered_on"]
    try:
        return Response.give(area, request.user, timezone.now(), *told, based_on=values["based_on"])
    except ValidationError as refusal:
        for name, errors in refusal.error_dict.items():
            form.add_error(name, errors)
    except Refused as refusal:
        form.add_error(None, str(refusal))
    return None


def _recommended(request):
    areas = Area.objects.visible_to(request.user).filter(inspection__framework=SCRUTINY.key)
    related = "inspection__organisation", "inspection__recommended_at__meeting__committee", "response"
    return areas.select_related(*related).prefetch_related("inspection__clocks")


def _own(request, slug, pk):
    areas = Area.objects.of(request.user).filter(inspection__framework=SCRUTINY.key)
    areas = areas.select_related("inspection__organisation")
    area = get_object_or_404(areas, inspection__organisation__slug=slug, pk=pk)
    require(permissions.may_recommend(request.user, area.inspection.organisation))
    return area
