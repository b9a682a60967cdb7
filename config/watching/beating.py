"""A worker says every half minute that it is there, from the loop that receives its tasks."""

import structlog
from celery import bootsteps
from django.db import DatabaseError, connection
from django.utils import timezone

from accounts.models.heartbeats import EVERY, Heartbeat
from config.version import release

log = structlog.get_logger(__name__)


class Beating(bootsteps.StartStopStep):
    """A step of the worker. Its timer runs in the process that hands out tasks, between two of them."""

    requires = {"celery.worker.components:Timer"}

    def __init__(self, worker, **options):
        super().__init__(worker, **options)
        self.name_of_worker = f"worker {worker.hostname}"
        self.ticking = self.started_at = None

    def start(self, worker):
        self.started_at = timezone.now()
        self.ticking = worker.timer.call_repeatedly(EVERY.total_seconds(), self.beat)
        self.beat()

    def stop(self, worker):
        if self.ticking:
            self.ticking.cancel()
            self._ask(lambda: Heartbeat.end(self.name_of_worker))

    def beat(self):
        self._ask(lambda: Heartbeat.beat(self.name_of_worker, timezone.now(), self.started_at, release()))

    def _ask(self, ask):
        try:
            ask()
        except DatabaseError as problem:
            log.warning("heartbeat_missed", exc_info=problem)
        finally:
            # The processes that do the tasks are forks of this one, and must not find a connection of its.
            connection.close()
            if connection.vendor == "postgresql":
                connection.close_pool()
