"""Long work: who can do which kind, taking it up, and making sure that every ending is written down.

A higher app registers the function for its kind of job; this module never needs to know them.
"""

import threading

import structlog
from django.db import connections

from accounts.models import Job, Sweep

log = structlog.get_logger(__name__)

HEARTBEAT_SECONDS = 20
SORRY = (
    "Something went wrong that was not foreseen. It has been recorded. "
    "Try again, and tell support if it happens twice."
)
_work = {}


class CannotFinish(Exception):
    """The work can't be done, for a reason that helps the person who asked: one sentence."""


class TakenOver(Exception):
    """Another process thought this one dead and does the work now."""


class Progress:
    """What a job's function is given to say how far it is."""

    def __init__(self, job, clock):
        self.job, self._clock = job, clock

    def __call__(self, step, percent):
        if not self.job.report(self._clock(), step, percent):
            raise TakenOver


def does(kind):
    """Registers a function as the one that does jobs of this kind: f(job, progress) -> (result, next_url)."""

    def register(function):
        _work[kind] = function
        return function

    return register


def ask_for(kind, *, title, at, organisation=None, requested_by=None, **inputs):
    if kind not in _work:
        raise ValueError(f"Nobody has registered for jobs of kind {kind!r}.")
    return Job.objects.create(
        kind=kind,
        title=title,
        asked_at=at,
        organisation=organisation,
        requested_by=requested_by,
        input=inputs,
    )


def run(job_id, clock):
    """Does one job if it is still owed. Safe to call twice, late, or by two workers at once."""
    job = Job.objects.filter(pk=job_id).first()
    if job is None or job.give_up(clock(), SORRY) or not job.claim(clock()):
        return False
    with _Heartbeat(job, clock):
        _attempt(job, clock)
    return True


def take_up(clock):
    """Runs everything that is owed: queued jobs whose nudge was lost, and those whose worker died."""
    Sweep.note_started("jobs", clock())
    taken = 0
    for job_id in list(Job.objects.owed(clock()).order_by("asked_at").values_list("pk", flat=True)):
        taken += run(job_id, clock)
    Sweep.note_finished("jobs", clock(), taken=taken)
    return taken


def _attempt(job, clock):
    try:
        result, next_url = _work[job.kind](job, Progress(job, clock))
    except CannotFinish as reason:
        job.fail(clock(), str(reason), is_refused=True)
    except TakenOver:
        log.warning("job_taken_over", job=str(job.pk))
    except Exception:
        log.exception("job_failed", job=str(job.pk), kind=job.kind, attempt=job.attempts)
        job.put_back(clock(), SORRY)
    else:
        job.finish(clock(), result, next_url)


class _Heartbeat:
    """Keeps the row fresh from a thread of its own, so that one slow step is not taken for a death."""

    def __init__(self, job, clock):
        self._job, self._clock = job, clock
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._beat, daemon=True)

    def _beat(self):
        try:
            while not self._stop.wait(HEARTBEAT_SECONDS):
                self._job.keep_alive(self._clock())
        finally:
            connections.close_all()

    def __enter__(self):
        self._thread.start()

    def __exit__(self, *_):
        self._stop.set()
        self._thread.join()
