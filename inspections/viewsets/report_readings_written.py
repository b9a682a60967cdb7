"""Loading a report, mending what was read, and making the inspection of it: for leads, as on their pages."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.parsers import MultiPartParser
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation
from accounts.serializers.rows import NothingBody
from accounts.tasks import nudge
from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import Problem
from accounts.viewsets.write_schema import may_refuse
from accounts.viewsets.writing import body_of, require
from accounts.viewsets.written import added, described, removal, told
from inspections import permissions, report_import
from inspections.forms import Review
from inspections.models import ReportReading
from inspections.report_reading import limits
from inspections.serializers.report_readings import (
    BasedOnBody,
    DraftReadingBody,
    EditionDifferencesSerializer,
    ReportUploadBody,
)
from inspections.viewsets.areas import API as AREA
from inspections.viewsets.inspections import INSPECTION, INSPECTIONS
from inspections.viewsets.report_readings import JOB, REPORT_READINGS, WHOLE_REPORT_READING

SOMEBODY_ELSE = "Somebody else changed this draft meanwhile. Read it again, then send yours with its number."
NOT_READ = "The file has not been read yet. Ask at the address of its job until that is done."
SAVED = "This has been saved already."
A_LATER_EDITION = (
    "This is a later edition of an inspection that is here already. Look at its differences and take it "
    "over, or set edition_of to null."
)
NO_EDITION = "Say in edition_of of which inspection this is a later edition; otherwise save it."


def _organisation(request, pk):
    found = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
    require(permissions.may_load(request.user, found))
    return found


def _found(request, pk):
    readings = ReportReading.objects.visible_to(request.user)
    return get_object_or_404(readings.select_related("organisation", "job", "inspection"), pk=pk)


def _to_check(request, pk):
    """One that has been read and not been saved."""
    reading = _found(request, pk)
    if reading.inspection or reading.saved_at:
        raise _saved(SAVED, reading.inspection)
    if not reading.is_read:
        raise Problem(422, NOT_READ, kind="not-now")
    return reading


def _saved(sentence, inspection):
    more = {"inspection": INSPECTION.of(inspection.pk)} if inspection else {}
    return Problem(409, sentence, kind="saved-already", **more)


class LoadReportView(APIView):
    parser_classes = [MultiPartParser]

    @described(
        "Load a report", ReportUploadBody, "organisations_load_report", WHOLE_REPORT_READING, status=202
    )
    @once
    def post(self, request, pk):
        """`Location` is the job that reads it. The very file of an inspection that is here already is 409."""
        organisation = _organisation(request, pk)
        file = body_of(ReportUploadBody, request).validated_data["file"]
        if file.size > limits.BYTES:
            most = f"A report may have at most {limits.BYTES // 1024**2} MB."
            raise Problem(413, most, errors={"file": most})
        try:
            reading = report_import.receive(organisation, file, file.name, request.user, timezone.now())
        except report_import.AlreadyHere as already:
            raise _saved(str(already), already.inspection) from None
        answer = told(WHOLE_REPORT_READING, request, reading.pk, 202)
        answer["Location"] = JOB.of(reading.job_id) if reading.job_id else answer.data["url"]
        if not reading.is_read:
            nudge(reading.job)
        return answer


class EnterInspectionView(APIView):
    @described(
        "Begin to enter an inspection by hand", NothingBody, "organisations_enter_inspection",
        WHOLE_REPORT_READING, status=201,
    )  # fmt: skip
    @once
    def post(self, request, pk):
        """An empty draft, for a report that can't be read or was never a file."""
        organisation = _organisation(request, pk)
        body_of(NothingBody, request)
        reading = report_import.start_by_hand(organisation, request.user, timezone.now())
        return added(WHOLE_REPORT_READING, request, reading.pk)


class ChangeReadingView(APIView):
    @described("Mend a reading", DraftReadingBody, "report-readings_change", WHOLE_REPORT_READING)
    @once
    def post(self, request, pk):
        """Keeps the draft; nothing is made of it until it is saved."""
        reading = _to_check(request, pk)
        body = body_of(DraftReadingBody, request, organisation=reading.organisation)
        if not reading.keep_draft(body.draft_from(reading.draft), body.validated_data["based_on"]):
            raise Problem(409, SOMEBODY_ELSE, kind="changed-since", draft_number=reading.draft_number)
        return told(WHOLE_REPORT_READING, request, pk)


def _checked(request, reading):
    """The draft that the caller has seen, as the page checks it; refused with what is wrong with it."""
    based_on = body_of(BasedOnBody, request).validated_data["based_on"]
    if based_on != reading.draft_number:
        raise Problem(409, SOMEBODY_ELSE, kind="changed-since", draft_number=reading.draft_number)
    return _content(reading)


def _content(reading):
    review = Review.kept(reading.organisation, reading.draft)
    if not review.is_valid():
        errors = dict(_errors(review, reading.draft))
        raise Problem(422, "Something in the draft has to be mended first.", kind="not-now", errors=errors)
    return review.content()


def _errors(review, draft):
    """(name of the field as the body has it, sentences)."""
    kept = [place for place, row in enumerate(draft["areas"]) if not row["dropped"]]
    parts = [("details", review.details)]
    parts += [(f"judgements.{place}", form) for place, form in enumerate(review.judgements)]
    parts += [(f"areas.{place}", form) for place, form in zip(kept, review.areas, strict=True)]
    for before, form in parts:
        for name, sentences in form.errors.items():
            yield f"{before}.{name}", [str(sentence) for sentence in sentences]


class SaveReadingView(APIView):
    @described("Make the inspection of a reading", BasedOnBody, "report-readings_save", INSPECTIONS, 201)
    @once
    def post(self, request, pk):
        """All of it is there then, or nothing. It is published in a step of its own."""
        reading = _to_check(request, pk)
        content = _checked(request, reading)
        if content["details"].get("edition_of"):
            raise Problem(422, A_LATER_EDITION, kind="later-edition")
        try:
            inspection = report_import.save_reading(reading, content, request.user, timezone.now())
        except report_import.CannotSave as reason:
            raise _saved(str(reason), reason.inspection) from None
        return added(INSPECTIONS, request, inspection.pk)


class DifferencesView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="What a later edition changes",
        operation_id="report-readings_differences",
        responses={200: EditionDifferencesSerializer} | may_refuse(409, 422),
        tags=["report-readings"],
    )
    def get(self, request, pk):
        """Area by area, in the order of the later edition; what is gone comes last. Nothing is changed."""
        reading = _to_check(request, pk)
        asking.refuse_parameters(request)
        content = _content(reading)
        inspection = _edition_of(content)
        found = report_import.area_differences(inspection, content["areas"])
        told_of = {
            "inspection": INSPECTION.of(inspection.pk),
            "draft_number": reading.draft_number,
            "differences": [_difference(each) for each in found],
        }
        return Response(told_of)


class TakeOverView(APIView):
    @described("Take a later edition over", BasedOnBody, "report-readings_take_over", INSPECTIONS)
    @once
    def post(self, request, pk):
        """As its differences say. The words of areas to which actions answer stay as they are."""
        reading = _to_check(request, pk)
        content = _checked(request, reading)
        inspection = _edition_of(content)
        try:
            report_import.apply_edition(reading, content, inspection, timezone.now())
        except report_import.CannotSave as reason:
            raise _saved(str(reason), reason.inspection) from None
        return told(INSPECTIONS, request, inspection.pk)


def _edition_of(content):
    inspection = content["details"].get("edition_of")
    if not inspection:
        raise Problem(422, NO_EDITION, kind="not-now")
    return inspection


def _difference(each):
    area = each.area
    return {
        "kind": each.kind,
        "area": {"id": area.pk, "number": area.number, "url": AREA.of(area.pk), "words": area.words}
        if area
        else None,
        "words": each.row["words"] if each.row else None,
        "refused": each.refused,
        "details": [{"what": what, "before": before, "now": now} for what, before, now in each.details],
    }


class DiscardReadingView(APIView):
    @removal("Throw a reading away", "report-readings_remove", REPORT_READINGS.name)
    def delete(self, request, pk):
        """With its file. Nothing was added by it."""
        reading = _found(request, pk)
        if reading.saved_at:
            raise _saved(SAVED, reading.inspection)
        report_import.discard(reading)
        return Response(status=204)
