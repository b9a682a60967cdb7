"""The schedule without Celery: what is due runs once, and what was missed is made good."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from celery import current_app
from celery.schedules import crontab
from django.core.management import call_command

from accounts.models import Sweep
from tests.factories import MORNING, later

pytestmark = pytest.mark.django_db


@pytest.fixture
def done():
    """A schedule of three tasks, one of which always fails, and the list of what they did."""
    did = []

    def every_minute():
        did.append("every minute")

    def at_night():
        did.append("at night")

    def broken():
        return 1 // 0

    tasks = {"tests.every_minute": every_minute, "tests.at_night": at_night, "tests.broken": broken}
    schedule = {
        "broken": {"task": "tests.broken", "schedule": 60},
        "every minute": {"task": "tests.every_minute", "schedule": 60},
        "at night": {"task": "tests.at_night", "schedule": crontab(hour=2, minute=10)},
    }
    for name, task in tasks.items():
        current_app.task(task, name=name, lazy=False)
    usual = current_app.conf.beat_schedule
    current_app.conf.beat_schedule = schedule
    yield did
    current_app.conf.beat_schedule = usual
    for name in tasks:
        current_app.tasks.pop(name)


def run_due(at):
    said = StringIO()
    with time_machine.travel(at, tick=False):
        call_command("run_due", stdout=said)
    return said.getvalue().strip()


def test_what_has_never_run_is_due_and_one_failure_stops_nobody(done):
    assert run_due(MORNING) == "Ran broken, every minute, at night."
    assert done == ["every minute", "at night"]
    assert set(Sweep.objects.exclude(last_finished_at=None).values_list("name", flat=True)) == set(done)


@pytest.mark.parametrize(("seconds", "ran"), [(59, []), (60, ["every minute"])])
def test_nothing_runs_again_before_its_time(done, seconds, ran):
    run_due(MORNING)
    done.clear()
    run_due(later(seconds=seconds))
    assert done == ran


def test_a_night_that_was_missed_is_made_good_once(done):
    run_due(MORNING)
    done.clear()
    run_due(later(days=3))
    run_due(later(days=3) + timedelta(seconds=1))
    assert done == ["every minute", "at night"]


def test_when_nothing_is_due_it_says_so(done):
    run_due(MORNING)
    assert run_due(later(seconds=1)) == "Nothing was due."
