"""Adding and changing measures, recording readings and putting them right."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets.addresses import absolute
from accounts.viewsets.idempotency import once
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, refusals, require
from actions import permissions
from actions.models import Measure, Reading
from actions.serializers.measures_written import (
    ChangedMeasureBody,
    MeasureBody,
    ReadingBody,
    ReadingCorrectionBody,
    WrittenSerializer,
)
from actions.viewsets.refused import told_to
from actions.viewsets.verbs import found_action
from inspections.models import Area

RIGHTS_ASK = ("area__inspection__organisation", "action__owner", "action__area__inspection")


def described(summary, body, operation, status=201):
    return extend_schema(
        summary=summary,
        operation_id=operation,
        request=body,
        responses={status: WrittenSerializer},
        parameters=[KEY],
        tags=["measures"],
    )


def written(pk, measure, status=201):
    return Response({"id": pk, "page": absolute(reverse("measure", args=[measure.pk]))}, status=status)


def _found(user, pk):
    measures = Measure.objects.visible_to(user).select_related(*RIGHTS_ASK)
    return get_object_or_404(measures.prefetch_related("action__contributors"), pk=pk)


def _save(measure, request, body):
    if not permissions.may_look_after_measures(request.user, measure.area.inspection.organisation_id):
        raise PermissionDenied("Only the improvement lead may do this.")
    for name, value in body_of(body, request).validated_data.items():
        setattr(measure, name, value)
    with refusals():
        measure.full_clean()
        measure.save()
    return measure


class AddToAreaView(APIView):
    @described("Add a measure to an area", MeasureBody, "areas_add_measure")
    @once
    def post(self, request, pk):
        """A figure that should move, for the area and all of its actions."""
        areas = Area.objects.visible_to(request.user).select_related("inspection")
        measure = _save(Measure(area=get_object_or_404(areas, pk=pk)), request, MeasureBody)
        return written(measure.pk, measure)


class AddToActionView(APIView):
    @described("Add a measure to an action", MeasureBody, "actions_add_measure")
    @once
    def post(self, request, pk):
        """A figure that should move, for one action alone."""
        action = found_action(request.user, pk)
        measure = _save(Measure(area=action.area, action=action), request, MeasureBody)
        return written(measure.pk, measure)


class ChangeMeasureView(APIView):
    @described("Change a measure", ChangedMeasureBody, "measures_change", status=200)
    @once
    def post(self, request, pk):
        """What is left out stays as it is. The history keeps what it was before."""
        measure = _save(_found(request.user, pk), request, ChangedMeasureBody)
        return written(measure.pk, measure, status=200)


class RecordReadingView(APIView):
    @described("Record a reading", ReadingBody, "measures_record_reading")
    @once
    def post(self, request, pk):
        """One figure for one day. A day has one reading; correct that one if it is wrong."""
        measure = _found(request.user, pk)
        require(permissions.may_record_reading(request.user, measure))
        told = body_of(ReadingBody, request).validated_data
        with told_to(request.user):
            reading = measure.record_reading(request.user, timezone.now(), **told)
        return written(reading.pk, measure)


class CorrectReadingView(APIView):
    @described("Correct a reading", ReadingCorrectionBody, "readings_correct")
    @once
    def post(self, request, pk):
        """A new row in the place of this one, which stays on record."""
        reading = get_object_or_404(Reading.objects.visible_to(request.user), pk=pk)
        measure = _found(request.user, reading.measure_id)
        require(permissions.may_record_reading(request.user, measure))
        told = body_of(ReadingCorrectionBody, request).validated_data
        with told_to(request.user):
            better = measure.correct_reading(request.user, timezone.now(), reading, **told)
        return written(better.pk, measure)
