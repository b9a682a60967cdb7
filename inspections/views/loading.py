"""Loading a report: the upload, an entry by hand, and what is waiting to be checked."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts.models import Organisation
from accounts.permissions import require
from accounts.tasks import nudge
from inspections import permissions, report_import
from inspections.forms import UploadForm
from inspections.models import ReportReading


def _organisation(request, slug):
    organisation = get_object_or_404(Organisation.objects.of(request.user), slug=slug)
    require(permissions.may_load(request.user, organisation))
    return organisation


@require_http_methods(["GET", "HEAD", "POST"])
@login_required
def load_report(request, slug):
    organisation = _organisation(request, slug)
    is_sent = request.method == "POST"
    form = UploadForm(request.POST, request.FILES) if is_sent else UploadForm()
    here = None
    if form.is_valid():
        file = form.cleaned_data["report"]
        try:
            reading = report_import.receive(organisation, file, file.name, request.user, timezone.now())
        except report_import.AlreadyHere as already:
            here = already.inspection
        else:
            if reading.is_read:
                messages.info(request, "This very file is being checked already. Here it is.")
                return redirect(reading)
            nudge(reading.job)
            return redirect(reading.job)
    return render(
        request,
        "inspections/load_report.html",
        {
            "organisation": organisation,
            "form": form,
            "here": here,
            "waiting": organisation.report_readings.unsaved().select_related(
                "organisation", "made_by", "job"
            ),
        },
    )


@require_POST
@login_required
def enter_inspection(request, slug):
    organisation = _organisation(request, slug)
    return redirect(report_import.start_by_hand(organisation, request.user, timezone.now()))


@require_POST
@login_required
def discard_reading(request, slug, pk):
    organisation = _organisation(request, slug)
    reading = get_object_or_404(
        ReportReading.objects.visible_to(request.user).unsaved().filter(organisation=organisation), pk=pk
    )
    report_import.discard(reading)
    messages.success(request, f"“{reading}” was thrown away. Nothing was added.")
    return redirect("organisation-inspections", organisation.slug)
