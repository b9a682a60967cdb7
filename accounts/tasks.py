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
# Well under the limit of a task, which ends it wherever it is.
TURN_SECONDS = 300
ROWS_AT_ONCE = 100
FAULTS_KEPT = 100
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


def look_through(task, name, rows, look, after, found):
    """Looks at every row there is, however long that takes: what a turn leaves over is a task of its own.

    `look(some)` answers what it found in some of the rows: numbers, which are added up, and lists.
    """
    if not after and not Sweep.begin(name, timezone.now()) and not was_cut_short(task):
        return
    found = together(found, look(rows.none()))
    ends_at = time.monotonic() + TURN_SECONDS
    while keys := list(rows.filter(pk__gt=after).order_by("pk").values_list("pk", flat=True)[:ROWS_AT_ONCE]):
        found = together(found, look(rows.filter(pk__in=keys)))
        after = keys[-1]
        # Where the broker does not answer, it goes on here and asks again after the next rows.
        if time.monotonic() >= ends_at and may_be_cut(task) and publish(task, after, found):
            return
    Sweep.note_finished(name, timezone.now(), **found)


def was_cut_short(task):
    """The message comes a second time, for its first worker was killed over it."""
    return bool((task.request.delivery_info or {}).get("redelivered"))


def may_be_cut(task):
    """By a worker, after a while; never where the caller waits for its end."""
    return not (task.request.called_directly or task.request.is_eager)


def together(found, more):
    both = {name: found.get(name, type(value)()) + value for name, value in more.items()}
    return found | {
        name: value[:FAULTS_KEPT] if isinstance(value, list) else value for name, value in both.items()
    }
