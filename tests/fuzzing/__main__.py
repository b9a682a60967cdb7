"""Fuzzes the whole API as one role, in this process, on a database of its own that is thrown away.

    python -m tests.fuzzing [--role visitor reader writer] [--examples 200] [--phases coverage fuzzing ...]

What is drawn for the last of the roles is sent as each of them. Prints what was found; ends with 1 if it was
anything.
"""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile

from config.launcher.orphans import ending_with_parent

PHASES = ("examples", "coverage", "fuzzing", "stateful")
DATABASE, MIGRATED = "fuzzing.sqlite3", "migrated.sqlite3"
# Of the time, either takes about half.
BESIDE_EACH_OTHER = (("fuzzing",), ("examples", "coverage", "stateful"))
ROLES = ("visitor", "reader", "writer")


def main():
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        start_django(folder, given.migrated)
        from tests.fuzzing import running

        migrated = given.migrated
        if not migrated:
            running.migrate()
            migrated = f"{folder}/{MIGRATED}"
            shutil.copy(f"{folder}/{DATABASE}", migrated)
        groups = [[phase for phase in group if phase in given.phases] for group in BESIDE_EACH_OTHER]
        if all(groups):
            sys.exit(in_processes(groups, given, migrated))
        sys.exit(running.run(given.role, given.examples, given.phases, given.seed, given.only, migrated))


def arguments():
    read = argparse.ArgumentParser()
    read.add_argument("--role", nargs="+", choices=ROLES, default=ROLES)
    read.add_argument("--examples", type=int, default=200)
    read.add_argument("--phases", nargs="+", choices=PHASES, default=PHASES)
    read.add_argument("--seed", type=int)
    read.add_argument("--only", default="", help="operations whose path holds this")
    read.add_argument("--migrated", help=argparse.SUPPRESS)
    return read.parse_args()


def in_processes(groups, given, migrated):
    more = ["--migrated", migrated, "--examples", str(given.examples), "--role", *given.role]
    more += ["--seed", str(given.seed)] if given.seed is not None else []
    more += ["--only", given.only] if given.only else []
    command = [sys.executable, "-m", "tests.fuzzing", *more, "--phases"]
    going = [subprocess.Popen([*command, *group], preexec_fn=ending_with_parent()) for group in groups]
    return max([process.wait() for process in going])


def start_django(folder, migrated=None):
    if migrated:
        shutil.copy(migrated, f"{folder}/{DATABASE}")
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder}/{DATABASE}",
        "VAR_DIR": folder,
        "ENVIRONMENT": "local",
        "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        # How often one may ask is looked at elsewhere.
        "API_REQUESTS_PER_MINUTE": "0",
        "API_VISITOR_REQUESTS_PER_MINUTE": "0",
    }
    from django.conf import settings

    database = settings.DATABASES["default"]
    options = database["OPTIONS"]
    options["init_command"] = options["init_command"].replace("synchronous=FULL", "synchronous=OFF")
    # A quarter of the time would go into opening the file anew for each request.
    database["CONN_MAX_AGE"] = None
    import django

    django.setup()


if __name__ == "__main__":
    main()
