"""Checking a reading against the report; taking over a later edition. What was typed is always kept."""

from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.models import Organisation
from accounts.permissions import require
from inspections import drafts, permissions, report_import, review_pages
from inspections.forms import Review
from inspections.models import ReportReading

SOMEBODY_ELSE = (
    "Somebody else changed this review meanwhile. Theirs is kept; what you typed is still below. "
    "Press again to put yours in its place."
)
MENDED = {
    "split": drafts.split_area,
    "join": drafts.join_area,
    "drop": drafts.drop_area,
    "put-back": drafts.put_back_area,
    "drop-judgement": drafts.drop_judgement,
    "add-after": drafts.add_area,
}


def _reading(request, slug, pk):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(permissions.may_load(request.user, organisation))
    readings = ReportReading.objects.visible_to(request.user).filter(organisation=organisation)
    reading = get_object_or_404(readings.select_related("job", "inspection"), pk=pk)
    # One object for the organisation, so that addresses made from the reading ask nothing more.
    reading.organisation = organisation
    if reading.inspection:
        reading.inspection.organisation = organisation
    return reading


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def review_reading(request, slug, pk):
    reading = _reading(request, slug, pk)
    if reading.inspection:
        return redirect(reading.inspection)
    if not reading.is_read:
        return redirect(reading.job or "load-report", *([] if reading.job else [slug]))
    if request.method == "POST":
        return _keep(request, reading)
    return _show(request, reading, Review(reading.organisation, reading.draft))


def _keep(request, reading):
    review = Review.sent(reading.organisation, request.POST, reading.draft)
    deed, _, key = request.POST.get("do", "save").partition(":")
    problem, aim = "", ""
    try:
        aim = _mend(review.draft, deed, key)
    except drafts.CannotMend as reason:
        problem, aim = str(reason), key
    if not reading.keep_draft(review.draft, _number(request.POST.get("draft_number", ""))):
        reading.refresh_from_db(fields=["draft_number", "saved_at", "inspection"])
        if reading.inspection:
            return redirect(reading.inspection)
        return _show(request, reading, review, problem=SOMEBODY_ELSE, status=409)
    if deed == "save":
        return _save(request, reading, review)
    if problem:
        messages.error(request, problem)
    elif deed == "keep":
        messages.success(request, "The draft is kept. You can go on later.")
    return redirect(f"{reading.get_absolute_url()}{f'#{aim}' if aim else ''}")


def _number(sent):
    """Of the draft that the page was made from; one that is no number is nobody's."""
    return int(sent) if sent.isdecimal() and len(sent) < 10 else -1


def _mend(draft, deed, key):
    if deed == "add-judgement":
        return drafts.add_judgement(draft)
    if deed == "add":
        return drafts.add_area(draft)
    return MENDED[deed](draft, key) if deed in MENDED else ""


def _save(request, reading, review):
    if not review.is_valid():
        return _show(request, reading, review)
    content = review.content()
    if content["details"]["edition_of"]:
        return redirect("edition-differences", reading.organisation.slug, reading.pk)
    try:
        inspection = report_import.save_reading(reading, content, request.user, timezone.now())
    except report_import.CannotSave as reason:
        messages.info(request, str(reason))
        return redirect(reason.inspection or reading)
    number = len(content["areas"])
    messages.success(request, f"The inspection was saved with {number} area{'' if number == 1 else 's'}.")
    return redirect(inspection)


def _show(request, reading, review, problem="", status=200):
    return render(
        request,
        "inspections/review.html",
        {
            "reading": reading,
            "organisation": reading.organisation,
            "review": review,
            "problems": list(review.errors()) if review.details.is_bound and not problem else [],
            "problem": problem,
            "spreads": review_pages.spreads(reading.pages, review.areas),
            "quiet_pages": review_pages.quiet_pages(reading.pages, review.areas),
        },
        status=status,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def edition_differences(request, slug, pk):
    reading = _reading(request, slug, pk)
    if reading.inspection:
        return redirect(reading.inspection)
    review = Review.kept(reading.organisation, reading.draft) if reading.draft else None
    if review is None or not review.is_valid():
        return redirect(f"{reading.get_absolute_url()}?{urlencode({'check': 'yes'})}")
    content = review.content()
    inspection = content["details"]["edition_of"]
    if not inspection:
        return redirect(reading)
    if request.method == "POST":
        return _take_over(request, reading, content, inspection)
    found = report_import.area_differences(inspection, content["areas"])
    return render(
        request,
        "inspections/edition_differences.html",
        {
            "reading": reading,
            "organisation": reading.organisation,
            "inspection": inspection,
            "differences": [each for each in found if each.kind != "same"],
            "same": sum(each.kind == "same" for each in found),
            "refused": sum(each.refused for each in found),
        },
    )


def _take_over(request, reading, content, inspection):
    try:
        found = report_import.apply_edition(reading, content, inspection, timezone.now())
    except report_import.CannotSave as reason:
        messages.info(request, str(reason))
        return redirect(reason.inspection or reading)
    refused = sum(each.refused for each in found)
    if refused:
        messages.info(
            request, f"The later edition was taken over, but for {refused} changes that were refused."
        )
    else:
        messages.success(request, "The later edition was taken over.")
    return redirect(inspection)
