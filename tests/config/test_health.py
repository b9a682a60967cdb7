import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
import time_machine
from celery import current_app
from django.db import OperationalError, connection, connections
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from accounts.models import Job, Sweep
from config.watching import machine
from tests.factories import MORNING

pytestmark = pytest.mark.django_db
AS_OWNER = pytest.mark.owner(reason="notes migrations, which is the owner's, and is rolled back")


@pytest.fixture(autouse=True)
def own_folders(settings, tmp_path):
    settings.VAR_DIR, settings.MEDIA_ROOT = tmp_path, tmp_path / "files"


def parts(client):
    answer = client.get("/readyz")
    return {name: (part["state"], part["words"]) for name, part in answer.json()["parts"].items()}


def test_the_process_says_it_is_alive_without_asking_the_database(client, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert client.get("/healthz").json() == {"status": "ok"}


def test_when_all_is_well_each_part_says_so(client):
    Sweep.note_finished("jobs", MORNING)
    with time_machine.travel(MORNING, tick=False):
        told = parts(client)
    assert {state for state, _ in told.values()} == {"ok"}
    assert list(told) == ["database", "migrations", "last sweep", "outbox", "broker", "disk", "files"]


STRANGERS = [
    {"REMOTE_ADDR": "192.0.2.7"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "127.0.0.1"},
    {"REMOTE_ADDR": "127.0.0.1", "HTTP_FORWARDED": "for=127.0.0.1"},
    {"REMOTE_ADDR": ""},
    {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer "},
    {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": "Bearer a-token-of-20-letters-not"},
]
TOKEN = "a-token-of-20-letters"


@pytest.mark.parametrize("caller", STRANGERS)
def test_strangers_are_told_one_word(client, settings, caller):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/readyz", **caller).json() == {"status": "ready"}


def test_without_a_token_in_the_settings_none_opens(client):
    assert "parts" not in client.get("/readyz", REMOTE_ADDR="192.0.2.7", HTTP_AUTHORIZATION="Bearer ").json()


@pytest.mark.parametrize(
    "caller", [{"REMOTE_ADDR": "::1"}, {"REMOTE_ADDR": "192.0.2.7", "HTTP_AUTHORIZATION": f"Bearer {TOKEN}"}]
)
def test_this_host_and_whoever_shows_the_token_are_told_of_each_part(client, settings, caller):
    settings.METRICS_TOKEN = TOKEN
    assert client.get("/readyz", **caller).json()["parts"]["database"]["state"] == "ok"


def test_without_a_broker_the_service_stays_ready_and_says_so(client):
    address = current_app.conf.broker_url
    current_app.conf.broker_url = "redis+socket:///nowhere/broker.sock"
    try:
        answer = client.get("/readyz")
    finally:
        current_app.conf.broker_url = address
    assert answer.status_code == 200
    assert answer.json()["parts"]["broker"]["state"] == "degraded"


def test_without_its_database_a_host_is_taken_out(client, monkeypatch):
    def gone(*_):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(type(connections["default"]), "cursor", gone)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.json()["status"]) == (503, "not ready")
    assert answer.json()["parts"]["database"] == {"state": "failed", "words": "No answer."}
    assert answer.json()["parts"]["migrations"]["state"] == "unknown"


@AS_OWNER
def test_a_release_whose_migrations_are_not_applied_is_kept_out(client):
    MigrationRecorder(connection).record_unapplied("accounts", "0013_heartbeats")
    answer = client.get("/readyz")
    assert answer.status_code == 503
    words = "1 migration not applied, beginning with accounts.0013_heartbeats."
    assert answer.json()["parts"]["migrations"]["words"] == words


@AS_OWNER
def test_what_was_migrated_one_by_one_is_as_good_as_what_was_made_at_once(client):
    for app, name in MigrationLoader(connection).replacements:
        MigrationRecorder(connection).record_unapplied(app, name)
    assert client.get("/readyz").json()["parts"]["migrations"]["state"] == "ok"


@AS_OWNER
def test_a_database_ahead_of_the_release_is_no_fault(client):
    MigrationRecorder(connection).record_applied("accounts", "9999_of_the_next_release")
    assert client.get("/readyz").status_code == 200


@pytest.mark.parametrize(
    ("minutes", "state", "words"),
    [
        (None, "degraded", "None yet: scheduler and workers have not begun."),
        (14, "ok", "14 minutes ago."),
        (15, "degraded", "15 minutes ago. The scheduler, or every worker, has stopped."),
    ],
)
def test_the_age_of_the_last_sweep_is_told(client, minutes, state, words):
    if minutes is not None:
        Sweep.note_finished("jobs", MORNING - timedelta(minutes=minutes))
    with time_machine.travel(MORNING, tick=False):
        assert parts(client)["last sweep"] == (state, words)


@pytest.mark.parametrize(
    ("minutes", "told"),
    [(9, ("ok", "Nothing has been owed for too long.")), (10, ("degraded", "Owed: jobs for 10 minutes."))],
)
def test_the_age_of_what_is_owed_is_told(client, minutes, told):
    Job.objects.create(kind="any", title="Read a report", asked_at=MORNING - timedelta(minutes=minutes))
    with time_machine.travel(MORNING, tick=False):
        assert parts(client)["outbox"] == told


GB = 1024**3


@pytest.mark.parametrize(
    ("free", "total", "state"),
    [
        (GB, 9 * GB, "ok"),
        (GB - 1, 9 * GB, "degraded"),
        (9 * GB, 100 * GB, "degraded"),
        (10 * GB, 100 * GB, "ok"),
        (10 * GB, 1000 * GB, "ok"),
    ],
)
def test_a_disk_that_fills_up_is_told_in_time(client, monkeypatch, free, total, state):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=free, total=total))
    assert parts(client)["disk"][0] == state


def test_files_that_cannot_be_stored_are_told_and_leave_the_host_in(client, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "a file"
    settings.MEDIA_ROOT.write_text("not a folder")
    assert client.get("/readyz").status_code == 200
    assert parts(client)["files"] == ("degraded", "No file can be stored: File exists.")


def test_asking_leaves_no_file_behind(client, tmp_path):
    parts(client)
    assert list((tmp_path / "files").iterdir()) == []


def test_a_part_that_cannot_be_asked_breaks_no_other(monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: 1 / 0)
    assert machine.disk().state == "unknown"
