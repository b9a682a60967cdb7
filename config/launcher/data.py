"""The part of setting up that needs Django: tables, static files and, the first time, the sample council.

Beside the tables and the sample the assets are made, of which the static files consist: both take seconds.
Run as `python -m config.launcher.data`. Whatever is wrong with the database is told in one sentence.
"""

import contextlib
import hashlib
import io
import json
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import django
from django.conf import settings
from django.core.management import CommandError, call_command, get_commands
from django.db import DatabaseError, connection
from django.utils import timezone

from config.launcher import assets
from config.launcher.orphans import ending_with_parent


def main() -> int:
    with making_assets() as assets_are_made:
        return prepare(assets_are_made)


@contextlib.contextmanager
def making_assets():
    """In a process of its own, which says what was wrong. Started first, because Django may have threads."""
    command = [sys.executable, "-m", "config.launcher.assets"]
    child = None if assets.are_current() else subprocess.Popen(command, preexec_fn=ending_with_parent())
    try:
        yield lambda: child is None or child.wait() == 0
    finally:
        if child and child.poll() is None:
            child.terminate()
            child.wait()


def prepare(assets_are_made: Callable[[], bool]) -> int:
    django.setup()
    from accounts.row_security.scopes import see_everything_in_this_process

    see_everything_in_this_process()
    # A pool goes on trying for ten seconds and writes a line for each try; one plain refusal is enough here.
    connection.settings_dict["OPTIONS"].pop("pool", None)
    try:
        # Or Django warns that it is not there yet.
        (assets.ROOT / "build" / "assets").mkdir(parents=True, exist_ok=True)
        call_command("check", stdout=io.StringIO())
        migrate()
        load_sample()
        arm_reminders()
        if not assets_are_made():
            return 1
        collect_static()
        write_report()
    except (DatabaseError, CommandError) as problem:
        print(sentence(problem), file=sys.stderr)
        return 1
    except OSError as problem:
        print(
            f"{problem.filename or settings.VAR_DIR} can't be written: {problem.strerror}.", file=sys.stderr
        )
        return 1
    return 0


def migrate() -> None:
    from django.db.migrations.executor import MigrationExecutor

    executor = MigrationExecutor(connection)
    pending = executor.migration_plan(executor.loader.graph.leaf_nodes())
    if pending:
        print(f"Bringing the database up to date: {len(pending)} steps.", flush=True)
        call_command("migrate", interactive=False, verbosity=0)


def collect_static() -> None:
    stamp, wanted = settings.VAR_DIR / "static.stamp", static_fingerprint()
    if stamp.is_file() and stamp.read_text() == wanted and Path(settings.STATIC_ROOT).is_dir():
        return
    stamp.unlink(missing_ok=True)
    print("Collecting the pages' style, scripts and pictures.", flush=True)
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(wanted)


def static_fingerprint() -> str:
    from django.contrib.staticfiles.finders import get_finders

    digest = hashlib.sha256(json.dumps(settings.STORAGES, default=str, sort_keys=True).encode())
    for finder in get_finders():
        for name, storage in sorted(finder.list([]), key=lambda found: found[0]):
            kept = Path(storage.path(name)).stat()
            digest.update(f"{name}\0{kept.st_size}\0{kept.st_mtime_ns}\n".encode())
    return digest.hexdigest()


def load_sample() -> None:
    if settings.IS_LOCAL and "load_sample" in get_commands():
        call_command("load_sample")


def arm_reminders() -> None:
    """A database that was just made here may send; one that was brought here waits to be told so."""
    from actions.reminders import arming

    if settings.IS_LOCAL:
        arming.arm_if_new(timezone.now())


def write_report() -> None:
    """What `make run` prints when the first page answers."""
    from accounts import sample
    from accounts.models import User

    known = set(User.objects.values_list("email", flat=True)) if settings.IS_LOCAL else set()
    sign_ins = [
        {"role": role, "email": sample.address(name)}
        for role, name in sample.SIGN_INS
        if sample.address(name) in known
    ]
    report = {"sign_ins": sign_ins, "password": sample.PASSWORD if sign_ins else ""}
    (settings.VAR_DIR / "set-up.json").write_text(json.dumps(report))


def sentence(problem: Exception) -> str:
    words = re.sub(r"\s+", " ", str(problem)).strip()
    database = connection.settings_dict
    if database["ENGINE"].endswith("sqlite3"):
        return f"The database file {database['NAME']} can't be used: {words}. Mend that and try again."
    place = f"{database['NAME']} on {database['HOST'] or 'this machine'}"
    return f"The database {place} can't be used: {words} Check DATABASE_URL, and that the server is running."


if __name__ == "__main__":
    raise SystemExit(main())
