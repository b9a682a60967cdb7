"""A database with all migrations in it, made once: each test process takes a copy.

On SQLite it is a file that stays for later runs, as long as nothing in the apps changes; on PostgreSQL a
database beside those of the processes, for processes that run beside each other.
"""

import fcntl
import hashlib
import os
import shutil
import sysconfig
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings
from django.db import connection

ROOT = Path(__file__).resolve().parents[2]
FOLDERS = ("accounts", "inspections", "actions", "scrutiny", "config")
KEPT = 3  # files; other branches have other migrations
FILES = {}
LOCK = 20261121  # any number, as long as all processes use the same


def take(folder: Path) -> None:
    """The connection leads to a database of this process alone when this returns."""
    if connection.vendor == "sqlite":
        _take_file(folder)
    elif int(os.environ.get("PYTEST_XDIST_WORKER_COUNT", "1")) > 1:
        _take_copy_on_server()
    else:
        _migrate()


def give_back(real_name: str) -> None:
    connection.creation.destroy_test_db(real_name, verbosity=0)


def _migrate():
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)


def _use(name):
    connection.close()
    settings.DATABASES["default"]["NAME"] = connection.settings_dict["NAME"] = name
    connection.ensure_connection()


def _take_file(folder):
    prepared = FILES[AT_FIRST] = folder / f"{AT_FIRST}.sqlite3"
    with _locked(folder / "lock"):
        if not prepared.exists():
            _migrate()
            if state_of_the_code() != AT_FIRST:
                return
            half = prepared.with_suffix(".half")
            half.unlink(missing_ok=True)
            connection.cursor().execute("VACUUM INTO %s", [str(half)])
            half.rename(prepared)
            for old in sorted(folder.glob("*.sqlite3"), key=lambda path: path.stat().st_mtime)[:-KEPT]:
                old.unlink()
            return
        name = connection.creation._get_test_db_name()
        shutil.copyfile(prepared, name)
    _use(name)


def _take_copy_on_server():
    quoted = connection.ops.quote_name
    name, prepared = connection.creation._get_test_db_name(), name_on_server()
    with connection.creation._nodb_cursor() as cursor:
        # The service's own patience would end before another process has migrated.
        cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        if is_on_server(cursor):
            cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
            cursor.execute(f"CREATE DATABASE {quoted(name)} TEMPLATE {quoted(prepared)}")
        else:
            _migrate()
            connection.close()
            connection.close_pool()
            cursor.execute(f"CREATE DATABASE {quoted(prepared)} TEMPLATE {quoted(name)}")
    _use(name)


def name_on_server() -> str:
    return f"prepared_{AT_FIRST}"


def is_on_server(cursor) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name_on_server()])
    return cursor.fetchone() is not None


def file() -> Path | None:
    """The prepared database, if this run is on SQLite and has one."""
    made = FILES.get(AT_FIRST)
    return made if made and made.exists() else None


def state_of_the_code() -> str:
    """Of whatever a migration can import, and of the packages that bring migrations themselves."""
    read = hashlib.sha256()
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*.py")):
            read.update(path.read_bytes())
    packages = Path(sysconfig.get_paths()["purelib"]).glob("*.dist-info")
    read.update(repr(sorted(path.name for path in packages)).encode())
    return read.hexdigest()[:16]


# When this was imported the migrations were not yet: what is edited meanwhile must not be taken for them.
AT_FIRST = state_of_the_code()


@contextmanager
def _locked(path):
    with path.open("a") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield
