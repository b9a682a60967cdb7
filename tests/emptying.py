"""Emptying a database after a test that commits: the triggers that refuse it are lifted meanwhile."""

from importlib import import_module

from django.db import connection
from django.test import TransactionTestCase

# Migrations that protect tables; each has protect(apps, schema_editor) and release(apps, schema_editor).
PROTECTING = (
    "actions.migrations.0002_append_only",
    "actions.migrations.0009_places_of_earlier_rows",
    "scrutiny.migrations.0002_append_only",
)


def lift_triggers_while_emptying(monkeypatch):
    empty = TransactionTestCase._fixture_teardown

    def empty_with_triggers_lifted(case):
        migrations = [import_module(name) for name in PROTECTING]
        with connection.schema_editor() as editor:
            for migration in migrations:
                migration.release(None, editor)
        empty(case)
        with connection.schema_editor() as editor:
            for migration in migrations:
                migration.protect(None, editor)

    monkeypatch.setattr(TransactionTestCase, "_fixture_teardown", empty_with_triggers_lifted)
