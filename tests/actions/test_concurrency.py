"""Eight processes write to one action at once, on the database that the tests run on."""

import json
import shutil
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg
import pytest
from django.conf import settings
from django.db import connection
from psycopg import sql

from tests.parts import prepared

SCRIPT = Path(settings.BASE_DIR) / "bench" / "ledger_writes.py"
PROCESSES, WRITES = 8, 25


@contextmanager
def empty_database(folder):
    """The words that name one for the script, with nothing in it but its tables."""
    if connection.vendor == "sqlite":
        copy = prepared.file() and shutil.copy(prepared.file(), folder / "writes.sqlite3")
        yield ["--database", f"sqlite:///{copy}"] if copy else []
        return
    own = settings.DATABASE_OWNER or connection.settings_dict
    name = f"{connection.settings_dict['NAME']}_writes"
    server = {
        "host": own["HOST"] or None,
        "port": own["PORT"] or None,
        "user": own["USER"] or None,
        "password": own["PASSWORD"] or None,
    }
    with psycopg.connect(dbname="postgres", autocommit=True, **server) as operator:
        drop = sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
        operator.execute(drop)
        made = sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name))
        if prepared.is_on_server(operator.cursor()):
            made += sql.SQL(" TEMPLATE {}").format(sql.Identifier(prepared.name_on_server()))
        operator.execute(made)
        try:
            user, password, host = (
                quote(server[word] or "", safe="") for word in ("user", "password", "host")
            )
            yield ["--database", f"postgresql://{user}:{password}@{host}:{server['port'] or 5432}/{name}"]
        finally:
            operator.execute(drop)


@pytest.mark.django_db
def test_no_write_is_lost_and_whoever_comes_second_is_told(tmp_path):
    with empty_database(tmp_path) as words:
        ran = subprocess.run(
            [sys.executable, SCRIPT, "--processes", str(PROCESSES), "--writes", str(WRITES), *words],
            capture_output=True,
            text=True,
            timeout=240,
            cwd=tmp_path,
        )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout)
    assert found["database"] == connection.vendor
    assert found["accepted"] + found["conflict"] == PROCESSES * WRITES
    assert found["rows"] == found["accepted"]
    assert found["whole"]
