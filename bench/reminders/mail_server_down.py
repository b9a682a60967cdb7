"""The mail server is away for ten minutes: everything is sent once after it is back.

    python -m bench.reminders.mail_server_down [--database postgresql] [--minutes 10] [--owners 400]

`send_reminders` runs once a minute, each time a process of its own. The minutes are those of a clock that
is moved on, not waited for. Ends with 1 unless everybody was told once, within an hour of the return.
"""

import sys
from dataclasses import asdict

from bench.reminders import told
from bench.reminders.whole_service import DAY, Service

AFTER_RETURN = 60


def send(service):
    ended = service.start("manage.py", "send_reminders").wait()
    assert ended in (0, 1), service.output()


def minutes_until_all_are_told(service, written):
    for minutes in range(0, AFTER_RETURN + 1, 5):
        send(service)
        if not told.count(service.sink, written).lost:
            return minutes
        service.clock.move_on(minutes=5)
    return AFTER_RETURN


def main():
    asked = told.arguments(__doc__, minutes=10, owners=400, organisations=10)
    with Service(asked.database) as service:
        from bench.large_data import Size, write

        written = write(Size(2 * asked.owners, 2 * asked.owners, asked.owners, asked.organisations), DAY)
        service.sink.down()
        for _ in range(asked.minutes):
            send(service)
            service.clock.move_on(minutes=1)
        service.sink.up()
        minutes = minutes_until_all_are_told(service, written)
        found = told.count(service.sink, written)
        figures = {"database": asked.database, "minutes_down": asked.minutes, **asdict(found)}
        figures["told_within_minutes"] = minutes
        told.finish("Mail server down", figures, found.each_once, service)
    sys.exit(0 if found.each_once else 1)


if __name__ == "__main__":
    main()
