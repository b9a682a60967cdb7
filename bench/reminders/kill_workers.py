"""kill -9 of both workers, again and again, while they send: nobody is left out, a repeat is the same mail.

    python -m bench.reminders.kill_workers [--database postgresql] [--kills 20] [--owners 2500]

Two workers of Celery behind a private Redis send to a mail server on loopback. After some mails both are
killed with their children, new ones start, and the sweep is asked for again, as the scheduler does. At the
end the clock moves on by an hour, in which the claims of the killed lapse. Ends with 1 unless everybody was
reached and there are at most as many repeats as processes were killed, each the same byte for byte.
"""

import random
import sys
import time
from dataclasses import asdict

from bench.reminders import told
from bench.reminders.whole_service import DAY, Service, wait_until

WORKERS = 2
QUIET_SECONDS = 30
LONGEST_WAIT = 300


def ask_for_sweep():
    from config.celery import celery_app

    celery_app.send_task("actions.sweep_reminders", retry=False)


def send_and_kill(service, kills, mails_between):
    for _ in range(0, kills, WORKERS):
        for _ in range(WORKERS):
            service.start_worker()
        ask_for_sweep()
        before = len(service.sink.mails)
        wait_until(lambda: len(service.sink.mails) > before + mails_between, LONGEST_WAIT, every=0.01)  # noqa: B023
        time.sleep(random.uniform(0, 0.2))
        service.stop_workers()


def send_the_rest(service):
    """Once what can be sent is sent, what is left was claimed by the dead: then their claims run out."""
    for _ in range(WORKERS):
        service.start_worker()
    for hours in (0, 1, 1):
        service.clock.move_on(hours=hours)
        ask_for_sweep()
        wait_until_quiet(service)
        if not owed():
            return


def wait_until_quiet(service):
    came, last_came = -1, time.monotonic()
    while time.monotonic() - last_came < QUIET_SECONDS and owed():
        if len(service.sink.mails) > came:
            came, last_came = len(service.sink.mails), time.monotonic()
        time.sleep(0.5)


def owed():
    from actions.models import Digest

    return Digest.objects.exclude(state__in=(Digest.State.SENT, Digest.State.DROPPED)).count()


def main():
    asked = told.arguments(__doc__, kills=20, actions=5000, owners=2500, organisations=25)
    with Service(asked.database) as service:
        from bench.large_data import Size, write

        written = write(Size(asked.actions, asked.actions, asked.owners, asked.organisations), DAY)
        service.start_broker()
        began = time.perf_counter()
        send_and_kill(service, asked.kills, mails_between=asked.owners // (2 * asked.kills) or 1)
        while_killing = len(service.sink.mails)
        send_the_rest(service)
        found = told.count(service.sink, written)
        figures = {
            "database": asked.database,
            "processes_killed": asked.kills,
            "mails_before_the_last_kill": while_killing,
            **asdict(found),
            "still_owed": owed(),
            "seconds": round(time.perf_counter() - began),
        }
        is_so = found.lost == found.strangers == found.altered_repeats == figures["still_owed"] == 0
        is_so = is_so and found.repeats <= asked.kills
        told.finish("Workers killed while they send", figures, is_so, service)
    sys.exit(0 if is_so else 1)


if __name__ == "__main__":
    main()
