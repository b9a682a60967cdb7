"""Downloading a file of evidence: rights are asked again, and the browser shows nothing of it."""

import pytest
from django.urls import reverse

from actions import evidence_store
from actions.models import Evidence, Link, StoredFile
from tests.actions.files import PDF, upload
from tests.factories import MORNING


@pytest.fixture(autouse=True)
def own_folder(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "files"
    settings.EVIDENCE_SCANNER = ""


def attach(team, visibility="public", name="Protokół.pdf"):
    action = team.started(contributors=[team.partner_post])
    kept = evidence_store.receive(action, team.owner, MORNING, name, upload(name))
    action.record_progress(team.owner, MORNING, "See there.", evidence=[kept], visibility=visibility)
    return Evidence.objects.get(file__isnull=False)


def fetch(client, evidence, user):
    if user is not None:
        client.force_login(user)
    answer = client.get(reverse("evidence", args=[evidence.pk]))
    answer.body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return answer


@pytest.mark.parametrize("person", ["owner", "lead", "manager", "assurer", "viewer", "member", "partner"])
def test_people_with_a_role_or_a_part_download_the_very_bytes(client, team, person):
    answer = fetch(client, attach(team), getattr(team, person))
    assert answer.status_code == 200
    assert answer.body == PDF


def test_it_comes_as_a_download_that_can_do_nothing_in_a_browser(client, team):
    answer = fetch(client, attach(team), team.lead)
    assert answer["Content-Disposition"].startswith("attachment; filename*=utf-8''Protok%C3%B3%C5%82.pdf")
    assert answer["Content-Type"] == "application/pdf"
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Security-Policy"] == "sandbox; default-src 'none'"
    assert answer["Cache-Control"] == "private, no-store"


def test_visitors_are_asked_to_sign_in_and_strangers_find_nothing(client, team):
    evidence = attach(team)
    assert fetch(client, evidence, None).status_code == 302
    assert fetch(client, evidence, team.stranger).status_code == 404


@pytest.mark.parametrize("person", ["member", "partner"])
def test_what_is_for_officers_only_is_not_there_for_others(client, team, person):
    assert fetch(client, attach(team, visibility="officers"), getattr(team, person)).status_code == 404


def test_rights_that_ended_end_the_download_too(client, team):
    evidence = attach(team)
    assert fetch(client, evidence, team.viewer).status_code == 200
    team.viewer.memberships.all().delete()
    assert fetch(client, evidence, None).status_code == 404


@pytest.mark.parametrize(
    ("scan", "has_scanner", "status"),
    [
        (StoredFile.Scan.NOT_SCANNED, False, 200),
        (StoredFile.Scan.NOT_SCANNED, True, 403),
        (StoredFile.Scan.WAITING, True, 403),
        (StoredFile.Scan.CLEAN, True, 200),
        (StoredFile.Scan.INFECTED, False, 403),
    ],
)
def test_the_scan_decides_whether_it_is_handed_out(client, team, settings, scan, has_scanner, status):
    evidence = attach(team)
    evidence.file.note_scan(scan, MORNING)
    settings.EVIDENCE_SCANNER = "scan" if has_scanner else ""
    assert fetch(client, evidence, team.lead).status_code == status


def test_a_lost_file_is_a_page_that_is_not_there_and_no_failure(client, team):
    evidence = attach(team)
    evidence.file.file.storage.delete(evidence.file.file.name)
    assert fetch(client, evidence, team.lead).status_code == 404


def test_a_link_is_not_ours_to_hand_out(client, team):
    action = team.started()
    action.note(team.owner, MORNING, "There.", evidence=[Link("Minutes", "https://westmarch.example/m")])
    assert fetch(client, Evidence.objects.get(), team.lead).status_code == 404


@pytest.mark.parametrize("url", ["javascript:alert(1)", "ftp://westmarch.example/", "minutes", ""])
def test_only_web_addresses_are_links(team, url):
    from django.core.exceptions import ValidationError

    with pytest.raises(ValidationError):
        team.started().note(team.owner, MORNING, "There.", evidence=[Link("Minutes", url)])
    assert not Evidence.objects.exists()
