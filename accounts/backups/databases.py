"""Copying a whole database, in the way that belongs to each kind."""

import os
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing, contextmanager, suppress

from django.db import connections, transaction

from accounts.backups.refusal import CannotBackUp
from accounts.row_security.words import SCHEMA, TRIGGERS

LONGEST = 4 * 60 * 60
# The roles of one installation are not those of another; see accounts.database_roles.
BELONGING_TO_NOBODY = ("--no-owner", "--no-privileges")

# As `pg_restore --list` has them: number; two ids; kind, schema, name.
EXTENSION = re.compile(r"\d+; \d+ \d+ EXTENSION - (\S+)")
ABOUT_EXTENSION = re.compile(r"\d+; \d+ \d+ (?:EXTENSION - |COMMENT - EXTENSION )")
# The rules for rows are those of the version that runs here: migrating puts them there.
OF_THE_RULES = re.compile(
    r"\d+; \d+ \d+ "
    rf"(?:POLICY |ROW SECURITY |TRIGGER \S+ \S+ {TRIGGERS}|(?:[A-Z]+ )+(?:- )?(?:SCHEMA )?{SCHEMA} )"
)


@contextmanager
def another_connection(alias, database):
    """A database that the settings don't name, by an alias, until the block ends."""
    connections.settings[alias] = connections.configure_settings({"default": {}, alias: database})[alias]
    try:
        yield alias
    finally:
        with suppress(KeyError):
            connections[alias].close()
            del connections[alias]
        del connections.settings[alias]


@contextmanager
def still_picture(using):
    """Everything read inside the block is of one moment. Answers PostgreSQL's name for that moment."""
    connection = connections[using]
    if connection.vendor != "postgresql":
        # It takes SQLite's write lock: others wait.
        with transaction.atomic(using=using):
            yield None
        return
    with transaction.atomic(using=using), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
        cursor.execute("SET LOCAL idle_in_transaction_session_timeout = 0")
        cursor.execute("SET LOCAL statement_timeout = 0")
        cursor.execute("SELECT pg_export_snapshot()")
        yield cursor.fetchone()[0]


def dump_sqlite(using, target):
    """By SQLite's own backup, in one step: readers and writers go on, and what arrives is of one moment."""
    connections[using].ensure_connection()
    with closing(sqlite3.connect(target)) as copy:
        connections[using].connection.backup(copy)
        _must_be_sound(copy)


def load_sqlite(using, source):
    """In one transaction: a power cut on the way leaves what was there."""
    connections[using].close()
    connections[using].ensure_connection()
    with closing(sqlite3.connect(source)) as copy:
        _must_be_sound(copy)
        copy.backup(connections[using].connection)


def _must_be_sound(copy):
    if copy.execute("PRAGMA quick_check").fetchone() != ("ok",):
        raise CannotBackUp("The database file is damaged: SQLite finds faults in it.")


def dump_postgresql(using, picture, target):
    _run(
        using, "pg_dump", "--format=custom", *BELONGING_TO_NOBODY, f"--snapshot={picture}", f"--file={target}"
    )


def load_postgresql(using, source):
    """In one transaction: it all comes in, or everything stays as it was."""
    connection = connections[using]
    # A newer version may have made tables that the backup has not got: they would stop its upgrade.
    names = [connection.ops.quote_name(name) for name in connection.introspection.table_names()]
    connection.close()
    clearing, loading = source.with_suffix(".clear.sql"), source.with_suffix(".load.sql")
    wanted, extensions = _contents(source)
    clear = [f"DROP TABLE IF EXISTS {name} CASCADE;\n" for name in names]
    clear += [f"DROP SCHEMA IF EXISTS {SCHEMA} CASCADE;\n"]
    clear += [f"CREATE EXTENSION IF NOT EXISTS {connection.ops.quote_name(name)};\n" for name in extensions]
    clearing.write_text("".join(clear))
    _run(
        None, "pg_restore", "--clean", "--if-exists", *BELONGING_TO_NOBODY, f"--use-list={wanted}",
        f"--file={loading}", str(source),
    )  # fmt: skip
    _run(
        using, "psql", "--no-psqlrc", "--quiet", "--single-transaction", "--set=ON_ERROR_STOP=1",
        f"--file={clearing}", f"--file={loading}",
    )  # fmt: skip


def _contents(source):
    """What to load of a backup, as a file, and its extensions: those that are here stay.

    One that the server's administrator made is not the owner's to drop or to describe.
    """
    listed = source.with_suffix(".list")
    _run(None, "pg_restore", "--list", f"--file={listed}", str(source))
    lines = listed.read_text().splitlines(keepends=True)
    made = [found for line in lines if (found := EXTENSION.match(line))]
    left_out = (ABOUT_EXTENSION, OF_THE_RULES)
    listed.write_text("".join(line for line in lines if not any(each.match(line) for each in left_out)))
    return listed, [found[1] for found in made]


def _run(using, programme, *arguments):
    if shutil.which(programme) is None:
        raise CannotBackUp(
            f"The programme {programme} was not found. On Debian: apt-get install postgresql-client"
        )
    answer = subprocess.run(
        [programme, *arguments],
        env=os.environ | (_place(using) if using else {}),
        capture_output=True,
        text=True,
        timeout=LONGEST,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if answer.returncode:
        told = (answer.stderr.strip() or "It said nothing.").splitlines()[-1]
        raise CannotBackUp(f"{programme} ended with {answer.returncode}: {told}")


def _place(using):
    """For the environment: on a command line everybody on the machine could read the password."""
    settings = connections[using].settings_dict
    places = {
        "PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD", "PGDATABASE": "NAME",
    }  # fmt: skip
    return {name: str(settings[key]) for name, key in places.items() if settings[key]}
