"""Two schedulers, a sweep called twice, "send now" pressed by two people: one mail to each person and day.

    python -m bench.reminders.at_once [--database postgresql] [--rounds 50] [--owners 20]

Each round is another Wednesday, on which everybody has something overdue to hear of. Five processes begin at
the same moment: two sweep as two schedulers' workers do, one is `send_reminders`, two press "send now" for
everybody, one from the front and one from the back. Ends with 1 unless each owner got exactly one mail in
each round.
"""

import sys
import time
from collections import Counter
from datetime import UTC, datetime
from io import StringIO
from multiprocessing import get_context

from bench.ledger_writes import close
from bench.reminders import told
from bench.reminders.whole_service import Service

# From here on no Wednesday is a bank holiday for a year.
WEDNESDAY = datetime(2026, 12, 2, 9, 0, tzinfo=UTC)
LONGEST_ROUND = 120


def sweep(_):
    from django.utils import timezone

    from actions.reminders.sweeping import sweep

    sweep(timezone.now)


def command(_):
    from django.core.management import call_command

    call_command("send_reminders", stdout=StringIO())


def press(people):
    """What the button does, for one after the other."""
    from django.utils import timezone

    from actions.reminders.sweeping import send_now

    for person in people:
        send_now(person, timezone.now)


def go_round(deed, people, barrier, rounds, problems):
    for _ in range(rounds):
        barrier.wait(LONGEST_ROUND)
        try:
            deed(people)
        except Exception as problem:  # noqa: BLE001 (whatever it is, it is what this looks for)
            problems.put(f"{deed.__name__}: {type(problem).__name__}: {problem}"[:300])
        barrier.wait(LONGEST_ROUND)


def all_at_once(service, people, rounds):
    """After each round the mails of the round are counted: {address: how many}."""
    context = get_context("fork")
    deeds = [(sweep, None), (sweep, None), (command, None), (press, people), (press, people[::-1])]
    barrier, problems = context.Barrier(len(deeds) + 1), context.Queue()
    processes = [
        context.Process(target=go_round, args=(deed, whose, barrier, rounds, problems), daemon=True)
        for deed, whose in deeds
    ]
    for process in processes:
        process.start()
    heard = []
    for _ in range(rounds):
        service.sink.mails.clear()
        barrier.wait(LONGEST_ROUND)
        barrier.wait(LONGEST_ROUND)
        heard.append(Counter({who: len(mails) for who, mails in service.sink.by_recipient().items()}))
        service.clock.move_on(days=7)
    for process in processes:
        process.join()
    found = []
    while not problems.empty():
        found.append(problems.get())
    return heard, found


def main():
    asked = told.arguments(__doc__, rounds=50, owners=20)
    with Service(asked.database, at=WEDNESDAY) as service:
        from django.db import connection

        from bench.large_data import Size, write

        written = write(Size(2 * asked.owners, 2 * asked.owners, asked.owners), WEDNESDAY.date())
        close(connection)
        began = time.perf_counter()
        heard, problems = all_at_once(service, written.holders, asked.rounds)
        missed = sum(person.email not in counts for counts in heard for person in written.holders)
        figures = {
            "database": asked.database,
            "rounds": asked.rounds,
            "mails": sum(counts.total() for counts in heard),
            "owners_missed": missed,
            "told_twice": sum(number > 1 for counts in heard for number in counts.values()),
            "errors": len(problems),
            "seconds": round(time.perf_counter() - began),
        }
        is_so = not (figures["told_twice"] or missed or problems)
        told.finish("All at once", figures, is_so, service)
        print("\n".join(sorted(set(problems))), end="")
    sys.exit(0 if is_so else 1)


if __name__ == "__main__":
    main()
