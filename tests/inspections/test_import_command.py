"""`manage.py import_report`: the same reading and saving as in the browser, without a person."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from inspections.models import Inspection, ReportReading
from tests.factories import make_organisation
from tests.inspections.report_reading import hostile
from tests.inspections.reports import childrens_report, read_upload, safeguarding_report

pytestmark = pytest.mark.django_db


@pytest.fixture
def council():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def report(tmp_path):
    file = tmp_path / "report.pdf"
    file.write_bytes(safeguarding_report())
    return file


def run(file, *options, organisation="westmarch"):
    out = StringIO()
    call_command("import_report", str(file), "--organisation", organisation, *options, stdout=out, stderr=out)
    return out.getvalue()


def test_it_saves_the_inspection_and_says_where(council, report):
    said = run(report)
    inspection = Inspection.objects.get()
    assert f"{inspection.areas.count()} areas" in said
    assert inspection.get_absolute_url() in said


def test_a_dry_run_says_the_same_and_saves_nothing(council, report):
    assert "Would save" in run(report, "--dry-run")
    assert not Inspection.objects.exists()
    assert not ReportReading.objects.exists()


def test_the_same_file_again_is_refused(council, report):
    run(report)
    with pytest.raises(CommandError, match="loaded already"):
        run(report)
    assert Inspection.objects.count() == 1


def test_an_unknown_organisation_and_an_unreadable_file_are_refused_in_words(council, tmp_path, report):
    with pytest.raises(CommandError, match="no organisation with the address"):
        run(report, organisation="nowhere")
    bad = tmp_path / "bad.pdf"
    bad.write_bytes(hostile.truncated_pdf())
    with pytest.raises(CommandError, match="damaged"):
        run(bad)
    with pytest.raises(CommandError, match="no file"):
        run(tmp_path / "absent.pdf")


def test_a_later_edition_waits_for_a_person(council, tmp_path):
    first, second = tmp_path / "first.txt", tmp_path / "second.txt"
    first.write_bytes(childrens_report())
    second.write_bytes(childrens_report() + b"\n")
    run(first)
    with pytest.raises(CommandError, match="wait to be checked in the browser"):
        run(second)
    assert Inspection.objects.count() == 1


def test_what_somebody_is_checking_in_the_browser_is_left_alone(council, report):
    reading = read_upload(council, safeguarding_report())
    reading.keep_draft(reading.draft, 0)
    with pytest.raises(CommandError, match="Somebody is checking"):
        run(report)
    assert not Inspection.objects.exists()
