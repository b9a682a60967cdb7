"""What a lead changes on an inspection that is there. The areas' words are the inspector's and stay."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts.viewsets.asked import Asked
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import refused_fields
from accounts.viewsets.resources import one_told
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, refusals, require
from accounts.working_days import UNKNOWN_YEAR, is_known
from inspections import permissions, report_import
from inspections.models import Area, Inspection, InspectionClock
from inspections.serializers.changing import (
    AreaDetailsBody,
    DetailsBody,
    JudgementsBody,
    MetBody,
    NothingToSaySerializer,
)
from inspections.viewsets.areas import AREAS
from inspections.viewsets.inspections import CLOCKS, INSPECTIONS

DAYS = ("fieldwork_from", "fieldwork_to", "published_on", "received_on", "met_on")


def _described(summary, body, operation, resource):
    return extend_schema(
        summary=summary,
        operation_id=operation,
        request=body,
        responses={200: resource.serializer},
        parameters=[KEY],
        tags=["inspections"],
    )


def _told(resource, request, pk):
    at = timezone.now()
    return one_told(resource, Asked(request.user, at, timezone.localdate(at)), pk)


def _own(request, pk):
    """Of the caller's own organisations: nobody changes what others have published."""
    inspections = Inspection.objects.visible_to(request.user).select_related("organisation")
    found = get_object_or_404(inspections, pk=pk)
    require(permissions.may_edit(request.user, found))
    return found


def _must_be_known(told):
    wrong = {name: UNKNOWN_YEAR for name in DAYS if told.get(name) and not is_known(told[name])}
    if wrong:
        raise refused_fields(wrong)


class ChangeInspectionView(APIView):
    @_described("Change an inspection", DetailsBody, "inspections_change", INSPECTIONS)
    @once
    def post(self, request, pk):
        """What is left out stays as it is. Expected days and clocks follow."""
        found = _own(request, pk)
        told = body_of(DetailsBody, request).validated_data
        _must_be_known(told)
        with refusals():
            for name, value in told.items():
                setattr(found, name, value)
            found.clean()
            found.amend(**told)
        return _told(INSPECTIONS, request, pk)


class SetJudgementsView(APIView):
    @_described("Say what was judged", JudgementsBody, "inspections_set_judgements", INSPECTIONS)
    @once
    def post(self, request, pk):
        """All lines in their order: they take the place of those there are. History keeps what was before."""
        found = _own(request, pk)
        rows = body_of(JudgementsBody, request).validated_data["judgements"]
        with refusals():
            report_import.write_judgements(found, [{"section": "", "grade": ""} | row for row in rows])
        return _told(INSPECTIONS, request, pk)


class PublishView(APIView):
    @_described("Publish an inspection", NothingToSaySerializer, "inspections_publish", INSPECTIONS)
    @once
    def post(self, request, pk):
        """Everybody can read it then, where the organisation has public pages."""
        found = _own(request, pk)
        require(permissions.may_publish(request.user, found))
        body_of(NothingToSaySerializer, request)
        found.publish()
        return _told(INSPECTIONS, request, pk)


class WithdrawView(APIView):
    @_described("Withdraw an inspection", NothingToSaySerializer, "inspections_withdraw", INSPECTIONS)
    @once
    def post(self, request, pk):
        """Only people of the organisation can read it then."""
        found = _own(request, pk)
        require(permissions.may_publish(request.user, found))
        body_of(NothingToSaySerializer, request)
        found.withdraw()
        return _told(INSPECTIONS, request, pk)


class ChangeAreaView(APIView):
    @_described("Change an area's details", AreaDetailsBody, "areas_change", AREAS)
    @once
    def post(self, request, pk):
        """Its theme, and which organisation each named body is. What is left out stays as it is."""
        areas = Area.objects.visible_to(request.user).select_related("inspection__organisation")
        area = get_object_or_404(areas, pk=pk)
        require(permissions.may_edit(request.user, area.inspection))
        told = body_of(AreaDetailsBody, request, area=area).validated_data
        organisations = {each["body"].pk: each["organisation"] for each in told.get("bodies", [])}
        area.amend(told.get("theme", area.theme), organisations)
        return _told(AREAS, request, pk)


class MetView(APIView):
    @_described("Record that a clock was met", MetBody, "clocks_record_met", CLOCKS)
    @once
    def post(self, request, pk):
        """The day it was done, from its first day until today."""
        clocks = InspectionClock.objects.visible_to(request.user).select_related("inspection")
        clock = get_object_or_404(clocks, pk=pk)
        require(permissions.may_edit(request.user, clock.inspection))
        met_on = body_of(MetBody, request).validated_data["met_on"]
        if met_on and (reason := clock.why_not_met(met_on, timezone.localdate())):
            raise refused_fields({"met_on": reason})
        clock.record_met(met_on)
        return _told(CLOCKS, request, pk)
