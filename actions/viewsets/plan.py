"""A whole plan as a workbook, with its ledger on a second sheet: the file that the pages give."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts.viewsets import asked as asking
from accounts.viewsets.rendering import AnyFile
from actions import plan_export
from actions.models import Action
from actions.spreadsheets.writing import CONTENT_TYPES
from inspections.models import Inspection


class PlanView(APIView):
    renderer_classes = [AnyFile]

    @extend_schema(
        responses={(200, CONTENT_TYPES["xlsx"]): OpenApiTypes.BINARY},
        summary="The plan of an inspection as Excel",
        operation_id="inspections_plan",
    )
    def get(self, request, pk):
        """Its actions as you may see them, and on a second sheet every row of the ledger."""
        asking.refuse_parameters(request)
        inspections = Inspection.objects.visible_to(request.user).select_related("organisation")
        inspection = get_object_or_404(inspections, pk=pk)
        actions = Action.objects.visible_to(request.user).filter(area__inspection=inspection)
        today = timezone.localdate()
        name = f"{inspection.organisation.slug}-{inspection.slug}-{today.isoformat()}.xlsx"
        content = plan_export.export(actions, request.user, today, "xlsx")
        answer = HttpResponse(content, content_type=CONTENT_TYPES["xlsx"])
        answer["Content-Disposition"] = f'attachment; filename="{name}"'
        return answer
