"""The broker loses all it holds, freezes, or is not there: nobody is left out and nobody is told twice.

    python -m bench.reminders.broker_dies [--database postgresql] [--deaths 4] [--frozen 60]

First Redis is killed in the middle of a sweep, with its files, and comes back empty; so several times. Then,
with new people to tell, it is frozen: meanwhile a page that nudges the workers must answer within about two
seconds. Then the same without any Redis: `send_reminders`, as cron would call it, twice. Ends with 1 unless
everybody was told once.
"""

import sys
import time
from dataclasses import asdict

from bench.reminders import told
from bench.reminders.whole_service import DAY, Service, wait_until

LONGEST_REQUEST = 2.5
LONGEST_WAIT = 240


def ask_for_sweep():
    """As the scheduler does; if the broker is away it asks again at its next turn."""
    from kombu.exceptions import OperationalError

    from config.celery import celery_app

    try:
        celery_app.send_task("actions.sweep_reminders", retry=False)
    except OperationalError as problem:
        print(f"  the sweep could not be asked for: {type(problem).__name__}")


def sweep_until_all_are_told(service, written):
    """Asks every few seconds, as a scheduler that is in a hurry."""

    def is_so():
        return not told.count(service.sink, written).lost

    give_up_at = time.monotonic() + LONGEST_WAIT
    while not is_so() and time.monotonic() < give_up_at:
        ask_for_sweep()
        wait_until(is_so, 10)


def kill_in_the_middle(service, deaths, written):
    mails = len(written.holders)
    for death in range(1, deaths + 1):
        ask_for_sweep()
        part = mails * death // (deaths + 2)
        wait_until(lambda: len(service.sink.mails) >= part, LONGEST_WAIT, every=0.01)  # noqa: B023
        service.broker.kill_and_empty()
    sweep_until_all_are_told(service, written)


def freeze_in_the_middle(service, seconds, written):
    ask_for_sweep()
    wait_until(lambda: len(service.sink.mails) >= len(written.holders) // 4, LONGEST_WAIT, every=0.01)
    service.broker.freeze()
    frozen_at = time.monotonic()
    try:
        slowest = slowest_request(written.leads[0])
        while time.monotonic() - frozen_at < seconds:
            ask_for_sweep()
            time.sleep(5)
    finally:
        service.broker.thaw()
    sweep_until_all_are_told(service, written)
    return slowest


def slowest_request(lead):
    """Of three uploads of a report, which nudge a worker: what a person waits at a frozen broker."""
    from django.core.files.uploadedfile import SimpleUploadedFile
    from django.test import Client
    from django.urls import reverse

    client = Client(SERVER_NAME="127.0.0.1")
    client.force_login(lead)
    address = reverse("load-report", args=[lead.memberships.get().organisation.slug])
    times = []
    for number in range(3):
        report = SimpleUploadedFile("report.txt", f"An inspection of services, number {number}.".encode())
        began = time.perf_counter()
        answer = client.post(address, {"report": report})
        times.append(time.perf_counter() - began)
        assert answer.status_code == 302, (address, answer.status_code)
    return max(times)


def by_cron(service):
    """Twice: the second finds nothing to do."""
    for _ in range(2):
        assert service.start("manage.py", "send_reminders").wait() == 0, service.output()


def main():
    asked = told.arguments(__doc__, deaths=4, frozen=60, owners=400, organisations=10)
    with Service(asked.database) as service:
        from bench.large_data import Size, write

        written = write(Size(2 * asked.owners, 2 * asked.owners, asked.owners, asked.organisations), DAY)

        def say(title, **figures):
            found = told.count(service.sink, written)
            slow = figures.get("slowest_request", 0) > LONGEST_REQUEST
            figures = {"database": asked.database, **figures, **asdict(found)}
            # The next part is another Friday, when what is overdue is said again.
            service.sink.mails.clear()
            service.clock.move_on(days=7)
            return told.finish(title, figures, found.each_once and not slow, service)

        service.start_broker()
        for _ in range(2):
            service.start_worker()
        kill_in_the_middle(service, asked.deaths, written)
        is_so = say("Redis killed in the middle and come back empty", deaths=asked.deaths)
        slowest = freeze_in_the_middle(service, asked.frozen, written)
        is_so &= say("Redis frozen in the middle", seconds=asked.frozen, slowest_request=round(slowest, 2))
        service.stop_workers()
        service.broker.stop()
        by_cron(service)
        is_so &= say("No Redis, send_reminders called twice")
    sys.exit(0 if is_so else 1)


if __name__ == "__main__":
    main()
