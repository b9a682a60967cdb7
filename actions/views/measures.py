"""A measure: what is counted, its readings, and putting one right."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_safe

from accounts.permissions import require
from actions import permissions
from actions.forms.measures import MeasureForm, ReadingCorrectionForm, ReadingForm
from actions.forms.progress import RIGHTS_ASK
from actions.models import Action, Measure, Reading
from actions.refusals import Refused
from actions.views.action import found_action
from actions.views.figures import shown
from inspections.views.hidden import hidden_ones_ask_to_sign_in

FORM = ["GET", "HEAD", "POST"]


def _found(request, pk):
    measures = Measure.objects.visible_to(request.user).select_related(*RIGHTS_ASK)
    return get_object_or_404(measures.prefetch_related("action__contributors"), pk=pk)


@require_safe
@hidden_ones_ask_to_sign_in
def measure(request, pk):
    found, user = _found(request, pk), request.user
    rows = Reading.objects.visible_to(user).filter(measure=found)
    standing = list(rows.standing())
    on = timezone.localdate()
    organisation_id = found.area.inspection.organisation_id
    return render(
        request,
        "actions/measure.html",
        {
            "measure": found,
            "shown": shown(found, standing, user, on),
            "on": on,
            "actions": Action.objects.visible_to(user)
            .filter(area=found.area)
            .select_related("area__inspection__organisation")
            if found.action is None
            else [found.action],
            # Figures that are hidden from the public must not come back in the list of corrections.
            "readings": list(rows.select_related("correction").order_by("-taken_on", "-pk"))
            if permissions.may_read_names(user, organisation_id)
            else [],
            "standing": {reading.pk for reading in standing},
            "may_record": permissions.may_record_reading(user, found),
            "may_change": permissions.may_look_after_measures(user, organisation_id),
        },
    )


@require_http_methods(FORM)
@login_required
def add_measure(request, slug, inspection_slug, reference):
    action = found_action(request, slug, inspection_slug, reference)
    return _edit(request, action.area, action, None)


@require_http_methods(FORM)
@login_required
def edit_measure(request, pk):
    found = _found(request, pk)
    return _edit(request, found.area, found.action, found)


def _edit(request, area, action, found):
    require(permissions.may_look_after_measures(request.user, area.inspection.organisation_id))
    form = MeasureForm(
        request.POST if request.method == "POST" else None, instance=found, area=area, action=action
    )
    if form.is_valid():
        saved = form.save()
        messages.success(request, "The measure was saved.")
        return redirect("measure", saved.pk)
    name = Measure.objects.visible_to(request.user).filter(pk=found.pk).get().name if found else ""
    return render(
        request,
        "actions/edit_measure.html",
        {"area": area, "action": action, "measure": found, "name": name, "form": form},
    )


@require_http_methods(FORM)
@login_required
def record_reading(request, pk):
    found = _found(request, pk)
    require(permissions.may_record_reading(request.user, found))
    starts = {"taken_on": timezone.localdate()}
    form = ReadingForm(request.POST if request.method == "POST" else None, measure=found, initial=starts)

    def record(values):
        found.record_reading(request.user, timezone.now(), **values)

    return _reading(request, found, form, record, {"title": "Record a reading"})


@require_http_methods(FORM)
@login_required
def correct_reading(request, pk, reading_pk):
    found = _found(request, pk)
    require(permissions.may_record_reading(request.user, found))
    readings = Reading.objects.visible_to(request.user).filter(measure=found)
    reading = get_object_or_404(readings, pk=reading_pk)
    form = ReadingCorrectionForm(
        request.POST if request.method == "POST" else None, measure=found, initial={"value": reading.value}
    )

    def record(values):
        found.correct_reading(request.user, timezone.now(), reading, **values)

    return _reading(request, found, form, record, {"title": "Correct a reading", "reading": reading})


def _reading(request, found, form, record, context):
    if form.is_valid() and _recorded(form, record):
        messages.success(request, "The reading was recorded.")
        return redirect("measure", found.pk)
    return render(request, "actions/reading.html", context | {"measure": found, "form": form})


def _recorded(form, record):
    try:
        record(form.cleaned_data)
    except (ValidationError, Refused) as refusal:
        form.take_refusal(refusal)
        return False
    return True
