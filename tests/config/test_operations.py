import ast
import shutil
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts import tasks
from accounts.models import Heartbeat, Job, Session, Sweep
from actions.models import Digest
from config.watching import machine, outboxes, work
from config.watching.parts import ago
from config.watching.work import EXPECTED
from tests.factories import MORNING, later, make_member, make_organisation, make_user
from tests.guards import tree

pytestmark = pytest.mark.django_db


def page_for(client, user):
    client.force_login(user)
    return client.get(reverse("operations"))


@pytest.fixture
def operator():
    return make_user(is_superuser=True)


def test_only_the_operator_opens_the_page(client, operator):
    assert page_for(client, operator).status_code == 200
    assert page_for(client, make_member(make_organisation(), "lead")).status_code == 403


def test_before_anything_has_run_the_page_says_so(client, operator):
    words = page_for(client, operator).content.decode()
    assert "No worker has been heard of" in words
    assert "No backup has been made" in words
    assert "It has not run yet." in words
    assert "None yet: scheduler and workers have not begun." in words
    assert "No job has failed." in words


def test_a_check_that_found_something_names_it(client, operator):
    Sweep.note_started("ledger check", MORNING)
    Sweep.note_finished(
        "ledger check", later(minutes=1), actions=50, rows=248, faults=["Action 7, row 3: changed."]
    )
    words = page_for(client, operator).content.decode()
    assert "1 fault found" in words
    assert "Action 7, row 3: changed." in words
    assert "Actions: 50. Rows: 248." in " ".join(words.split())


@pytest.mark.parametrize(("minutes_after", "under_way"), [(-1, False), (0, False), (1, True)])
def test_a_sweep_that_began_after_it_last_ended_is_under_way(minutes_after, under_way):
    Sweep.note_finished("jobs", MORNING)
    Sweep.note_started("jobs", later(minutes=minutes_after))
    assert Sweep.objects.get().is_under_way is under_way


def test_work_that_failed_is_listed_with_its_reason(client, operator):
    Job.objects.create(
        kind="any",
        title="Read a report",
        asked_at=MORNING,
        state="failed",
        error="It is empty.",
        ended_at=timezone.now(),
    )
    Job.objects.create(kind="any", title="Read another", asked_at=MORNING)
    words = page_for(client, operator).content.decode()
    assert "It is empty." in words
    assert "1 job waiting, the oldest for" in words
    assert "1 job given up in the last seven days" in words
    assert "Read another" not in words


def test_sessions_that_have_run_out_are_cleared():
    moments = dict.fromkeys(("expire_date", "began_at", "seen_at"), MORNING)
    Session.objects.create(session_key="old", session_data="", **moments)
    tasks.clear_sessions()
    assert not Session.objects.exists()
    assert Sweep.objects.get(name="sessions").last_finished_at


def all_is_well(at):
    for name in EXPECTED:
        Sweep.note_finished(name, at)
    Heartbeat.beat("worker celery@one", at, at, "0.1.0")


def test_when_all_is_well_the_page_says_so_in_one_sentence(client, operator, monkeypatch):
    monkeypatch.setattr(
        shutil, "disk_usage", lambda _: SimpleNamespace(free=50 * 1024**3, total=100 * 1024**3)
    )
    monkeypatch.setattr("config.watching.work.arming.is_armed", lambda: True)
    all_is_well(timezone.now())
    words = page_for(client, operator).content.decode()
    assert "Nothing that is known is out of order." in words
    assert "Not known" not in words
    assert "Out of order" not in words and "Look at this" not in words
    assert "At work: worker celery@one." in words


@pytest.mark.parametrize(("more", "state"), [(-1, "ok"), (0, "failed")])
@pytest.mark.parametrize("name", ["backup", "ledger check", "reminders"])
def test_what_recurs_may_be_silent_for_so_long_and_no_longer(name, more, state):
    Sweep.note_finished(name, MORNING)
    at = MORNING + EXPECTED[name] + timedelta(seconds=more)
    assert {part.name: part.state for _, part in work.recurring(at)}[name] == state


def noted_in(path):
    """The names of sweeps, which each of the two ways to note one takes as an argument of its own."""
    place = {"Sweep.note_finished": 0, "look_through": 1}
    for node in ast.walk(tree.tree_of(path)):
        at = place.get(ast.unparse(node.func)) if isinstance(node, ast.Call) else None
        if at is not None and isinstance(node.args[at], ast.Constant):
            yield node.args[at].value


def test_for_whatever_notes_a_sweep_somebody_said_how_long_it_may_be_silent():
    assert {name for path in tree.python(*tree.APPS) for name in noted_in(path)} == EXPECTED.keys()


def test_what_the_plain_loop_notes_for_itself_is_not_told_twice(settings):
    Sweep.note_finished(next(iter(settings.CELERY_BEAT_SCHEDULE)), MORNING)
    assert len(work.recurring(MORNING)) == len(EXPECTED)


@pytest.mark.parametrize(("seconds", "state"), [(120, "ok"), (121, "failed")])
def test_a_worker_may_be_silent_for_two_minutes(seconds, state):
    Heartbeat.beat("worker celery@one", MORNING, MORNING, "")
    assert machine.workers(later(seconds=seconds)).state == state


def test_one_silent_worker_among_others_is_named_and_forgotten_after_a_day():
    Heartbeat.beat("worker celery@one", MORNING, MORNING, "")
    Heartbeat.beat("worker celery@two", later(hours=1), MORNING, "")
    told = machine.workers(later(hours=1))
    assert told.state == "degraded"
    assert "Not heard of for 1 hour: worker celery@one." in told.words
    Heartbeat.beat("worker celery@two", later(hours=24, seconds=1), MORNING, "")
    assert list(Heartbeat.objects.values_list("name", flat=True)) == ["worker celery@two"]


@pytest.mark.parametrize(
    ("ahead", "state"), [(2000, "ok"), (-2000, "ok"), (2001, "degraded"), (-2001, "degraded")]
)
def test_a_clock_may_be_two_seconds_off(ahead, state):
    Heartbeat.beat("worker celery@one", MORNING, MORNING, "")
    Heartbeat.objects.update(clock_ahead_ms=ahead)
    assert machine.clocks(MORNING).state == state


def test_a_failed_job_is_tried_again_from_the_page(client, operator):
    job = Job.objects.create(
        kind="any", title="Read a report", asked_at=MORNING, state="failed", ended_at=MORNING
    )
    assert (
        f'action="{reverse("try-job-again", args=[job.pk])}"' in page_for(client, operator).content.decode()
    )
    client.post(reverse("try-job-again", args=[job.pk]))
    job.refresh_from_db()
    assert job.state == Job.State.QUEUED


def test_a_job_that_would_end_the_same_way_offers_no_button(client, operator):
    ended = {"asked_at": MORNING, "ended_at": MORNING, "state": "failed", "is_refused": True}
    job = Job.objects.create(kind="any", title="Read a report", **ended)
    words = page_for(client, operator).content.decode()
    assert reverse("try-job-again", args=[job.pk]) not in words
    assert "trying again would end the same way" in words


def test_mails_owed_for_an_hour_are_out_of_order(client):
    person = make_user()
    digest = {"person": person, "local_date": MORNING.date(), "made_at": MORNING, "next_try_at": MORNING}
    Digest.objects.create(**digest)
    assert outboxes.mails(later(minutes=60)) == outboxes.Outbox("mails", 1, 3600.0, 0)
    Digest.objects.update(state=Digest.State.FAILED)
    assert outboxes.mails(later(minutes=60)) == outboxes.Outbox("mails", 0, 0.0, 1)
    assert outboxes.mails(later(days=8)).failed == 0


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        *((-5, "0 seconds"), (0, "0 seconds"), (1, "1 second"), (59, "59 seconds")),
        *((60, "1 minute"), (119, "1 minute"), (7199, "1 hour"), (7200, "2 hours")),
        *((86399, "23 hours"), (172799, "47 hours"), (172800, "2 days")),
    ],
)
def test_a_duration_is_told_as_people_say_it(seconds, words):
    assert ago(seconds) == words


@pytest.mark.postgres
def test_a_worker_compares_its_clock_with_that_of_the_database():
    at = timezone.now() + timedelta(seconds=30)
    Heartbeat.beat("worker celery@one", at, at, "")
    assert 25_000 < Heartbeat.objects.get().clock_ahead_ms <= 30_100
    assert machine.clocks(at).state == "degraded"
