from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from kombu.asynchronous.timer import Timer

from accounts.models import Heartbeat
from config.watching.beating import Beating
from tests.config.watching.heard import listening


@pytest.fixture
def worker():
    return SimpleNamespace(hostname="celery@one", timer=Timer())


@pytest.mark.django_db(transaction=True)
def test_a_worker_beats_by_its_own_timer_leaves_no_connection_and_is_forgotten_when_it_stops(worker):
    beating = Beating(worker)
    beating.start(worker)
    assert connection.connection is None, "its children would find it"
    first = Heartbeat.objects.get(name="worker celery@one")
    (entry,) = (each.entry for each in worker.timer.queue)
    assert not entry.canceled
    beating.beat()
    assert Heartbeat.objects.get().beaten_at > first.beaten_at
    assert Heartbeat.objects.get().started_at == first.started_at
    beating.stop(worker)
    assert not Heartbeat.objects.exists()
    assert entry.canceled


@pytest.mark.django_db(transaction=True)
def test_a_database_that_is_away_is_told_and_stops_no_worker(worker, monkeypatch):
    def gone(*_, **__):
        raise OperationalError("the server is away")

    monkeypatch.setattr(Heartbeat.objects, "update_or_create", gone)
    with listening() as heard:
        Beating(worker).beat()
    assert heard.only("heartbeat_missed")["exception"]["says"] == "the server is away"
