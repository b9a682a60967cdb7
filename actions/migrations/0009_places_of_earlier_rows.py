"""Rows of before get their places in the feed in the order in which they were written; then none ever moves."""

from django.db import migrations

from actions import ledger_triggers

PLACE_ALL = """
    INSERT INTO actions_change (update_id, position)
    SELECT id, row_number() OVER (ORDER BY id) FROM actions_progressupdate
"""


def place_earlier_rows(apps, schema_editor):
    schema_editor.execute(PLACE_ALL)


def forget_all(apps, schema_editor):
    schema_editor.execute("DELETE FROM actions_change")


def protect(apps, schema_editor):
    ledger_triggers.protect_but_for_a_place(schema_editor, "actions_change", "update_id", "position")


def release(apps, schema_editor):
    ledger_triggers.release(schema_editor, "actions_change")


class Migration(migrations.Migration):
    dependencies = [("actions", "0008_changes")]
    operations = [
        migrations.RunPython(place_earlier_rows, forget_all),
        migrations.RunPython(protect, release),
    ]
