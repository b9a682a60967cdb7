"""Questions that people may make as heavy as they like, and how long the database works at one."""

from contextlib import contextmanager

from django.db import OperationalError, connection, transaction

STATEMENT_CANCELLED = "57014"


class TakesTooLong(Exception):
    """It was given up, and whoever asked should ask for less."""


@contextmanager
def at_most(seconds):
    """For each question inside. Only PostgreSQL gives one up; SQLite would take its lock for writing here."""
    if connection.vendor != "postgresql":
        yield
        return
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT set_config('statement_timeout', %s, true)", [f"{int(1000 * seconds)}ms"]
                )
            yield
    except OperationalError as problem:
        if not was_given_up(problem):
            raise
        raise TakesTooLong from problem


def was_given_up(problem):
    return getattr(problem.__cause__, "sqlstate", "") == STATEMENT_CANCELLED
