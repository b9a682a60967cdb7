"""The tests on PostgreSQL as the role that the service works as: FOLLOWTHROUGH_AS_APPLICATION_ROLE=1."""

import os
from contextlib import contextmanager
from io import StringIO

from django.conf import settings
from django.core.management import call_command
from django.db import connection

WANTED = bool(os.environ.get("FOLLOWTHROUGH_AS_APPLICATION_ROLE"))
ROLE = "followthrough_application"


@contextmanager
def working_as(role):
    """From here on the role of DATABASE_URL is this one, and the one that was it is the owner."""
    database = settings.DATABASES["default"]
    owner = dict(database)
    connection.close()
    connection.close_pool()
    settings.DATABASE_OWNER = owner | {"OPTIONS": {}}
    database["USER"] = role
    try:
        call_command("database_roles", stdout=StringIO())
        yield
    finally:
        connection.close()
        connection.close_pool()
        database["USER"], settings.DATABASE_OWNER = owner["USER"], None
