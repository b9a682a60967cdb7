"""Many processes write to one action at once: an accepted write is a row, any other hears of the conflict.

    python bench/ledger_writes.py [--processes 8] [--writes 100] [--database URL]

Without --database it makes a SQLite file of its own and removes it. A database that is given must be empty:
it is migrated and left behind. Prints one line of JSON; ends with 1 if a write was lost or ended in anything
else than acceptance or conflict.
"""

import argparse
import json
import os
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))


def start_django(database, folder):
    os.environ |= {"DATABASE_URL": database, "VAR_DIR": folder, "LOG_LEVEL": "ERROR"}
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()


def write(action_id, user_id, writes):
    from accounts.models import User
    from actions.models import Action
    from actions.refusals import Conflict
    from tests.factories import MORNING

    by, said = User.objects.get(pk=user_id), Counter()
    for number in range(writes):
        action = Action.objects.get(pk=action_id)
        try:
            action.record_progress(by, MORNING, f"Write {number} of process {os.getpid()}.")
            said["accepted"] += 1
        except Conflict:
            said["conflict"] += 1
        except Exception as problem:  # noqa: BLE001 (whatever else it is, it is what this looks for)
            said[f"{type(problem).__name__}: {problem}"[:200]] += 1
    return said


def close(connection):
    """And its pool with its threads, which no copy of this process could use."""
    connection.close()
    if connection.vendor == "postgresql":
        connection.close_pool()


def run(database, folder, processes, writes):
    start_django(database, folder)
    from django.core.management import call_command
    from django.db import connection

    from actions.ledger_check import check_ledger
    from tests.actions.team import make_team

    call_command("migrate", verbosity=0)
    team = make_team()
    action = team.open_action()
    close(connection)
    began = time.perf_counter()
    # Copies, each with a connection of its own: starting Python anew would take most of the time.
    with ProcessPoolExecutor(processes, get_context("fork")) as pool:
        asked = [pool.submit(write, action.pk, team.owner.pk, writes) for _ in range(processes)]
        said = sum((answer.result() for answer in asked), Counter())
    seconds = time.perf_counter() - began
    rows = action.updates.count() - 1
    checked = check_ledger()
    return {
        "database": connection.vendor,
        "tried": processes * writes,
        "rows": rows,
        **said,
        "whole": checked.is_whole,
        "seconds": round(seconds, 2),
        "lost": said["accepted"] - rows,
        "unforeseen": sum(said.values()) - said["accepted"] - said["conflict"],
    }


def main():
    arguments = argparse.ArgumentParser()
    arguments.add_argument("--processes", type=int, default=8)
    arguments.add_argument("--writes", type=int, default=100)
    arguments.add_argument("--database")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        database = given.database or f"sqlite:///{folder}/ledger.sqlite3"
        found = run(database, folder, given.processes, given.writes)
    print(json.dumps(found))
    is_good = found["whole"] and not found["lost"] and not found["unforeseen"] and found["accepted"]
    sys.exit(0 if is_good and sum((found["accepted"], found["conflict"])) == found["tried"] else 1)


if __name__ == "__main__":
    main()
