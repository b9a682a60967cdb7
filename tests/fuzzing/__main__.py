"""Fuzzes the whole API as each role, in processes whose databases are thrown away.

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

NOTHING_SENT = 3
PHASES = ("examples", "coverage", "fuzzing", "stateful")
DATABASE, MIGRATED = "fuzzing.sqlite3", "migrated.sqlite3"
# Half of the operations each, as there are two processors. What one leads to is asked of all of them.
OF_A_SHARE, OF_ALL = ("examples", "coverage", "fuzzing"), ("stateful",)
SHARES = ((OF_A_SHARE, 0, 2), (OF_A_SHARE, 1, 2), (OF_ALL, 0, 1))
ROLES = ("visitor", "reader", "writer")


def main():
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        start_django(folder, given.migrated)
        from tests.fuzzing import running

        if given.migrated:
            found_any = running.run(given)
            sys.exit(NOTHING_SENT if found_any is None else int(found_any))
        running.migrate()
        migrated = f"{folder}/{MIGRATED}"
        shutil.copy(f"{folder}/{DATABASE}", migrated)
        sys.exit(in_processes(given, migrated))


def arguments():
    read = argparse.ArgumentParser()
    read.add_argument("--role", nargs="+", choices=ROLES, default=ROLES)
    read.add_argument("--examples", type=int, default=200)
    read.add_argument("--phases", nargs="+", choices=PHASES, default=PHASES)
    read.add_argument("--seed", type=int)
    read.add_argument("--only", default="", help="operations whose path holds this")
    read.add_argument("--migrated", help=argparse.SUPPRESS)
    read.add_argument("--share", nargs=2, type=int, help=argparse.SUPPRESS)
    return read.parse_args()


def in_processes(given, migrated):
    command = [sys.executable, "-m", "tests.fuzzing", "--migrated", migrated]
    command += ["--examples", str(given.examples), "--role", *given.role]
    command += ["--seed", str(given.seed)] if given.seed is not None else []
    command += ["--only", given.only] if given.only else []
    going = []
    for phases, *share in SHARES:
        asked = [phase for phase in phases if phase in given.phases]
        if asked:
            words = ["--phases", *asked, "--share", *map(str, share)]
            going.append(subprocess.Popen([*command, *words], preexec_fn=ending_with_parent()))
    codes = {process.wait() for process in going}
    # A share of few operations may have none; all of them together may not.
    return 0 if 0 in codes and codes <= {0, NOTHING_SENT} else 1


def start_django(folder, migrated=None):
    # The service complains where there is no such folder.
    os.makedirs(f"{folder}/static", exist_ok=True)
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
