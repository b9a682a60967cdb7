"""Fuzzes the whole API as each role, in processes whose databases are thrown away.

    python -m tests.fuzzing [--role visitor reader writer] [--examples 200] [--phases coverage fuzzing ...]

What is drawn for the last of the roles is sent as each of them. Prints what was found; ends with 1 if it was
anything.
"""

import argparse
import os
import sys
import tempfile
from pathlib import Path

NOTHING_SENT = 3
PHASES = ("examples", "coverage", "fuzzing", "stateful")
# Half of the operations each, as there are two processors. What one leads to is asked of all of them.
OF_A_SHARE, OF_ALL = ("examples", "coverage", "fuzzing"), ("stateful",)
SHARES = ((OF_A_SHARE, 0, 2), (OF_A_SHARE, 1, 2), (OF_ALL, 0, 1))
ROLES = ("visitor", "reader", "writer")


def main():
    given = arguments()
    with tempfile.TemporaryDirectory() as folder:
        start_django(folder)
        from tests.fuzzing import councils, running

        council = councils.prepare(folder)
        going = []
        for phases, *share in SHARES:
            asked = [phase for phase in phases if phase in given.phases]
            if asked:
                going.append(councils.begin_beside(_share, running, given, council, asked, share))
        codes = {process.exitcode for process in going if process.join() is None}
    # A share of few operations may have none; all of them together may not.
    sys.exit(0 if 0 in codes and codes <= {0, NOTHING_SENT} else 1)


def _share(running, given, council, phases, share):
    found_any = running.run(given, council, phases, share)
    sys.exit(NOTHING_SENT if found_any is None else int(found_any))


def arguments():
    read = argparse.ArgumentParser()
    read.add_argument("--role", nargs="+", choices=ROLES, default=ROLES)
    read.add_argument("--examples", type=int, default=200)
    read.add_argument("--phases", nargs="+", choices=PHASES, default=PHASES)
    read.add_argument("--seed", type=int)
    read.add_argument("--only", default="", help="operations whose path holds this")
    return read.parse_args()


def start_django(folder):
    # The service complains where there is no such folder.
    Path(folder, "static").mkdir()
    os.environ |= {
        "DATABASE_URL": f"sqlite:///{folder}/fuzzing.sqlite3",
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
