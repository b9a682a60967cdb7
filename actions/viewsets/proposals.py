"""A whole plan proposed from what the inspectors said, and opened as a lead has made it."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import may_give_work
from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.idempotency import once
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, require
from actions import plan
from actions.serializers.proposals import OpenedPlanSerializer, OpenPlanBody, ProposedPlanSerializer
from actions.viewsets.actions import API
from actions.viewsets.refused import told_to
from inspections.models import Inspection


def _found(request, pk):
    inspections = Inspection.objects.of(request.user).select_related("organisation")
    found = get_object_or_404(inspections, pk=pk)
    require(may_give_work(request.user, found.organisation_id))
    return found


class ProposedPlanView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="A plan proposed from what the inspectors said",
        operation_id="inspections_proposed_plan",
        responses=ProposedPlanSerializer,
        tags=["actions"],
    )
    def get(self, request, pk):
        """One action for each area that has none, due when the inspectors expect it. For leads."""
        asking.refuse_parameters(request)
        proposals = [
            {
                "area": each.area.pk,
                "number": each.area.number,
                "title": each.title,
                "good_looks_like": each.good_looks_like,
                "due_on": each.due_on,
            }
            for each in plan.propose(_found(request, pk))
        ]
        return Response({"actions": proposals})


class OpenPlanView(APIView):
    @extend_schema(
        summary="Open a whole plan",
        operation_id="inspections_open_plan",
        request=OpenPlanBody,
        responses={200: OpenedPlanSerializer},
        parameters=[KEY],
        tags=["actions"],
    )
    @once
    def post(self, request, pk):
        """All or nothing. An area that has an action by now is passed over: asked twice, it adds nothing."""
        inspection = _found(request, pk)
        wanted = body_of(OpenPlanBody, request, inspection=inspection).validated_data["actions"]
        proposals = [plan.Proposal(**({"owner": None, "due_on": None} | each)) for each in wanted]
        with told_to(request.user):
            opened = plan.open_plan(inspection, request.user, timezone.now(), proposals)
        told = [{"id": each.pk, "reference": each.reference, "url": API.of(each.pk)} for each in opened]
        return Response({"opened": told})
