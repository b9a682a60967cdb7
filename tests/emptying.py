"""Emptying a database after a test that commits: only the tables that hold rows, past what guards them.

Django's own way empties every table there is, and then fills those of content types and permissions again.
"""

from django.db import connection, transaction
from django.test import TransactionTestCase

from accounts.database_roles import as_owner

# The same for every test: what migrations leave behind.
KEPT = {"django_migrations", "django_content_type", "auth_permission"}


def empty_only_what_is_filled(monkeypatch):
    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", lambda case: empty())


@as_owner()
def empty():
    with connection.cursor() as cursor:
        if tables := filled(cursor):
            WAYS[connection.vendor](cursor, tables)


def filled(cursor):
    quoted = connection.ops.quote_name
    there = [name for name in connection.introspection.table_names(cursor) if name not in KEPT]
    looks = [f"SELECT '{name}' WHERE EXISTS (SELECT 1 FROM {quoted(name)})" for name in there]
    cursor.execute(" UNION ALL ".join(looks))
    return [name for (name,) in cursor.fetchall()]


def on_sqlite(cursor, tables):
    with connection.constraint_checks_disabled(), transaction.atomic():
        cursor.execute("SELECT tbl_name, name, sql FROM sqlite_master WHERE type = 'trigger'")
        triggers = [(name, sql) for table, name, sql in cursor.fetchall() if table in tables]
        for name, _ in triggers:
            cursor.execute(f"DROP TRIGGER {connection.ops.quote_name(name)}")
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")
        for _, sql in triggers:
            cursor.execute(sql)


def on_postgresql(cursor, tables):
    """As a replica does it: no trigger is asked, nor whether anything hangs on a row."""
    with transaction.atomic():
        cursor.execute("SET LOCAL session_replication_role = replica")
        for table in tables:
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")


WAYS = {"sqlite": on_sqlite, "postgresql": on_postgresql}
