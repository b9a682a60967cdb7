"""The whole suite: on SQLite, then again on a PostgreSQL of its own. `make test` runs it."""

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from tests.parts import REQUIRED, Missing, plugin, postgresql, statements

MOST_PROCESSES = 8  # beyond this, making a database for each costs more than it saves
SPREAD = ["--numprocesses", "auto", "--maxprocesses", str(MOST_PROCESSES), "--dist", "worksteal"]
NOTHING_COLLECTED = 5
# The browser and the guards ask every page of every person; that is no different on another database. Nor is
# a test that uses none. Of the others statements.py chooses, unless a few were asked for.
ABOUT_THE_DATABASE = ["-m", "database and not browser", "--ignore", "tests/guards"]


def main(wanted: list[str]) -> int:
    absent = plugin.missing_parts()
    try:
        postgresql.require()
    except Missing as reason:
        absent["PostgreSQL"] = str(reason)
    if absent and REQUIRED:
        print(f"Nothing was run, because all parts are required. {told(absent)}")
        return 1
    failed = []
    # Files that tests write must not mix with those of a `make run`.
    with tempfile.TemporaryDirectory(prefix="followthrough-tests-") as var_dir:
        own = {name: value for name, value in os.environ.items() if name not in ("DATABASE_URL", "REDIS_URL")}
        own |= {"VAR_DIR": var_dir}
        if not wanted:
            (Path(var_dir) / "statements").mkdir()
            own |= {statements.FOLDER: f"{var_dir}/statements"}
        (Path(var_dir) / "static").mkdir()  # WhiteNoise warns where it is missing, and warnings are errors
        if run("SQLite", [], wanted, own):
            failed.append("SQLite")
        if "PostgreSQL" not in absent:
            with postgresql.PrivatePostgreSQL() as url:
                if run("PostgreSQL", ABOUT_THE_DATABASE, wanted, own | {"DATABASE_URL": url}):
                    failed.append("PostgreSQL")
    print()
    if absent:
        print(told(absent))
    else:
        print("Every part was run: SQLite, PostgreSQL, Redis and the browser.")
    print(f"Failed on {' and '.join(failed)}." if failed else "Nothing failed.")
    return 1 if failed else 0


def run(database: str, always: list[str], wanted: list[str], environment: dict) -> int:
    print(f"\n== The suite on {database}", flush=True)
    command = [sys.executable, "-m", "pytest", *SPREAD, *always, *wanted]
    answer = subprocess.run(command, env=environment, stdin=subprocess.DEVNULL, check=False).returncode
    # A person who asked for a few tests by name may have asked for some of one database only.
    return 0 if answer == NOTHING_COLLECTED and wanted else answer


def told(absent: dict[str, str]) -> str:
    return "\n".join(f"Not run: {name}: {reason}." for name, reason in absent.items())


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
