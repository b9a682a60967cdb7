"""A Redis that takes connections and answers nothing: what it costs whoever asks a worker to look."""

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from accounts.tasks import take_up_jobs
from config.celery import celery_app, tasks_end_before_they_are_handed_out_again
from tests.parts.redis import PrivateRedis

ROOT = Path(__file__).resolve().parents[2]


@pytest.mark.redis
def test_it_costs_one_request_two_seconds_and_the_next_nothing(tmp_path):
    broker = PrivateRedis(tmp_path)
    with broker as url:
        os.kill(broker._process.pid, signal.SIGSTOP)
        try:
            asked = subprocess.run(
                [sys.executable, "-m", "tests.config.frozen_broker", url],
                cwd=ROOT,
                capture_output=True,
                text=True,
                check=True,
                timeout=60,
            )
        finally:
            os.kill(broker._process.pid, signal.SIGCONT)
    (first, seconds), (second, further_seconds) = json.loads(asked.stdout.splitlines()[-1])
    assert (first, second) == (False, False)
    assert 1.5 < seconds < 2.5, "the two seconds, and some for a busy machine"
    assert further_seconds < 0.1


def test_no_task_takes_so_long_that_it_is_handed_out_again():
    assert tasks_end_before_they_are_handed_out_again(None) == []
    task = celery_app.tasks[take_up_jobs.name]
    task.time_limit = celery_app.conf.broker_transport_options["visibility_timeout"]
    try:
        (error,) = tasks_end_before_they_are_handed_out_again(None)
    finally:
        del task.time_limit
    assert "accounts.take_up_jobs" in error.msg


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("task_acks_late", True),
        ("task_reject_on_worker_lost", True),
        ("task_ignore_result", True),
        ("worker_prefetch_multiplier", 1),
        ("task_serializer", "json"),
        ("accept_content", ["json"]),
        ("result_backend", None),
    ],
)
def test_nothing_depends_on_a_message_arriving(name, value):
    assert celery_app.conf[name] == value


def test_nothing_of_ours_is_put_off_in_the_broker():
    """A message with an ETA waits in a worker's memory, unacknowledged."""
    folders = [ROOT / app for app in ("accounts", "inspections", "actions", "scrutiny", "config")]
    for module in (path for folder in folders for path in folder.rglob("*.py")):
        assert not re.search(r"\b(countdown|eta)=", module.read_text()), module
