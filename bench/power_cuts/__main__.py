"""The power fails while updates are written to SQLite, a hundred times: what was acknowledged is there.

    python -m bench.power_cuts [--cuts 100] [--updates 400] [--writers 2] [--unsafe]

Several processes record progress; a small library written down in recorder.c, which needs a C compiler, notes
each write, truncation and sync they make. For each cut a moment is drawn, and the disk is made as it may then
be: all that was synced, and of the rest nothing, all, or any part, down to single sectors. Each time SQLite
must find the database whole, each acknowledged update must be there, and the ledger must be whole.

--unsafe runs the writers without syncs (PRAGMA synchronous=OFF), to see that this would notice.
"""

import argparse
import json
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from contextlib import closing
from pathlib import Path

from bench.ledger_writes import start_django
from bench.power_cuts.disk import Disk, acknowledge, records

HERE = Path(__file__).resolve().parent
NAME = "cut.sqlite3"
NAMES = (NAME, f"{NAME}-wal")


def write(folder, action_id, user_id, updates, unsafe):
    """In a process of its own, under the recorder."""
    start_django(f"sqlite:///{folder}/{NAME}", str(folder))
    from django.db import connection

    from accounts.models import User
    from actions.models import Action
    from tests.factories import MORNING

    with connection.cursor() as cursor, (folder / "log").open("ab", buffering=0) as log:
        if unsafe:
            cursor.execute("PRAGMA synchronous=OFF")
        action, by = Action.objects.get(pk=action_id), User.objects.get(pk=user_id)
        for number in range(updates):
            note = f"Update {number} of action {action_id}."
            action.record_progress(by, MORNING, note)
            acknowledge(log, note)
            # Or one writer, always there first, would keep the other waiting longer than SQLite waits.
            time.sleep(0.02)


def furnish(folder, writers):
    start_django(f"sqlite:///{folder}/{NAME}", str(folder))
    from django.core.management import call_command
    from django.db import connection

    from tests.actions.team import make_team

    call_command("migrate", verbosity=0)
    team = make_team()
    actions = [team.open_action().pk for _ in range(writers)]
    connection.close()
    return actions, team.owner.pk


def record(folder, actions, owner, options):
    recorder = folder / "recorder.so"
    compiler = ["cc", "-shared", "-fPIC", "-O2", "-o", str(recorder), str(HERE / "recorder.c"), "-ldl"]
    subprocess.run(compiler, check=True)
    (folder / "log").touch()
    watched = {"LD_PRELOAD": str(recorder), "DISK_FOLDER": f"{folder}/{NAME}", "DISK_LOG": f"{folder}/log"}
    each = options.updates // len(actions)
    writers = [
        subprocess.Popen(
            [
                sys.executable,
                "-m",
                "bench.power_cuts",
                "--write",
                str(folder),
                str(action),
                str(owner),
                str(each),
            ]
            + ["--unsafe"] * options.unsafe,
            env=os.environ | watched,
        )
        for action in actions
    ]
    ended = [writer.wait() for writer in writers]
    if any(ended):
        raise SystemExit("A writer failed; its words are above.")


def look_at(folder, acknowledged):
    from django.db import connection

    from actions.ledger_check import check_ledger
    from actions.models import ProgressUpdate

    try:
        with closing(sqlite3.connect(folder / NAME)) as plain:
            if plain.execute("PRAGMA integrity_check").fetchone() != ("ok",):
                return "the database is damaged"
            if plain.execute("PRAGMA foreign_key_check").fetchone():
                return "a row points at nothing"
        connection.settings_dict["NAME"] = str(folder / NAME)
        found = Counter(ProgressUpdate.objects.filter(kind="progress").values_list("note", flat=True))
        if any(found[note] != 1 for note in acknowledged):
            return "an acknowledged update is missing or doubled"
        return "all is well" if check_ledger().is_whole else "the ledger is not whole"
    except Exception as problem:  # noqa: BLE001 (a damaged database may answer anything)
        return f"{type(problem).__name__}: {problem}"[:100]
    finally:
        connection.close()


def run(options, folder):
    actions, owner = furnish(folder, options.writers)
    disk = Disk(folder, NAMES)
    record(folder, actions, owner, options)
    everything = list(records(folder / "log"))
    chance = random.Random(options.seed)
    moments = sorted(chance.sample(range(1, len(everything) + 1), options.cuts))
    said, lost_writes, done = Counter(), 0, 0
    for moment in moments:
        for event in everything[done:moment]:
            disk.take(event)
        done = moment
        after = folder / "after"
        after.mkdir()
        disk.cut(chance, after)
        lost_writes += bool(any(file.waiting for file in disk.files.values()))
        said[look_at(after, disk.acknowledged)] += 1
        shutil.rmtree(after)
    return {
        "cuts": options.cuts,
        "of them with writes not yet synced": lost_writes,
        "writes and syncs": len(everything),
        "checkpoints": sum(event.op == b"E" and event.path.endswith(NAME) for event in everything),
        "acknowledged at the last cut": len(disk.acknowledged),
        "said": dict(said),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--cuts", type=int, default=100)
    parser.add_argument("--updates", type=int, default=400)
    parser.add_argument("--writers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--unsafe", action="store_true")
    parser.add_argument("--write", nargs=4, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.write:
        folder, action, owner, updates = options.write
        write(Path(folder), int(action), int(owner), int(updates), options.unsafe)
        return 0
    with tempfile.TemporaryDirectory(prefix="followthrough-cuts-") as folder:
        told = run(options, Path(folder).resolve())
    print(json.dumps(told))
    return 0 if set(told["said"]) == {"all is well"} else 1


if __name__ == "__main__":
    raise SystemExit(main())
