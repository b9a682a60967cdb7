"""Taking a file in, and reading it as a job that may be killed and taken up again at any point."""

import hashlib
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction

from accounts import jobs
from inspections import drafts
from inspections.models import Inspection, ReportReading
from inspections.models.inspections import file_place
from inspections.report_import.editions import likely_edition_of
from inspections.report_reading import UnreadableReport, read_report

KIND = "inspections.read_report"
NOT_KEPT = (
    "The file was not kept: it could not be read, or somebody threw it away. Upload it again, or another one."
)
CUT_SHORT = "The file did not arrive whole. Upload it again."


class AlreadyHere(Exception):
    """This very file is an inspection already."""

    def __init__(self, inspection):
        super().__init__(f"This very file has been loaded already, as “{inspection}”. Nothing was added.")
        self.inspection = inspection


def receive(organisation, file, name, by, at):
    """Keeps a file and asks for it to be read. The same file twice, even at once, is one reading."""
    sha256 = _sha256(file)
    saved = Inspection.objects.filter(organisation=organisation, source_sha256=sha256).first()
    if saved is not None:
        raise AlreadyHere(saved)
    place = _keep(file, file_place(organisation.pk, sha256))
    try:
        with transaction.atomic():
            reading = ReportReading.objects.create(
                organisation=organisation,
                file=place,
                file_name=name[:255],
                sha256=sha256,
                made_by=by,
                made_at=at,
            )
            reading.job = jobs.ask_for(
                KIND,
                title=f"Reading {name}"[:200],
                at=at,
                organisation=organisation,
                requested_by=by,
                reading=reading.pk,
            )
            reading.save(update_fields=["job"])
    except IntegrityError:
        return ReportReading.objects.unsaved().get(organisation=organisation, sha256=sha256)
    return reading


def start_by_hand(organisation, by, at):
    """An empty review, for a report that can't be read or was never a file."""
    return ReportReading.objects.create(
        organisation=organisation, draft=drafts.empty_draft(), made_by=by, made_at=at
    )


@jobs.does(KIND)
def read_received(job, progress):
    reading = ReportReading.objects.select_related("organisation").filter(pk=job.input["reading"]).first()
    if reading is None:
        raise jobs.CannotFinish(NOT_KEPT)
    if reading.is_read:
        return {"areas": len(reading.read["areas"])}, reading.get_absolute_url()
    progress("Fetching the file", 5)
    with TemporaryDirectory() as folder:
        copy = Path(folder) / "report"
        try:
            _fetch(reading, copy)
            progress("Reading the report", 20)
            report = read_report(copy)
        except UnreadableReport as reason:
            discard(reading)
            raise jobs.CannotFinish(str(reason)) from None
    progress("Making the review", 90)
    note_read(reading, report)
    return {"areas": len(report.areas)}, reading.get_absolute_url()


def note_read(reading, report):
    """Writes the reading down, unless a person has begun to work on it."""
    read = drafts.storable(report.as_dict())
    read["doubts"] = _doubts_about_place(reading.organisation, report) + read["doubts"]
    draft = drafts.storable(drafts.draft_of(report))
    edition_of = likely_edition_of(reading.organisation, draft)
    draft["details"]["edition_of"] = str(edition_of.pk) if edition_of else ""
    ReportReading.objects.filter(pk=reading.pk, draft_number=0).update(
        read=read, pages=drafts.storable(list(report.pages)), page_count=report.page_count, draft=draft
    )
    reading.refresh_from_db()


def discard(reading):
    """Takes back a reading that came to nothing, and its file unless something else stands on it."""
    place = reading.file.name
    ReportReading.objects.filter(pk=reading.pk).delete()
    others = ReportReading.objects.filter(file=place).exists() or Inspection.objects.filter(source_file=place)
    if place and not others:
        default_storage.delete(place)


def _doubts_about_place(organisation, report):
    if not report.authority or report.authority.casefold() in organisation.name.casefold():
        return []
    what = f"The report is about {report.authority}, and you are loading it for {organisation}."
    return [{"what": what, "where": "first page"}]


def _sha256(file):
    digest = hashlib.sha256()
    file.seek(0)
    for chunk in iter(lambda: file.read(1 << 20), b""):
        digest.update(chunk)
    file.seek(0)
    return digest.hexdigest()


def _keep(file, place):
    """A file of another size under this checksum was cut short by a crash: it is written anew."""
    size = file.seek(0, 2)
    file.seek(0)
    if default_storage.exists(place) and default_storage.size(place) != size:
        default_storage.delete(place)
    return place if default_storage.exists(place) else default_storage.save(place, file)


def _fetch(reading, copy):
    try:
        with reading.file.open("rb") as source, copy.open("wb") as target:
            for chunk in source.chunks():
                target.write(chunk)
    except FileNotFoundError:
        raise UnreadableReport(CUT_SHORT) from None
    with copy.open("rb") as whole:
        if _sha256(whole) != reading.sha256:
            raise UnreadableReport(CUT_SHORT)
