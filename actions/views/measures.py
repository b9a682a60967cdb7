"""A measure of an action or its area: what is counted, its readings, and putting one right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import require
from actions import permissions
from actions.forms.measures import MeasureForm, ReadingCorrectionForm, ReadingForm
from actions.forms.progress import measures_of
from actions.models import Reading
from actions.refusals import Refused
from actions.views.action import found_action
from actions.views.figures import shown
from actions.views.offered import address_of
from inspections.views.hidden import hidden_ones_ask_to_sign_in

FORM = ["GET", "HEAD", "POST"]


def _found(request, slug, inspection_slug, reference, pk):
    action = found_action(request, slug, inspection_slug, reference)
    return action, get_object_or_404(measures_of(request.user, action), pk=pk)


@require_safe
@hidden_ones_ask_to_sign_in
def measure(request, slug, inspection_slug, reference, pk):
    action, found = _found(request, slug, inspection_slug, reference, pk)
    rows = Reading.objects.visible_to(request.user).filter(measure=found)
    on = timezone.localdate()
    standing = list(rows.standing())
    return render(
        request,
        "actions/measure.html",
        {
            "action": action,
            "shown": shown(found, standing, request.user, action, on),
            "on": on,
            # Figures that are hidden from the public must not come back in the list of corrections.
            "readings": list(rows.select_related("correction").order_by("-taken_on", "-pk"))
            if permissions.may_read_names(request.user, action)
            else [],
            "standing": {reading.pk for reading in standing},
            "may_record": permissions.may_record_reading(request.user, found),
            "may_change": permissions.may_look_after_measures(request.user, action.organisation_id),
        },
    )


@require_http_methods(FORM)
@login_required
def add_measure(request, slug, inspection_slug, reference):
    action = found_action(request, slug, inspection_slug, reference)
    return _edit(request, action, None)


@require_http_methods(FORM)
@login_required
def edit_measure(request, slug, inspection_slug, reference, pk):
    action, found = _found(request, slug, inspection_slug, reference, pk)
    return _edit(request, action, found)


def _edit(request, action, found):
    require(permissions.may_look_after_measures(request.user, action.organisation_id))
    form = MeasureForm(
        request.POST if request.method == "POST" else None, instance=found, area=action.area, action=action
    )
    if form.is_valid():
        saved = form.save()
        messages.success(request, "The measure was saved.")
        return redirect("measure", *address_of(action), saved.pk)
    return render(request, "actions/edit_measure.html", {"action": action, "measure": found, "form": form})


@require_http_methods(FORM)
@login_required
def record_reading(request, slug, inspection_slug, reference, pk):
    action, found = _found(request, slug, inspection_slug, reference, pk)
    require(permissions.may_record_reading(request.user, found))
    starts = {"taken_on": timezone.localdate()}
    form = ReadingForm(request.POST if request.method == "POST" else None, measure=found, initial=starts)

    def record(values):
        found.record_reading(request.user, timezone.now(), values["taken_on"], values["value"], values["note"])

    return _reading(request, action, found, form, record, {"title": "Record a reading"})


@require_http_methods(FORM)
@login_required
def correct_reading(request, slug, inspection_slug, reference, pk, reading_pk):
    action, found = _found(request, slug, inspection_slug, reference, pk)
    require(permissions.may_record_reading(request.user, found))
    readings = Reading.objects.visible_to(request.user).filter(measure=found)
    reading = get_object_or_404(readings, pk=reading_pk)
    starts = {"value": reading.value}
    form = ReadingCorrectionForm(
        request.POST if request.method == "POST" else None, measure=found, initial=starts
    )

    def record(values):
        found.correct_reading(request.user, timezone.now(), reading, values["value"], values["note"])

    return _reading(
        request, action, found, form, record, {"title": "Correct a reading", "reading": reading}
    )


def _reading(request, action, found, form, record, context):
    if form.is_valid() and _recorded(form, record):
        messages.success(request, "The reading was recorded.")
        return redirect("measure", *address_of(action), found.pk)
    return render(
        request, "actions/reading.html", context | {"action": action, "measure": found, "form": form}
    )


def _recorded(form, record):
    try:
        record(form.cleaned_data)
    except (ValidationError, Refused) as refusal:
        form.take_refusal(refusal)
        return False
    return True
