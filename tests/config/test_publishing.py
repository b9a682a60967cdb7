"""What it costs a request to nudge a worker when the broker is away or answers no more."""

import os
import signal
import time

import pytest
from celery import Celery
from django.conf import settings
from kombu.exceptions import OperationalError

from config.celery import celery_app
from config.launcher import broker
from tests.parts.redis import PrivateRedis

# Twice: the first goes over a line that stood already, the second has to open one.
TRIES = 2


@pytest.fixture
def publisher():
    """Sends as the web server does, to a broker that is told by its address."""
    app = Celery("publisher", set_as_current=False)
    app.config_from_object(settings, namespace="CELERY")

    def seconds_to_send():
        began = time.monotonic()
        with pytest.raises(OperationalError):
            app.send_task("actions.sweep_reminders", retry=False)
        return time.monotonic() - began

    app.seconds_to_send = seconds_to_send
    yield app
    app.close()


def test_a_broker_that_is_away_costs_no_wait(publisher, tmp_path):
    publisher.conf.broker_url = f"redis+socket://{tmp_path / 'nobody.sock'}"
    assert all(publisher.seconds_to_send() < 1 for _ in range(TRIES))


@pytest.mark.redis
def test_a_frozen_broker_costs_about_two_seconds_and_no_more(publisher, tmp_path):
    private = PrivateRedis(tmp_path)
    with private as url:
        publisher.conf.broker_url = url
        publisher.send_task("actions.sweep_reminders", retry=False)
        frozen = private._process.pid
        os.kill(frozen, signal.SIGSTOP)
        try:
            seconds = [publisher.seconds_to_send() for _ in range(TRIES)]
        finally:
            os.kill(frozen, signal.SIGCONT)
        assert broker.answers(broker.socket_path(tmp_path))
    assert max(seconds) < 2.5


def test_a_worker_waits_for_a_frozen_broker_where_a_request_does_not():
    """Else an acknowledgement that comes to nothing leaves the worker asking for no more messages."""
    assert celery_app.connection_for_read().transport_options["socket_timeout"] is None
    assert 0 < celery_app.connection_for_write().transport_options["socket_timeout"] <= 2
