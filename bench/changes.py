"""Processes write to many actions at once while a puller follows the changes feed, is stopped and goes on.

    python bench/changes.py [--processes 4] [--writes 500] [--database URL]

The puller keeps, as any client would, the last row of each action and its cursor. It is killed at random,
loses what it has not saved and goes on from the cursor it had. In the end its copy must be the server's. Some
writers hold their transaction open, so that rows are committed out of the order of their numbers.

Prints one line of JSON; ends with 1 when a row was missed, came twice or came before the row it follows.
Without --database it makes a SQLite file of its own.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.ledger_writes import close, start_django

ACTIONS = 40


def write(action_ids, user_id, writes, seed):
    """Each write is to an action of this process's own: contention is not what is looked for here."""
    from django.db import transaction

    from accounts.models import User
    from actions.models import Action
    from tests.factories import MORNING

    chance, by = random.Random(seed), User.objects.get(pk=user_id)
    for number in range(writes):
        action = Action.objects.get(pk=chance.choice(action_ids))
        with transaction.atomic():
            action.record_progress(by, MORNING, f"Write {number} of process {os.getpid()}.")
            if chance.random() < 0.3:
                time.sleep(chance.random() / 100)
    return writes


class Puller:
    """A client's copy: saved now and then, as a file on its disk would be."""

    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.cursor, self.copy, self.seen = 0, {}, []
        self.stops = self.readings = 0

    def follow(self):
        """Reads until there is no more or it is killed; what a killed reading brought is lost with it."""
        from actions import change_feed
        from actions.models import ProgressUpdate

        while True:
            most = self.chance.choice((1, 7, 50))
            stretch = change_feed.read(ProgressUpdate.objects.all(), self.cursor, most)
            self.readings += 1
            if self.chance.random() < 0.2:
                self.stops += 1
                return
            for row in stretch.rows:
                self.seen.append((row.action_id, row.number))
                self.copy[row.action_id] = (row.number, row.hash)
            self.cursor = stretch.end
            if not stretch.has_more:
                return


def out_of_order(seen):
    last, wrong = {}, 0
    for action, number in seen:
        wrong += number != last.get(action, 0) + 1
        last[action] = number
    return wrong


def run(database, folder, processes, writes):
    start_django(database, folder)
    from django.core.management import call_command
    from django.db import connection

    from actions.models import Action, ProgressUpdate
    from tests.actions.team import make_team

    call_command("migrate", verbosity=0)
    team = make_team()
    ids = [team.open_action().pk for _ in range(ACTIONS)]
    close(connection)
    puller, began = Puller(seed=7), time.perf_counter()
    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        going = [
            pool.submit(write, ids[number::processes], team.owner.pk, writes, number)
            for number in range(processes)
        ]
        while not all(asked.done() for asked in going):
            puller.follow()
        for asked in going:
            asked.result()
    seconds = time.perf_counter() - began
    while puller.cursor == 0 or len(puller.seen) < ProgressUpdate.objects.count():
        before = puller.cursor, puller.stops
        puller.follow()
        if before == (puller.cursor, puller.stops):
            break
    rows = set(ProgressUpdate.objects.values_list("action", "number"))
    state = {action.pk: (action.ledger_number, action.updates.last().hash) for action in Action.objects.all()}
    return {
        "database": connection.vendor,
        "rows": len(rows),
        "pulled": len(puller.seen),
        "missed": len(rows - set(puller.seen)),
        "twice": len(puller.seen) - len(set(puller.seen)),
        "out_of_order": out_of_order(puller.seen),
        "same_state": puller.copy == state,
        "readings": puller.readings,
        "stops": puller.stops,
        "seconds": round(seconds, 2),
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--processes", type=int, default=4)
    arguments.add_argument("--writes", type=int, default=500)
    arguments.add_argument("--database")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = given.database or f"sqlite:///{folder}/changes.sqlite3"
        found = run(database, folder, given.processes, given.writes)
    print(json.dumps(found))
    wrong = found["missed"] + found["twice"] + found["out_of_order"]
    sys.exit(0 if found["same_state"] and not wrong else 1)


if __name__ == "__main__":
    main()
