"""The parts that are work: what recurs, what is owed to the world outside, what was checked and kept."""

from datetime import timedelta

from django.conf import settings

from accounts.models import Sweep
from actions.reminders import arming
from config.watching import outboxes
from config.watching.parts import DEGRADED, FAILED, OK, UNKNOWN, ago, number_of, part

# How long each may be silent: a few times as long as `config.schedule` says, or a night that was missed.
EXPECTED = {
    "jobs": timedelta(minutes=15),
    "webhooks": timedelta(minutes=15),
    "reminders": timedelta(minutes=40),
    "subscriptions": timedelta(minutes=40),
    "kept answers": timedelta(hours=3),
    "evidence": timedelta(hours=3),
    "sessions": timedelta(hours=26),
    "ledger check": timedelta(hours=26),
    "paper check": timedelta(hours=26),
    "evidence check": timedelta(hours=26),
    "backup": timedelta(hours=26),
}
OWED_FOR_TOO_LONG = {
    "mails": timedelta(minutes=60),
    "webhooks": timedelta(minutes=60),
    "notices": timedelta(minutes=60),
    "jobs": timedelta(minutes=10),
}
WORDS_FOR = {"mails": "mail", "webhooks": "receiver", "notices": "notice", "jobs": "job"}


@part("last sweep")
def last_sweep(at):
    """Any that ended: with it scheduler and workers are alive, or the plain loop that stands for both."""
    finished = Sweep.objects.exclude(last_finished_at=None).order_by("-last_finished_at")
    last = finished.values_list("last_finished_at", flat=True).first()
    if last is None:
        return DEGRADED, "None yet: scheduler and workers have not begun."
    silent_for = at - last
    words = f"{ago(silent_for.total_seconds())} ago."
    if silent_for < EXPECTED["jobs"]:
        return OK, words
    return DEGRADED, f"{words} The scheduler, or every worker, has stopped."


@part("outbox")
def outbox(at):
    """All that goes out, as one part for watchers that want one word."""
    late = [box for box in outboxes.all_of(at) if _is_late(box)]
    if not late:
        return OK, "Nothing has been owed for too long."
    told = [f"{box.name} for {ago(box.oldest_seconds)}" for box in late]
    return DEGRADED, f"Owed: {', '.join(told)}."


def each_outbox(at):
    """One part for each, for people."""
    return [_box(box) for box in outboxes.all_of(at)]


def _is_late(box):
    return box.oldest_seconds >= OWED_FOR_TOO_LONG[box.name].total_seconds()


def _box(box):
    @part(box.name)
    def told():
        thing = WORDS_FOR[box.name]
        words = []
        if box.waiting:
            words.append(
                f"{number_of(box.waiting, thing)} waiting, the oldest for {ago(box.oldest_seconds)}."
            )
        if box.failed:
            words.append(
                f"{number_of(box.failed, thing)} paused after failures."
                if box.name == "webhooks"
                else f"{number_of(box.failed, thing)} given up in the last seven days."
            )
        if box.name == "mails" and not arming.is_armed():
            return DEGRADED, arming.NOT_ARMED
        state = FAILED if _is_late(box) else DEGRADED if box.failed else OK
        return state, " ".join(words) or "Nothing is waiting, nothing has failed."

    return told()


def recurring(at):
    """(row, part) of what recurs, in the order of the alphabet; what has never run is told too."""
    rows = {sweep.name: sweep for sweep in Sweep.objects.exclude(name__in=settings.CELERY_BEAT_SCHEDULE)}
    return [(rows.get(name), sweep_part(name, rows.get(name), at)) for name in sorted({*EXPECTED, *rows})]


def sweep_part(name, sweep, at):
    @part(name)
    def told():
        if sweep is None or sweep.last_finished_at is None:
            begun = sweep is not None and sweep.last_started_at
            return UNKNOWN, _never(name) if not begun else "It has begun, and never ended yet."
        age = at - sweep.last_finished_at
        words = f"Last ended {ago(age.total_seconds())} ago."
        if sweep.faults:
            return FAILED, f"{words} {number_of(len(sweep.faults), 'fault')} found."
        if name in EXPECTED and age >= EXPECTED[name]:
            return FAILED, f"{words} That is too long."
        return OK, words

    return told()


def _never(name):
    if name == "backup":
        return "No backup has been made by manage.py backup."
    within = f" It should within {ago(EXPECTED[name].total_seconds())}." if name in EXPECTED else ""
    return f"It has not run yet.{within}"
