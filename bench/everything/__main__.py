"""One command, one table: what each page, list, pull and sweep costs as a country grows.

    python -m bench.everything [--actions 10000,100000] [--database URL] [--only pages,visitors,api,pulls,...]
                               [--json FILE]

Each size is seeded with councils of about 7,000 actions and ten rows of ledger for each action. Without
--database they are SQLite files in a folder of its own. With it they are made beside each other on that
server, as URL followed by _10000 and so on; those that are there already are taken as they are, so that a
country can be measured again. Each size has a process of its own; all goes through the whole middleware.

Milliseconds of processor time for one question: of our process, and behind the + of the database's, where its
process can be seen. Other programs make the clock longer, and processor time less so.
"""

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.everything import pages, rivals, sweep, table, whole
from config.launcher import assets

ROOT = Path(__file__).resolve().parent.parent.parent
COUNCIL = 7_000
PARTS = ("sweep", "pulls", "visitors", "people", "api", "report", "starts", "search")


def measure(file, parts):
    """In the process of one size, its database in the environment."""
    import django

    django.setup()
    from django.conf import settings

    settings.ALLOWED_HOSTS, settings.API_VISITOR_REQUESTS_PER_MINUTE = ["*"], 10**6
    settings.API_REQUESTS_PER_MINUTE = 10**6
    from actions.models import Action

    rivals.add()
    council = pages.Council()
    middle = Action.objects.order_by("-pk").values_list("pk", flat=True)[0] // 2
    makers = {
        # First, while the process is small: its memory is told too.
        "sweep": sweep.sweep,
        "pulls": whole.pulls,
        "visitors": lambda: pages.of_visitors(council),
        "people": lambda: pages.of_people(council),
        "api": lambda: pages.of_the_api(council, middle),
        "report": lambda: whole.report(council),
        "starts": whole.starts,
        "search": lambda: pages.of_search(council),
    }
    found = []
    for part in makers:
        if part in parts:
            for figure in makers[part]():
                print(f"  {table.line(figure)}", flush=True)
                found.append(figure.as_dict())
    Path(file).write_text(json.dumps(found))


def seed(size, environment):
    """Migrated and filled, unless it is so already."""
    organisations = max(2, round(size / COUNCIL))
    for words in (
        ["migrate", "-v0"],
        ["collectstatic", "-v0", "--noinput"],
        ["seed_scale", "--organisations", str(organisations), "--actions", str(size)],
    ):
        subprocess.run([sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True)


def make_database(url, name):
    import psycopg

    with psycopg.connect(f"{url.rsplit('/', 1)[0]}/postgres", autocommit=True) as server:
        if not server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name]).fetchone():
            server.execute(psycopg.sql.SQL("CREATE DATABASE {}").format(psycopg.sql.Identifier(name)))


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--actions", default="10000,100000")
    asked.add_argument("--database")
    asked.add_argument("--only", default=",".join(PARTS))
    asked.add_argument("--json", type=Path)
    asked = asked.parse_args()
    if assets.main():
        raise SystemExit(1)
    sizes, found = [int(size) for size in asked.actions.split(",")], {}
    with tempfile.TemporaryDirectory() as folder:
        for size in sizes:
            url = f"{asked.database}_{size}" if asked.database else f"sqlite:///{folder}/{size}.sqlite3"
            if asked.database:
                make_database(asked.database, url.rsplit("/", 1)[1])
            environment = os.environ | {"DATABASE_URL": url, "VAR_DIR": folder, "LOG_LEVEL": "ERROR"}
            environment |= {"DJANGO_SETTINGS_MODULE": "config.settings"}
            seed(size, environment)
            print(f"{size:,} actions", flush=True)
            file = f"{folder}/{size}.json"
            words = ["-m", "bench.everything", "--measure", file, asked.only]
            subprocess.run([sys.executable, *words], cwd=ROOT, env=environment, check=True)
            found[size] = json.loads(Path(file).read_text())
    if asked.json:
        asked.json.write_text(json.dumps(found, indent=1))
    print("\n" + table.told(found))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        measure(sys.argv[2], sys.argv[3].split(","))
    else:
        main()
