"""Whether a new database is the same by one migration of each app as by all in turn, and what each way costs.

    python -m bench.new_database [--postgresql]

Makes both, in new files or on a PostgreSQL of its own, and compares every table, column, index, constraint,
trigger and row. Whatever differs is printed, but for the keys of rows, and the order of columns on SQLite,
where altering a table may put them elsewhere. Processor time is without PostgreSQL's own.
"""

import argparse
import difflib
import json
import os
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
WAYS = {"in_turn": "all in turn", "at_once": "one for each app"}
# Given out in the order in which rows were made, or the time of it.
BY_CHANCE = {"id", "content_type_id", "applied"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--make", choices=WAYS, help="only make one, where DATABASE_URL says")
    options = parser.parse_args()
    if options.make:
        print(json.dumps(make(options.make)))
        return 0
    with on_postgresql() if options.postgresql else in_files() as address:
        made = {way: made_apart(way, address(way)) for way in WAYS}
    for way, words in WAYS.items():
        print(f"{words}: {made[way]['steps']} migrations, {made[way]['seconds']:.1f} s of processor time")
    lines = [made[way]["lines"] for way in WAYS]
    differing = list(difflib.unified_diff(*lines, *WAYS.values(), lineterm="", n=2))
    print("\n".join(differing) or f"Both are the same in {len(lines[0])} lines.")
    return 1 if differing else 0


@contextmanager
def in_files():
    with tempfile.TemporaryDirectory() as folder:
        yield lambda way: f"sqlite:///{folder}/{way}.sqlite3"


@contextmanager
def on_postgresql():
    from tests.parts.postgresql import PrivatePostgreSQL

    with PrivatePostgreSQL() as url:
        server = url.removesuffix("followthrough")
        with psycopg.connect(server + "postgres", autocommit=True) as operator:
            for way in WAYS:
                operator.execute(f"CREATE DATABASE {way}")
        yield lambda way: server + way


def made_apart(way, url):
    environment = os.environ | {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
    command = [sys.executable, "-m", "bench.new_database", "--make", way]
    answer = subprocess.run(command, cwd=ROOT, env=environment, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout.splitlines()[-1])


def make(way):
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection
    from django.db.migrations import executor

    from accounts.quiet_migrations.in_turn import InTurn

    if way == "in_turn":
        executor.MigrationLoader = InTurn
    steps = executor.MigrationExecutor(connection)
    number = len(steps.migration_plan(steps.loader.graph.leaf_nodes()))
    began = time.process_time()
    call_command("migrate", verbosity=0)
    seconds = time.process_time() - began
    return {"seconds": seconds, "steps": number, "lines": [*tables(connection), *rows(connection)]}


def tables(connection):
    if connection.vendor == "postgresql":
        from tests.parts.postgresql import programs

        command = [programs() / "pg_dump", "--schema-only", "--dbname", os.environ["DATABASE_URL"]]
        dump = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
        # Since a mending of security it has a word in it that is another each time.
        return [line for line in dump.splitlines() if not line.startswith(("\\restrict", "\\unrestrict"))]
    with connection.cursor() as cursor:
        cursor.execute("SELECT type, name, coalesce(sql, '') FROM sqlite_master ORDER BY type, name")
        return [line for kind, name, sql in cursor.fetchall() for line in (f"{kind} {name}", *parts(sql))]


def parts(sql):
    """Columns and constraints, or the whole where there are none."""
    before, _, inside = sql.partition("(")
    depth, found = 1, [""]
    for sign in inside:
        depth += {"(": 1, ")": -1}.get(sign, 0)
        if sign == "," and depth == 1:
            found.append("")
        else:
            found[-1] += sign
    is_table = before.startswith("CREATE TABLE")
    return [before, *(sorted(part.strip(" )") for part in found) if is_table else [inside])]


def rows(connection):
    """Those for which migrations stand are noted by both ways; that they are stood for is not."""
    from accounts.quiet_migrations import noted_when_up_to_date

    noted = noted_when_up_to_date()
    with connection.cursor() as cursor:
        for table in sorted(connection.introspection.table_names(cursor)):
            columns = [
                connection.ops.quote_name(column.name)
                for column in connection.introspection.get_table_description(cursor, table)
                if column.name not in BY_CHANCE
            ]
            cursor.execute(f"SELECT {', '.join(columns)} FROM {table}")
            found = sorted(cursor.fetchall(), key=repr)
            if table == "django_migrations":
                found = [row for row in found if row in noted]
            yield from (f"{table}: {row}" for row in found)


if __name__ == "__main__":
    raise SystemExit(main())
