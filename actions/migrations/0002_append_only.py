"""The database itself refuses to change what is only ever added to, and to delete an action that has a ledger."""

from django.db import migrations

from actions import ledger_triggers

TABLES = {
    "actions_progressupdate": ("action_id", "number"),
    "actions_evidence": (),
    "actions_reading": ("corrects_id",),
}


def protect(apps, schema_editor):
    for table, unique in TABLES.items():
        ledger_triggers.protect(schema_editor, table, unique)
    ledger_triggers.keep_parents(schema_editor, "actions_action", "actions_progressupdate", "action_id")


def release(apps, schema_editor):
    for table in TABLES:
        ledger_triggers.release(schema_editor, table)
    ledger_triggers.let_parents_go(schema_editor, "actions_action")


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
