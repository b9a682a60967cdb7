"""The database itself refuses to change a frozen paper, its files and its notices."""

from django.db import migrations

from actions import ledger_triggers

TABLES = {
    "scrutiny_frozenpaper": ["paper_id = NEW.paper_id"],
    "scrutiny_frozenfile": ["frozen_id = NEW.frozen_id AND name = NEW.name"],
    "scrutiny_papernotice": [],
}


def protect(apps, schema_editor):
    for table, twins in TABLES.items():
        ledger_triggers.protect(schema_editor, table, twins)
    ledger_triggers.keep_parents(schema_editor, "scrutiny_paper", "scrutiny_frozenpaper", "paper_id")


def release(apps, schema_editor):
    for table in TABLES:
        ledger_triggers.release(schema_editor, table)
    ledger_triggers.let_parents_go(schema_editor, "scrutiny_paper")


class Migration(migrations.Migration):
    dependencies = [("scrutiny", "0001_initial")]
    operations = [migrations.RunPython(protect, release)]
