import platform
import signal
import threading

from celery import current_app
from celery.schedules import maybe_schedule
from django.core.management.base import BaseCommand
from django.db import close_old_connections
from django.utils import timezone

from accounts.models import Heartbeat, Job, Sweep
from accounts.models.heartbeats import EVERY
from accounts.tasks import take_up_jobs

LOOK_EVERY_SECONDS = 2


class Command(BaseCommand):
    help = (
        "Runs, in this process, whatever is due of the schedule that Celery would keep. For machines without "
        "a broker: from cron once a minute, or with --loop until it is stopped."
    )

    def add_arguments(self, parser):
        parser.add_argument("--loop", action="store_true", help="go on until SIGINT or SIGTERM")

    def handle(self, *, loop, **options):
        current_app.loader.import_default_modules()
        if not loop:
            ran = run_due()
            self.stdout.write(f"Ran {', '.join(ran)}." if ran else "Nothing was due.")
            return
        stop, started_at, beaten_at = threading.Event(), timezone.now(), None
        name = f"plain loop on {platform.node()}"
        # A signal may come in the middle of a task, which is then finished first.
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: stop.set())
        while not stop.wait(LOOK_EVERY_SECONDS):
            close_old_connections()
            if beaten_at is None or timezone.now() - beaten_at >= EVERY:
                beaten_at = timezone.now()
                Heartbeat.beat(name, beaten_at, started_at)
            run_due(stop)
            if Job.objects.owed(timezone.now()).exists() and not stop.is_set():
                # Somebody is waiting before a progress page: not only when the schedule says so.
                take_up_jobs()
        Heartbeat.end(name)


def run_due(stop=None):
    """Answers the names of what was run. When each last ran is a row, so a missed night is made good."""
    ran = []
    last_runs = dict(Sweep.objects.values_list("name", "last_started_at"))
    for name, entry in current_app.conf.beat_schedule.items():
        if stop and stop.is_set():
            break
        schedule = maybe_schedule(entry["schedule"], app=current_app._get_current_object())
        last_run = last_runs.get(name)
        if last_run is None or schedule.is_due(last_run).is_due:
            run(name, entry)
            ran.append(name)
    return ran


def run(name, entry):
    """One task that fails must not keep the others from running: the log says why, and it is tried again."""
    Sweep.note_started(name, timezone.now())
    task = current_app.tasks[entry["task"]]
    if task.apply(entry.get("args", ()), entry.get("kwargs", {})).successful():
        Sweep.note_finished(name, timezone.now())
