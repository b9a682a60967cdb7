"""Frozen papers, with the files made of them."""

from dataclasses import replace

import orjson
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.http import http_date
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets import asked as asking
from accounts.viewsets.addresses import Address
from accounts.viewsets.rendering import AnyFile
from accounts.viewsets.resources import Resource
from inspections.viewsets import naming
from scrutiny import freezing
from scrutiny import paper as papers
from scrutiny.filters import PapersAsked
from scrutiny.models import FrozenFile, FrozenPaper, Paper, PaperNotice
from scrutiny.serializers.papers import PaperChangesSerializer, PaperSerializer, WholePaperSerializer

PAPER, PAGE = Address("api-paper", 987654321), Address("paper", 987654321)
MEETING = Address("api-meeting", 987654321)
FILE = Address("api-paper-file", 987654321, "some-file.docx")
AS_THEY_ARE = ("as_at", "known_at", "frozen_at", "sha256")
TO_MEETING = "paper__meeting__"
COLUMNS = (
    {name: name for name in ("pk", *AS_THEY_ARE, "manifest")}
    | {"id": "paper_id", "title": "paper__title", "previous": "previous__paper_id"}
    | {f"meeting_{name}": f"{TO_MEETING}{name}" for name in ("id", "held_on", "place")}
    | {f"committee_{name}": f"{TO_MEETING}committee__{name}" for name in ("id", "slug", "name")}
    | naming.columns("paper__inspection__")
)


def tell(found, asked):
    keys = [row.pk for row in found]
    notices, files = _notices(keys, asked), _files(keys, asked)
    return [_told(row, notices.get(row.pk, []), files.get(row.pk, [])) for row in found]


def tell_whole(found, asked):
    return [
        told | {"document": orjson.loads(row.document)}
        for told, row in zip(tell(found, asked), found, strict=True)
    ]


def _told(row, notices, files):
    return {
        "id": row.id,
        "url": PAPER.of(row.id),
        "page": PAGE.of(row.id),
        "title": row.title,
        "organisation": naming.organisation_of(row),
        "inspection": naming.inspection_of(row),
        "committee": {"id": row.committee_id, "slug": row.committee_slug, "name": row.committee_name},
        "meeting": {
            "id": row.meeting_id,
            "url": MEETING.of(row.meeting_id),
            "held_on": row.meeting_held_on,
            "place": row.meeting_place,
        },
        **{name: getattr(row, name) for name in AS_THEY_ARE},
        "previous": row.previous,
        "notices": notices,
        "files": [
            {"name": name, "content_type": kind, "sha256": sha256, "url": FILE.of(row.id, name)}
            for name, kind, sha256 in files
            if row.manifest.get(name) == sha256
        ],
    }


def _notices(keys, asked):
    found = {}
    rows = PaperNotice.objects.visible_to(asked.user).filter(frozen__in=keys).order_by("noted_at", "pk")
    for frozen, noted_at, words in rows.values_list("frozen_id", "noted_at", "words"):
        found.setdefault(frozen, []).append({"noted_at": noted_at, "words": words})
    return found


def _files(keys, asked):
    found = {}
    rows = FrozenFile.objects.visible_to(asked.user).filter(frozen__in=keys).exclude(name=freezing.BODY)
    for frozen, *file in rows.order_by("name").values_list("frozen_id", "name", "content_type", "sha256"):
        found.setdefault(frozen, []).append(file)
    return found


PAPERS = Resource(
    name="papers",
    one="paper",
    words="Papers as they were put before committees: frozen, checksummed and never altered.",
    rows=lambda asked: FrozenPaper.objects.visible_to(asked.user),
    tell=tell,
    columns=COLUMNS,
    serializer=PaperSerializer,
    filters=PapersAsked,
    orderings={"id": ("paper_id",), "as_at": ("as_at",), "frozen_at": ("frozen_at",)},
    key="paper_id",
)
WHOLE_PAPER = replace(
    PAPERS,
    words="With the whole document, as its canonical JSON has it.",
    tell=tell_whole,
    columns=COLUMNS | {"document": "document"},
    serializer=WholePaperSerializer,
)


class PaperChanges(APIView):
    @extend_schema(
        summary="What changed since a paper was frozen",
        operation_id="papers_changes",
        responses=PaperChangesSerializer,
        tags=["papers"],
    )
    def get(self, request, pk):
        """What its readers do not know yet: its position beside that of today, in public words."""
        asking.refuse_parameters(request)
        seen = FrozenPaper.objects.visible_to(request.user).select_related("paper__inspection__organisation")
        frozen = get_object_or_404(seen, paper__in=Paper.objects.visible_to(request.user).filter(pk=pk))
        now = timezone.now()
        on = timezone.localdate(now)
        return Response({"paper": pk, "on": on, "changes": papers.changes_since(frozen, on, now)})


class PaperFile(APIView):
    renderer_classes = [AnyFile]

    @extend_schema(
        responses={(200, "application/json"): OpenApiTypes.OBJECT, (200, "*/*"): OpenApiTypes.BINARY},
        summary="A file of a frozen paper",
        operation_id="papers_file",
    )
    def get(self, request, pk, name):
        """Byte for byte as it was made when the paper was frozen."""
        asking.refuse_parameters(request)
        papers_found = Paper.objects.visible_to(request.user).filter(pk=pk)
        files = FrozenFile.objects.visible_to(request.user).filter(frozen__paper__in=papers_found)
        found = get_object_or_404(files.select_related("frozen").exclude(name=freezing.BODY), name=name)
        if found.frozen.manifest.get(found.name) != found.sha256:
            raise Http404
        answer = HttpResponse(bytes(found.content), content_type=found.content_type)
        answer["Content-Disposition"] = f'attachment; filename="{found.name}"'
        answer["ETag"] = f'"{found.sha256}"'
        answer["Last-Modified"] = http_date(found.frozen.frozen_at.timestamp())
        return answer
