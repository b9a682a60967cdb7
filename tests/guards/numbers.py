"""Numbers that were given to rows which are taken back: PostgreSQL would not give them again."""

from contextlib import contextmanager

import psycopg
from django.conf import settings
from django.db import connection

GIVEN = "SELECT format('%I.%I', schemaname, sequencename), last_value FROM pg_sequences"
GIVE_AGAIN = "SELECT setval(%s, coalesce(%s, 1), %s)"


@contextmanager
def given_again():
    """What is written inside the block, and taken back by it, gets the same numbers when written again."""
    if connection.vendor != "postgresql":
        yield
        return
    place = connection.get_connection_params()
    who = {name: place[name] for name in ("dbname", "user", "password", "host", "port") if name in place}
    if settings.DATABASE_OWNER:
        who["user"] = settings.DATABASE_OWNER["USER"]
    # Beside the test's own transaction, which numbers are no part of; and they are the owner's.
    with psycopg.connect(**who, autocommit=True) as owner:
        before = owner.execute(GIVEN).fetchall()
        yield
        after = dict(owner.execute(GIVEN).fetchall())
        for name, last in before:
            if after[name] != last:
                owner.execute(GIVE_AGAIN, [name, last, last is not None])
