"""Working as the owner of the tables for the length of a block: migrations, backups, restoring."""

from contextlib import contextmanager

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections


@contextmanager
def as_owner(using=DEFAULT_DB_ALIAS):
    """Changes nothing where the service owns its tables itself, which is so whenever no owner is set."""
    connection, owner = connections[using], settings.DATABASE_OWNER
    if owner is None or using != DEFAULT_DB_ALIAS or connection.settings_dict["USER"] == owner["USER"]:
        yield connection
        return
    everyday = connection.settings_dict
    who = {name: owner[name] for name in ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")}
    connection.close()
    connection.settings_dict = everyday | who
    try:
        yield connection
    finally:
        connection.close()
        connection.settings_dict = everyday
