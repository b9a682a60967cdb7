"""Files of evidence: kept from the first moment, once, and provably what was handed in."""

import os
import sys
from datetime import timedelta
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from accounts import jobs
from accounts.models import Job, Sweep
from actions import evidence_store, tasks
from actions.models import Evidence, StoredFile, Upload
from actions.refusals import NotAllowed
from tests.actions.files import PDF, PNG, upload
from tests.actions.team import moment
from tests.factories import MORNING

Scan = StoredFile.Scan


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.EVIDENCE_SCANNER = ""


@pytest.fixture
def action(team):
    return team.started()


def receive(action, by, name="minutes.pdf", content=PDF, at=MORNING):
    return evidence_store.receive(action, by, at, name, upload(name, content))


def stored_names():
    return [name for names in evidence_store._folders() for name in names]


def test_an_upload_is_kept_though_the_form_it_came_with_is_refused(team, action):
    kept = receive(action, team.owner)
    with pytest.raises(ValidationError):
        action.record_progress(team.owner, MORNING, "", evidence=[kept])
    assert Upload.objects.visible_to(team.owner).get() == kept
    row = action.record_progress(team.owner, MORNING, "With the minutes.", evidence=[kept])
    assert [(e.name, e.sha256) for e in row.evidence.all()] == [("minutes.pdf", kept.sha256)]
    assert row.attached_sha256s == [kept.sha256]
    assert not Upload.objects.exists()


def test_a_file_lies_under_a_name_that_nobody_can_guess(team, action):
    first = receive(action, team.owner)
    assert "minutes" not in first.file.file.name
    assert first.sha256 not in first.file.file.name


def test_the_same_file_is_stored_once_per_organisation(team, action):
    from tests.actions.team import make_team

    first, again = receive(action, team.owner), receive(action, team.lead, name="copy.pdf")
    assert first.file == again.file
    other = make_team()
    assert receive(other.started(), other.owner).file != first.file
    assert len(stored_names()) == 2


def test_an_upload_belongs_to_who_made_it_and_to_its_action(team, action):
    kept = receive(action, team.owner)
    for by, where in ((team.lead, action), (team.owner, team.started())):
        with pytest.raises(ValidationError):
            where.record_progress(by, MORNING, "Not mine.", evidence=[kept])
    assert not Evidence.objects.filter(file=kept.file).exists()
    assert not Upload.objects.visible_to(team.lead).exists()


@pytest.mark.parametrize("person", ["member", "viewer", "stranger"])
def test_who_has_no_part_hands_nothing_in(team, action, person):
    with pytest.raises(NotAllowed):
        receive(action, getattr(team, person))


@pytest.mark.parametrize(("size", "is_taken"), [(100, True), (101, False)])
def test_a_file_may_be_as_large_as_the_setting_says_and_no_larger(team, action, settings, size, is_taken):
    settings.EVIDENCE_MAX_BYTES = 100
    content = PDF.ljust(size, b" ")
    if is_taken:
        assert receive(action, team.owner, content=content).file.size == 100
    else:
        with pytest.raises(ValidationError, match="larger than"):
            receive(action, team.owner, content=content)


def test_a_file_that_is_not_what_it_is_called_is_refused_with_the_sentence(team, action):
    with pytest.raises(ValidationError, match="holds something else"):
        receive(action, team.owner, content=PNG)
    assert not StoredFile.objects.exists()


def scanner(answer):
    return f"{sys.executable} -c 'import sys; open(sys.argv[1]).close(); print(\"said\"); sys.exit({answer})'"


@pytest.mark.parametrize(("answer", "found"), [(0, Scan.CLEAN), (1, Scan.INFECTED)])
def test_while_there_is_a_scanner_nothing_can_be_downloaded_before_it_is_clean(
    team, action, settings, answer, found
):
    settings.EVIDENCE_SCANNER = scanner(answer)
    kept = receive(action, team.owner)
    kept.file.refresh_from_db()
    assert kept.file.scan == Scan.WAITING
    assert not kept.file.may_be_downloaded(there_is_a_scanner=True)
    assert jobs.run(kept.scan_job.pk, clock=lambda: MORNING)
    kept.file.refresh_from_db()
    assert (kept.file.scan, kept.file.scan_words.strip()) == (found, "said")
    assert kept.file.may_be_downloaded(there_is_a_scanner=True) == (found == Scan.CLEAN)
    assert kept.file.may_be_downloaded(there_is_a_scanner=False) == (found == Scan.CLEAN)


def test_a_scanner_that_breaks_down_says_nothing_about_the_file(team, action, settings):
    settings.EVIDENCE_SCANNER = scanner(2)
    kept = receive(action, team.owner)
    jobs.run(kept.scan_job.pk, clock=lambda: MORNING)
    kept.file.refresh_from_db()
    assert kept.file.scan == Scan.WAITING
    assert Job.objects.get().state == Job.State.QUEUED


def test_without_a_scanner_files_are_called_not_scanned_and_a_later_one_is_made_to_look_at_them(
    team, action, settings
):
    kept = receive(action, team.owner)
    assert kept.scan_job is None
    assert kept.file.get_scan_display() == "Not scanned"
    assert kept.file.may_be_downloaded(there_is_a_scanner=False)
    settings.EVIDENCE_SCANNER = scanner(0)
    assert not kept.file.may_be_downloaded(there_is_a_scanner=True)
    assert evidence_store.sweep(MORNING)["scans_asked"] == 1
    assert evidence_store.sweep(MORNING)["scans_asked"] == 0
    assert Job.objects.get().kind == "scan evidence"


def test_the_sweep_removes_what_nobody_attached_and_nothing_else(team, action):
    attached = receive(action, team.owner, "wall.png", PNG)
    action.record_progress(team.owner, MORNING, "With it.", evidence=[attached])
    receive(action, team.owner)
    receive(action, team.owner, "note.txt", b"new", at=moment(25))
    assert evidence_store.sweep(moment(30))["uploads"] == 0
    swept = evidence_store.sweep(moment(31))
    assert (swept["uploads"], swept["stored"]) == (1, 1)
    assert {row.sha256 for row in StoredFile.objects.all()} >= {attached.sha256}
    assert len(stored_names()) == StoredFile.objects.count() == 2


def test_the_sweep_removes_files_whose_row_never_came_to_be_once_they_are_a_day_old(team, action):
    kept = receive(action, team.owner)
    action.record_progress(team.owner, MORNING, "With it.", evidence=[kept])
    stray = default_storage.save("evidence/ab/stray", upload())
    written = default_storage.get_modified_time(stray)
    assert evidence_store.sweep(written + timedelta(hours=23))["strays"] == 0
    assert evidence_store.sweep(written + timedelta(hours=25))["strays"] == 1
    assert default_storage.exists(kept.file.file.name)


def test_a_file_that_was_lost_underneath_is_put_back_by_handing_it_in_again(team, action):
    kept = receive(action, team.owner)
    default_storage.delete(kept.file.file.name)
    again = receive(action, team.owner)
    assert again.file == kept.file
    assert not list(evidence_store.verify())


@pytest.mark.parametrize("harm", ["lost", "altered"])
def test_a_lost_or_altered_file_is_named(team, action, harm):
    kept, other = receive(action, team.owner), receive(action, team.owner, "wall.png", PNG)
    action.record_progress(team.owner, MORNING, "x", evidence=[kept, other])
    path = default_storage.path(kept.file.file.name)
    if harm == "lost":
        os.unlink(path)  # noqa: PTH108
    else:
        with open(path, "ab") as file:  # noqa: PTH123
            file.write(b".")
    out = StringIO()
    with pytest.raises(CommandError, match="1 of them"):
        call_command("verify_evidence", stdout=out)
    assert "minutes.pdf" in out.getvalue()
    assert "wall.png" not in out.getvalue()
    tasks.verify_evidence()
    assert Sweep.objects.get(name="evidence check").last_result["fault_count"] == 1


def test_files_that_are_whole_are_said_to_be(team, action):
    receive(action, team.owner)
    out = StringIO()
    call_command("verify_evidence", stdout=out)
    assert "All of them are what was handed in." in out.getvalue()
    tasks.sweep_evidence()
    assert Sweep.objects.get(name="evidence").last_result["strays"] == 0
