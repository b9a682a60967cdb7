"""The tests on PostgreSQL as the role that the service works as: FOLLOWTHROUGH_AS_APPLICATION_ROLE=1."""

import fcntl
import os
import tempfile
from contextlib import contextmanager
from io import StringIO
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection

from accounts.row_security.scopes import see_everything_in_this_process

WANTED = bool(os.environ.get("FOLLOWTHROUGH_AS_APPLICATION_ROLE"))
ROLE = "followthrough_application"
# How the database says no to changing what is only added to. The role of the service meets its lack of rights
# before any trigger; that triggers refuse the owner too, tests/actions/test_append_only.py and
# tests/scrutiny/test_frozen_for_good.py show whichever role the tests run as.
REFUSED = "permission denied" if WANTED else "append-only"


@contextmanager
def alone():
    """Roles belong to the whole server: two processes of tests that set one up at once are refused."""
    with (Path(tempfile.gettempdir()) / "followthrough-test-roles.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


@contextmanager
def working_as(role):
    """From here on the role of DATABASE_URL is this one, and the one that was it is the owner."""
    database = settings.DATABASES["default"]
    if database["USER"] == role:
        yield
        return
    owner = dict(database)
    connection.close()
    connection.close_pool()
    settings.DATABASE_OWNER, settings.ROW_SECURITY = owner | {"OPTIONS": {}}, True
    database["USER"] = role
    see_everything_in_this_process()
    try:
        with alone():
            call_command("database_roles", stdout=StringIO())
        yield
    finally:
        connection.close()
        connection.close_pool()
        database["USER"] = owner["USER"]
        settings.DATABASE_OWNER, settings.ROW_SECURITY = None, False
