"""A council's own tracker on its way into a plan, in three steps: the file, its columns, its application."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import filters
from accounts.permissions import may_give_work
from accounts.tasks import nudge
from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.addresses import Address
from accounts.viewsets.idempotency import once
from accounts.viewsets.jobs import API as JOB
from accounts.viewsets.problems import Problem, refused_fields
from accounts.viewsets.resources import Resource
from accounts.viewsets.write_schema import KEY, may_refuse
from accounts.viewsets.writing import body_of, require
from accounts.viewsets.written import added, described, told
from actions import plan_import
from actions.forms.spreadsheets import ColumnsForm
from actions.models import PlanImport
from actions.plan_columns import INCOMING
from actions.serializers import plan_imports as bodies
from actions.spreadsheets import NotRead
from actions.spreadsheets.reading import LARGEST
from inspections.filters.resources import OfInspections, inspection_filter, organisation_filter
from inspections.models import Inspection
from inspections.viewsets import naming

API, PAGE = Address("api-plan-import", 987654321), Address("plan-import", "some-organisation", 987654321)
AS_THEY_ARE = ("id", "name", "headings", "made_at", "applied_at")
APPLIED = "This file has been applied already. Nothing was done twice."


class PlanImportsAsked(OfInspections, filters.StrictFilterSet):
    organisation = organisation_filter()
    inspection = inspection_filter()


def tell(found, asked):
    return [
        {
            "url": API.of(row.id),
            "page": PAGE.of(row.organisation_slug, row.id),
            "organisation": row.organisation_slug,
            "inspection": naming.inspection_of(row),
            **{name: getattr(row, name) for name in AS_THEY_ARE},
            "columns": {name: row.columns.get(name) for name in INCOMING},
        }
        for row in found
    ]


PLAN_IMPORTS = Resource(
    name="plan-imports",
    one="plan import",
    words="Spreadsheets on their way into a plan, for leads. They are kept for a month.",
    rows=lambda asked: PlanImport.objects.visible_to(asked.user),
    tell=tell,
    columns={name: name for name in (*AS_THEY_ARE, "columns")} | naming.columns("inspection__"),
    serializer=bodies.PlanImportSerializer,
    filters=PlanImportsAsked,
    orderings={"id": ("pk",), "made_at": ("made_at",)},
)


class ImportPlanView(APIView):
    parser_classes = [MultiPartParser]

    @described("Bring a spreadsheet in", bodies.PlanUploadBody, "inspections_import_plan", PLAN_IMPORTS, 201)
    @once
    def post(self, request, pk):
        """Keeps its cells, with a guess at which column is which. Nothing is changed yet."""
        inspections = Inspection.objects.of(request.user).select_related("organisation")
        inspection = get_object_or_404(inspections, pk=pk)
        require(may_give_work(request.user, inspection.organisation))
        file = body_of(bodies.PlanUploadBody, request).validated_data["file"]
        if file.size > LARGEST:
            most = f"A spreadsheet may have at most {LARGEST // 1024**2} MB."
            raise Problem(413, most, errors={"file": most})
        try:
            found = plan_import.receive(inspection, request.user, timezone.now(), file)
        except NotRead as problem:
            raise refused_fields({"file": str(problem)}) from None
        return added(PLAN_IMPORTS, request, found.pk)


def _found(request, pk):
    imports = PlanImport.objects.visible_to(request.user)
    return get_object_or_404(imports.select_related("inspection__organisation"), pk=pk)


class MatchView(APIView):
    @described("Say which column is which", bodies.MatchBody, "plan-imports_match", PLAN_IMPORTS)
    @once
    def post(self, request, pk):
        """Takes the place of the guess, or of what was said before."""
        found = _found(request, pk)
        columns = body_of(bodies.MatchBody, request).validated_data["columns"]
        form = ColumnsForm(
            {name: str(place) for name, place in columns.items() if place is not None}, plan_import=found
        )
        if not form.is_valid():
            raise refused_fields(
                {
                    "columns" if name == "__all__" else f"columns.{name}": [str(each) for each in sentences]
                    for name, sentences in form.errors.items()
                }
            )
        _must_be_waiting(found)
        found.match(form.columns())
        return told(PLAN_IMPORTS, request, pk)


def _must_be_waiting(found):
    if found.applied_at is not None:
        raise Problem(409, APPLIED, kind="applied-already")


class PreviewView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="What a spreadsheet would do",
        operation_id="plan-imports_preview",
        responses={200: bodies.PlanPreviewSerializer} | may_refuse(409),
        tags=["plan-imports"],
    )
    def get(self, request, pk):
        """Line by line, with what is refused and why. It was tried by the very rules, and taken back."""
        found = _found(request, pk)
        asking.refuse_parameters(request)
        _must_be_waiting(found)
        lines, _ = plan_import.try_out(found, request.user, timezone.now())
        return Response(_previewed(lines, done=False))


class ApplyView(APIView):
    @extend_schema(
        summary="Do what a spreadsheet asks for",
        operation_id="plan-imports_apply",
        request=bodies.SeenBody,
        responses={200: bodies.PlanPreviewSerializer, 202: bodies.PlanPreviewSerializer},
        parameters=[KEY],
        tags=["plan-imports"],
    )
    @once
    def post(self, request, pk):
        """Just what its preview says, or nothing. More than 200 changes are made by a job: then 202."""
        found = _found(request, pk)
        seen = body_of(bodies.SeenBody, request).validated_data["seen"]
        try:
            lines, job = plan_import.begin(found, request.user, timezone.now(), seen)
        except plan_import.AppliedAlready:
            raise Problem(409, APPLIED, kind="applied-already") from None
        except plan_import.Changed as change:
            raise Problem(
                409, str(change), kind="changed-since", seen=plan_import.mark_of(change.lines)
            ) from None
        except plan_import.NothingToDo as nothing:
            raise Problem(422, str(nothing), kind="not-now") from None
        if job is None:
            return Response(_previewed(lines, done=True))
        nudge(job)
        address = JOB.of(job.pk)
        return Response(_previewed(lines, done=False, job=address), 202, headers={"Location": address})


def _previewed(lines, *, done, job=None):
    return {
        "done": done,
        "seen": plan_import.mark_of(lines),
        "job": job,
        "lines": [
            {
                "number": line.number,
                "state": line.state,
                "reference": line.reference,
                "title": line.title,
                "changes": [
                    {"what": what, "before": str(before), "now": str(now)}
                    for what, before, now in line.changes
                ],
                "refused": line.refused,
            }
            for line in lines
        ],
    }
