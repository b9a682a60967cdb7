"""What was changed about an inspection since it was loaded, and its file as it was received."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts.serializers.history import HistorySerializer
from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.history import history
from accounts.viewsets.rendering import AnyFile
from accounts.viewsets.schema import PAGES
from accounts.viewsets.writing import require
from inspections import change_history, permissions
from inspections.models import Inspection


def _found(request, pk):
    seen = Inspection.objects.visible_to(request.user).select_related("organisation")
    return get_object_or_404(seen, pk=pk)


class InspectionHistoryView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="What changed in an inspection",
        operation_id="inspections_history",
        responses=HistorySerializer,
        parameters=PAGES,
        tags=["inspections"],
    )
    def get(self, request, pk):
        """About its details, judgements, areas, bodies and clocks, the newest first. For its leads."""
        found = _found(request, pk)
        require(permissions.may_edit(request.user, found))
        return history(request, change_history, found)


class InspectionFileView(APIView):
    permission_classes = [IsAuthenticated]
    renderer_classes = [AnyFile]

    @extend_schema(
        summary="The report of an inspection as it was received",
        operation_id="inspections_file",
        responses={(200, "*/*"): OpenApiTypes.BINARY},
        tags=["inspections"],
    )
    def get(self, request, pk):
        """Its bytes, always as a download. For people of the organisation."""
        asking.refuse_parameters(request)
        found = _found(request, pk)
        require(permissions.may_read_inside(request.user, found.organisation))
        source = found.opened_source()
        if source is None:
            raise Http404
        file, name = source
        answer = FileResponse(
            file, as_attachment=True, filename=name, content_type="application/octet-stream"
        )
        # Somebody else made this file: it must never run as a page of ours.
        answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
        answer["Cache-Control"] = "private, no-store"
        return answer
