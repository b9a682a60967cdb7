"""The database itself refuses to change what is only ever added to, and to delete an action that has a ledger."""

from django.db import migrations

from actions import ledger_triggers

TABLES = {
    "actions_progressupdate": ["action_id = NEW.action_id AND number = NEW.number"],
    "actions_evidence": [],
    "actions_reading": [
        "corrects_id = NEW.corrects_id",
        "measure_id = NEW.measure_id AND taken_on = NEW.taken_on AND coalesce(corrects_id, NEW.corrects_id) IS NULL",
    ],
}


def protect(apps, schema_editor):
    for table, twins in TABLES.items():
        ledger_triggers.protect(schema_editor, table, twins)
    ledger_triggers.keep_parents(schema_editor, "actions_action", "actions_progressupdate", "action_id")


def release(apps, schema_editor):
    for table in TABLES:
        ledger_triggers.release(schema_editor, table)
    ledger_triggers.let_parents_go(schema_editor, "actions_action")


class Migration(migrations.Migration):
    dependencies = [("actions", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
