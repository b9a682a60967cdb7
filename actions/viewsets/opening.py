"""Opening an action in an area, and handing in files of evidence."""

from django.conf import settings
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.permissions import may_give_work
from accounts.tasks import nudge
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import Problem
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, require
from actions import evidence_store, permissions
from actions.models import Action, Upload
from actions.serializers.actions import ActionSerializer
from actions.serializers.opening import OpenBody, UploadBody, UploadSerializer
from actions.viewsets.actions import API
from actions.viewsets.refused import told_to
from actions.viewsets.verbs import action_told, found_action
from inspections.models import Area


class OpenView(APIView):
    @extend_schema(
        summary="Open an action",
        operation_id="areas_open_action",
        request=OpenBody,
        responses={201: ActionSerializer},
        parameters=[KEY],
        tags=["actions"],
    )
    @once
    def post(self, request, pk):
        """A lead opens an action for an area. Its reference is given and permanent."""
        areas = Area.objects.visible_to(request.user).select_related("inspection__organisation")
        area = get_object_or_404(areas, pk=pk)
        require(may_give_work(request.user, area.inspection.organisation_id))
        told = dict(body_of(OpenBody, request, area=area).validated_data)
        told["on"] = told.pop("happened_on", None)
        with told_to(request.user):
            action = Action.open(area, request.user, timezone.now(), **told)
        answer = action_told(request, action, status=201)
        answer["Location"] = API.of(action.pk)
        return answer


class UploadsView(APIView):
    parser_classes = [MultiPartParser]

    @extend_schema(
        summary="Hand in a file",
        operation_id="actions_upload",
        request=UploadBody,
        responses={201: UploadSerializer},
        parameters=[KEY],
        tags=["evidence"],
    )
    @once
    def post(self, request, pk):
        """Keeps a file until a verb names it as evidence. What nobody names is removed after 30 days."""
        user = request.user
        action = found_action(user, pk)
        require(permissions.may_upload_evidence(user, action))
        told = body_of(UploadBody, request).validated_data
        file = told["file"]
        if file.size > settings.EVIDENCE_MAX_BYTES:
            most = f"A file may have at most {settings.EVIDENCE_MAX_BYTES // 1024**2} MB."
            raise Problem(413, most, errors={"file": most})
        with told_to(user, renamed={"evidence": "file"}):
            upload = evidence_store.receive(
                action, user, timezone.now(), file.name, file, told.get("title", "")
            )
        if upload.scan_job:
            nudge(upload.scan_job)
        return Response(UploadSerializer(upload).data, status=201)


class UploadView(APIView):
    @extend_schema(
        summary="Throw away a file that was handed in",
        operation_id="uploads_remove",
        request=None,
        responses={204: None},
        tags=["evidence"],
    )
    def delete(self, request, pk):
        """One's own, while no verb has named it."""
        get_object_or_404(Upload.objects.visible_to(request.user), pk=pk).delete()
        return Response(status=204)
