"""Recording what a committee recommended and what the executive answered: for leads, as on their pages."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.views import APIView

from accounts.viewsets.idempotency import once
from accounts.viewsets.writing import body_of, require
from accounts.viewsets.written import added, described, told
from actions.viewsets.refused import told_to
from inspections.frameworks.local import SCRUTINY
from inspections.models import Area
from inspections.viewsets.areas import AREAS
from scrutiny import permissions
from scrutiny.models import Meeting, Recommendations, Response
from scrutiny.serializers.recommendations_written import (
    MendedRecommendationBody,
    NewRecommendationBody,
    ResponseBody,
)
from scrutiny.viewsets.questions import RESPONSES

RENAMED = {"words": "recommendation"}


class RecordRecommendationView(APIView):
    @described(
        "Record a recommendation", NewRecommendationBody, "meetings_record_recommendation", AREAS, status=201
    )
    @once
    def post(self, request, pk):
        """What a meeting recommended: an area, for which actions are opened like for the inspectors'."""
        meetings = Meeting.objects.of(request.user).select_related("committee__organisation")
        meeting = get_object_or_404(meetings, pk=pk)
        require(permissions.may_recommend(request.user, meeting.committee.organisation))
        context = {"meeting": meeting, "on": timezone.localdate()}
        values = body_of(NewRecommendationBody, request, **context).validated_data
        with told_to(request.user, RENAMED):
            area = Recommendations.record(
                meeting,
                values["recommendation"],
                values["received_on"],
                section=values.get("section", ""),
                timescale=values.get("timescale", ""),
            )
        return added(AREAS, request, area.pk)


def _own(request, pk):
    areas = Area.objects.of(request.user).filter(inspection__framework=SCRUTINY.key)
    area = get_object_or_404(areas.select_related("inspection__organisation"), pk=pk)
    require(permissions.may_recommend(request.user, area.inspection.organisation))
    return area


class MendRecommendationView(APIView):
    @described("Put a recommendation right", MendedRecommendationBody, "areas_mend", AREAS)
    @once
    def post(self, request, pk):
        """Until the executive or an action has answered it. What is left out stays as it is."""
        area = _own(request, pk)
        values = body_of(MendedRecommendationBody, request).validated_data
        with told_to(request.user, RENAMED):
            Recommendations.mend(
                area,
                values.get("recommendation", area.words),
                section=values.get("section", area.section),
                timescale=values.get("timescale", area.timescale),
            )
        return told(AREAS, request, pk)


class RespondView(APIView):
    @described("Record the executive's answer", ResponseBody, "areas_respond", RESPONSES)
    @once
    def post(self, request, pk):
        """To a recommendation; or a better wording, and the earlier one stays in its history."""
        area = _own(request, pk)
        values = body_of(ResponseBody, request).validated_data
        answered = values["answer"], values["words"], values["answered_on"]
        with told_to(request.user):
            given = Response.give(area, request.user, timezone.now(), *answered, based_on=values["based_on"])
        return told(RESPONSES, request, given.pk)
