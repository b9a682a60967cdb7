import time

import structlog
from celery import shared_task
from django.db import transaction
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts import jobs
from accounts.models import KeptAnswer, RequestCount, Sweep
from accounts.sessions import SessionStore

log = structlog.get_logger(__name__)

LEFT_ALONE_SECONDS = 20
_left_alone_until = {"broker": 0.0}


@shared_task(name="accounts.run_job")
def run_job(job_id):
    jobs.run(job_id, clock=timezone.now)


@shared_task(name="accounts.take_up_jobs")
def take_up_jobs():
    jobs.take_up(clock=timezone.now)


@shared_task(name="accounts.clear_sessions")
def clear_sessions():
    """Sessions that have run out are of no use to anybody, and say who was here when. So do counts."""
    at = timezone.now()
    Sweep.note_started("sessions", at)
    SessionStore.clear_expired()
    RequestCount.forget_before(minute=int(at.timestamp() // 60) - 1)
    Sweep.note_finished("sessions", timezone.now())


@shared_task(name="accounts.forget_answers")
def forget_answers():
    """Answers kept for whoever sends a request twice: after a day nobody does."""
    Sweep.note_started("kept answers", timezone.now())
    Sweep.note_finished(
        "kept answers", timezone.now(), forgotten=KeptAnswer.objects.forget_old(timezone.now())
    )


def nudge(job):
    """Asks a worker to look at once. Where the broker does not answer, the sweep finds the job."""

    transaction.on_commit(lambda: publish(run_job, str(job.pk)))


def publish(task, *args):
    """Asks a worker to do a task at once; False where the broker does not answer. What is owed is a row.

    A broker that did not answer is left alone for a while: it costs one request two seconds, not each.
    """
    if time.monotonic() < _left_alone_until["broker"]:
        return False
    try:
        task.apply_async(args=args, retry=False)
    except OperationalError as problem:
        _left_alone_until["broker"] = time.monotonic() + LEFT_ALONE_SECONDS
        log.warning("message_not_sent", to=task.name, exc_info=problem)
        return False
    return True
