"""Waiting for a lock without making others wait: asked for briefly, given up, asked for again."""

import time

from django.db import OperationalError

LOCK_TIMEOUT = "2s"
FIRST_PAUSE, LONGEST_PAUSE = 0.5, 15
# Given up for a lock, or ended because two waited for each other.
WORTH_ANOTHER_TRY = {"55P03", "40P01"}

_HOLDERS = """
    SELECT activity.pid, activity.usename, coalesce(extract(epoch FROM now() - activity.xact_start)::int, -1),
        string_agg(DISTINCT lock.relation::regclass::text, ', ')
    FROM pg_locks AS lock JOIN pg_stat_activity AS activity ON activity.pid = lock.pid
    JOIN pg_class AS class ON class.oid = lock.relation AND class.relkind IN ('r', 'p')
        AND class.relnamespace = 'public'::regnamespace
    WHERE lock.granted AND lock.pid <> pg_backend_pid()
        AND lock.database = (SELECT oid FROM pg_database WHERE datname = current_database())
    GROUP BY activity.pid, activity.usename, activity.xact_start
    ORDER BY activity.xact_start NULLS LAST LIMIT 3
"""


def be_brief(connection):
    """For the whole session: a statement that waits for a lock makes all later ones wait behind it."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{LOCK_TIMEOUT}'; SET statement_timeout = 0")


def be_as_before(connection):
    with connection.cursor() as cursor:
        cursor.execute("RESET lock_timeout; RESET statement_timeout")


def patiently(connection, work, give_up_after, tell):
    """Calls `work` until it gets its locks; what it had done in its transaction was taken back."""
    give_up_at, pause = time.monotonic() + give_up_after, FIRST_PAUSE
    while True:
        try:
            return work()
        except OperationalError as problem:
            if getattr(problem.__cause__, "sqlstate", "") not in WORTH_ANOTHER_TRY:
                raise
            if time.monotonic() + pause > give_up_at:
                raise
            tell(f"A table is in use; trying again in {pause:g} seconds. {_in_use(connection)}")
        time.sleep(pause)
        pause = min(2 * pause, LONGEST_PAUSE)


def _in_use(connection):
    with connection.cursor() as cursor:
        cursor.execute(_HOLDERS)
        told = [
            f"process {pid} of {role}" + (f", for {seconds} seconds" if seconds >= 0 else "") + f": {tables}"
            for pid, role, seconds, tables in cursor.fetchall()
        ]
    return f"In use by {'; '.join(told)}." if told else "It is free again."
