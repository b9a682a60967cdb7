"""Evidence: what stands behind the rows whose words one may read, and its files."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.addresses import Address
from accounts.viewsets.problems import Problem
from accounts.viewsets.rendering import AnyFile
from accounts.viewsets.resources import Resource
from actions import evidence_store, permissions
from actions.evidence_kinds import BY_NAME
from actions.filters import EvidenceAsked
from actions.models import Evidence
from actions.refusals import NotAllowed
from actions.serializers.updates import EvidenceSerializer

SAMPLE = "00000000-0000-4000-8000-000987654321"
API, FILE = Address("api-evidence-item", SAMPLE), Address("api-evidence-file", SAMPLE)
ACTION = Address("api-action", 987654321)
TO_ACTION = "update__action__"
COLUMNS = {name: name for name in ("id", "title", "url", "name", "sha256", "update_id", "file_id")} | {
    "size": "file__size",
    "entered_at": "update__entered_at",
    "action_id": "update__action_id",
    "action_number": f"{TO_ACTION}number",
    "area_number": f"{TO_ACTION}area__number",
    "organisation_id": f"{TO_ACTION}area__inspection__organisation_id",
    "organisation_slug": f"{TO_ACTION}area__inspection__organisation__slug",
}
RELATED = ("file", "update__action__area__inspection", "update__action__owner")


def rows(asked):
    seen = Evidence.objects.visible_to(asked.user)
    if asked.as_at:
        seen = seen.filter(update__happened_on__lte=asked.as_at)
    return seen.filter(update__entered_at__lte=asked.known_at) if asked.known_at else seen


def tell(found, asked):
    parts = permissions.actions_with_a_part(asked.user, {row.action_id for row in found})
    return [_told(row, asked.user, parts) for row in found]


def _told(row, user, parts):
    is_file = row.file_id is not None
    is_open = permissions.may_read_names(user, row.organisation_id) or row.action_id in parts
    return {
        "id": row.id,
        "url": API.of(row.id),
        "action": {
            "id": row.action_id,
            "reference": f"{row.area_number}.{row.action_number}",
            "url": ACTION.of(row.action_id),
        },
        "organisation": row.organisation_slug,
        "update": row.update_id,
        "kind": "file" if is_file else "link",
        "title": row.title,
        "link": None if is_file else row.url,
        "name": row.name if is_file else None,
        "size": row.size,
        "sha256": row.sha256,
        "entered_at": row.entered_at,
        "download": FILE.of(row.id) if is_file and is_open else None,
    }


EVIDENCE = Resource(
    name="evidence",
    one="piece of evidence",
    words="Files and links behind rows of the ledger, by title. Files are for people with a role or a part.",
    rows=rows,
    tell=tell,
    columns=COLUMNS,
    serializer=EvidenceSerializer,
    filters=EvidenceAsked,
    orderings={"id": ("pk",), "entered_at": ("entered_at",)},
    has_past=True,
)


class EvidenceFile(APIView):
    permission_classes = [IsAuthenticated]
    renderer_classes = [AnyFile]

    @extend_schema(
        responses={(200, "*/*"): OpenApiTypes.BINARY},
        summary="A file of evidence",
        operation_id="evidence_file",
    )
    def get(self, request, pk):
        """Its bytes, always as a download."""
        asking.refuse_parameters(request)
        seen = Evidence.objects.visible_to(request.user).select_related(*RELATED)
        found = get_object_or_404(seen, pk=pk)
        try:
            content = evidence_store.opened_for(request.user, found)
        except NotAllowed as refusal:
            raise Problem(403, str(refusal)) from None
        if content is None:
            raise Http404
        kind = BY_NAME[found.file.kind].content_type
        answer = FileResponse(content, as_attachment=True, filename=found.name, content_type=kind)
        answer["Content-Security-Policy"] = "sandbox; default-src 'none'"
        answer["Cache-Control"] = "private, no-store"
        return answer
