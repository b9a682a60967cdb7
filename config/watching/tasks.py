"""What log and metrics say of each task, in whichever process it runs. Celery's signals bring it here."""

import time

import structlog
from celery import signals
from django.conf import settings
from structlog.contextvars import bind_contextvars, get_contextvars, reset_contextvars

from config import metrics as metrics_folder
from config.logs import EVERYTHING

log = structlog.get_logger(__name__)

# What a message carries besides its task: in answer to which request it was sent.
CARRIED = "followthrough_request"


def watch():
    signals.setup_logging.connect(leave_logging_alone, weak=False)
    signals.worker_init.connect(begin_counting, weak=False)
    signals.before_task_publish.connect(carry_request, weak=False)
    signals.task_prerun.connect(note_start, weak=False)
    signals.task_failure.connect(tell_failure, weak=False)
    signals.task_postrun.connect(note_end, weak=False)
    signals.worker_process_shutdown.connect(send_spans, weak=False)


def leave_logging_alone(**_):
    """Somebody listens to this signal: so Celery sets up no log of its own beside Django's."""


def begin_counting(**_):
    if settings.METRICS_TOKEN:
        metrics_folder.begin(settings.METRICS_DIR, "worker")


def carry_request(headers=None, **_):
    if headers is None:
        return
    if request_id := get_contextvars().get("request_id"):
        headers[CARRIED] = request_id
    if settings.REPORTING.traces_to:
        _tracing().carry(headers)


def note_start(task_id=None, task=None, **_):
    known = {"task_id": task_id, "task": task.name}
    if request_id := carried(task, CARRIED):
        known["request_id"] = request_id
    span = _tracing().begin_task(task, carried(task, "traceparent")) if settings.REPORTING.traces_to else None
    task.request.watched = (time.perf_counter(), bind_contextvars(**known), span)


def carried(task, name):
    """What came with the message: of one that is done where it is asked for, the headers stand apart."""
    return getattr(task.request, name, None) or (task.request.headers or {}).get(name)


def tell_failure(sender=None, task_id=None, exception=None, **_):
    log.error("task_failed", task=sender.name, task_id=task_id, exc_info=exception)
    if getattr(sender.request, "watched", None) is None:
        # Told by the parent of a process that was killed, and that therefore never comes to its end.
        _count(sender.name, "killed", None)


def note_end(task=None, state=None, **_):
    watched = getattr(task.request, "watched", None)
    if watched is None:
        return
    began, before, span = watched
    seconds = time.perf_counter() - began
    outcome = (state or "unknown").lower()
    _count(task.name, outcome, seconds)
    if settings.LOG.requests == EVERYTHING:
        log.info("task_finished", outcome=outcome, ms=round(seconds * 1000, 1))
    if span:
        _tracing().end_task(span, outcome)
    reset_contextvars(**before)
    task.request.watched = None


def send_spans(**_):
    """The process ends without further ado, and what it has not sent goes with it."""
    if settings.REPORTING.traces_to:
        _tracing().flush()


def _tracing():
    from config.watching import tracing

    return tracing


def _count(task, outcome, seconds):
    if settings.METRICS_TOKEN:
        from config.watching.metrics import count_task

        count_task(task, outcome, seconds)
