"""From the upload to the review: what is kept, what is refused, and what survives the death of a worker."""

from datetime import timedelta
from pathlib import Path
from threading import Barrier, Thread

import pytest
from django.core.files.storage import default_storage
from django.db import connections
from django.urls import reverse

from accounts import jobs
from accounts.models import Job
from accounts.models.jobs import SILENT_AFTER
from inspections import report_import
from inspections.models import Area, Inspection, ReportReading
from tests.factories import MORNING, make_member, make_organisation
from tests.inspections.report_reading import hostile
from tests.inspections.reports import (
    childrens_report,
    post_upload,
    read_upload,
    safeguarding_report,
    save_read,
    upload,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def as_lead(client, council):
    client.force_login(make_member(council, "lead"))
    return client


def stored_files(settings):
    return [path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()]


def test_an_upload_goes_to_the_page_of_its_job_and_from_there_to_the_review(as_lead, council):
    answer = post_upload(as_lead, council, safeguarding_report())
    job = Job.objects.get()
    assert answer["Location"] == job.get_absolute_url()
    assert jobs.run(job.pk, lambda: MORNING)
    reading = ReportReading.objects.get()
    assert as_lead.get(job.get_absolute_url())["Location"] == reading.get_absolute_url()
    page = as_lead.get(reading.get_absolute_url()).content.decode()
    assert f"{len(reading.draft['areas'])} areas" in page


def test_a_page_waiting_for_its_reading_leads_back_to_the_job(as_lead, council):
    post_upload(as_lead, council, safeguarding_report())
    reading = ReportReading.objects.get()
    assert as_lead.get(reading.get_absolute_url())["Location"] == reading.job.get_absolute_url()


@pytest.mark.parametrize(
    "data",
    [
        hostile.encrypted_pdf(),
        hostile.truncated_pdf(),
        hostile.scanned_pdf(),
        hostile.random_bytes(),
        hostile.spreadsheet(),
        b"Minutes of the parish council. Nothing was decided.",
    ],
    ids=["encrypted", "truncated", "scanned", "random", "spreadsheet", "no report"],
)
def test_a_file_that_cannot_be_read_gives_one_sentence_and_leaves_nothing(as_lead, council, settings, data):
    post_upload(as_lead, council, data, "../../etc/report.pdf")
    job = Job.objects.get()
    jobs.run(job.pk, lambda: MORNING)
    job.refresh_from_db()
    assert job.state == "failed"
    assert job.error.endswith(".")
    assert job.error in as_lead.get(job.get_absolute_url()).content.decode().replace("&#x27;", "'")
    assert not ReportReading.objects.exists()
    assert not Inspection.objects.exists()
    assert stored_files(settings) == []


def test_a_refused_file_is_not_offered_to_be_read_again(as_lead, council):
    post_upload(as_lead, council, hostile.random_bytes())
    job = Job.objects.get()
    jobs.run(job.pk, lambda: MORNING)
    page = as_lead.get(job.get_absolute_url()).content.decode()
    assert "can be read" in page
    assert "Try again" not in page


@pytest.mark.parametrize(
    ("data", "sentence"), [(b"", "The file is empty."), (None, "Choose the report's file.")]
)
def test_no_file_and_an_empty_file_are_refused_on_the_spot(as_lead, council, data, sentence):
    address = reverse("load-report", args=[council.slug])
    answer = as_lead.post(address, {} if data is None else {"report": upload(data)})
    assert sentence in answer.content.decode().replace("&#x27;", "'")
    assert not ReportReading.objects.exists()


def test_a_file_larger_than_a_report_ever_is_is_refused_on_the_spot(as_lead, council):
    answer = post_upload(as_lead, council, b"0" * (40 * 1024 * 1024 + 1))
    assert "larger than 40 MB" in answer.content.decode()
    assert not ReportReading.objects.exists()


def test_the_same_file_while_it_is_being_checked_leads_to_the_one_review(as_lead, council):
    reading = read_upload(council, safeguarding_report())
    answer = post_upload(as_lead, council, safeguarding_report(), "the same.pdf")
    assert answer["Location"] == reading.get_absolute_url()
    assert ReportReading.objects.count() == 1


def test_the_same_file_again_adds_nothing_and_links_to_the_inspection(as_lead, council):
    inspection = save_read(read_upload(council, safeguarding_report()))
    answer = post_upload(as_lead, council, safeguarding_report(), "another name.pdf")
    page = answer.content.decode()
    assert "loaded already" in page
    assert inspection.get_absolute_url() in page
    assert (Inspection.objects.count(), ReportReading.objects.count()) == (1, 1)


def test_two_organisations_may_load_the_same_file(council):
    save_read(read_upload(council, safeguarding_report()))
    save_read(read_upload(make_organisation(), safeguarding_report()))
    assert Inspection.objects.count() == 2


def test_the_name_of_a_file_is_never_its_place(council, settings):
    read_upload(council, safeguarding_report(), "../../../outside.pdf")
    (stored,) = stored_files(settings)
    assert stored.parent == Path(settings.MEDIA_ROOT) / "reports" / str(council.pk)


def test_a_file_cut_short_by_a_crash_is_written_anew(council):
    data = safeguarding_report()
    reading = report_import.receive(council, upload(data), "report.pdf", None, MORNING)
    with default_storage.open(reading.file.name, "wb") as cut:
        cut.write(data[:100])
    report_import.receive(council, upload(data), "report.pdf", None, MORNING)
    assert default_storage.size(reading.file.name) == len(data)


def test_a_file_damaged_in_the_store_is_not_read_as_something_else(council):
    data = safeguarding_report()
    reading = report_import.receive(council, upload(data), "report.pdf", None, MORNING)
    with default_storage.open(reading.file.name, "wb") as changed:
        changed.write(childrens_report())
    jobs.run(reading.job_id, lambda: MORNING)
    assert "did not arrive whole" in Job.objects.get().error


def test_a_worker_that_died_loses_nothing_and_the_sweep_reads_the_report(council):
    reading = report_import.receive(council, upload(safeguarding_report()), "report.pdf", None, MORNING)
    job = reading.job
    assert job.claim(MORNING)
    job.report(MORNING, "Reading the report", 20)
    later = MORNING + SILENT_AFTER + timedelta(seconds=1)
    assert jobs.take_up(lambda: later) == 1
    reading.refresh_from_db()
    job.refresh_from_db()
    assert (job.state, job.attempts) == ("done", 2)
    assert reading.draft["areas"]
    assert not Area.objects.exists()


def test_a_job_that_runs_twice_does_not_undo_what_a_person_has_typed(council):
    reading = read_upload(council, safeguarding_report())
    typed = reading.draft | {"details": reading.draft["details"] | {"title": "Ours"}}
    assert reading.keep_draft(typed, 0)
    Job.objects.update(state="queued")
    jobs.take_up(lambda: MORNING)
    reading.refresh_from_db()
    assert reading.draft["details"]["title"] == "Ours"


@pytest.mark.django_db(transaction=True)
def test_two_uploads_of_one_file_at_the_same_moment_make_one_reading():
    council = make_organisation()
    data = safeguarding_report()
    start, made = Barrier(2), []

    def load():
        try:
            start.wait()
            reading = report_import.receive(council, upload(data), "report.pdf", None, MORNING)
            made.append(reading.pk)
        finally:
            connections.close_all()

    threads = [Thread(target=load) for _ in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(made) == 2
    assert len(set(made)) == 1
    assert ReportReading.objects.count() == Job.objects.count() == 1


def test_a_reading_can_be_thrown_away_with_its_file(as_lead, council, settings):
    reading = read_upload(council, safeguarding_report())
    as_lead.post(reverse("discard-reading", args=[council.slug, reading.pk]))
    assert not ReportReading.objects.exists()
    assert stored_files(settings) == []


def test_the_report_of_another_place_is_doubted():
    reading = read_upload(make_organisation("Northmarch Council"), safeguarding_report())
    assert "Westmarch County Council" in reading.doubts[0]["what"]


@pytest.mark.parametrize("route", ["load-report", "enter-inspection"])
def test_only_leads_load_reports(client, council, route):
    address = reverse(route, args=[council.slug])
    told = {}
    for who, person in {
        "lead": make_member(council, "lead"),
        "manager": make_member(council, "manager"),
        "stranger": make_member(make_organisation(), "lead"),
    }.items():
        client.force_login(person)
        told[who] = client.post(address).status_code
    assert told == {
        "lead": 200 if route == "load-report" else 302,
        "manager": 403,
        "stranger": 404,
    }
