"""A table for pages of visitors, beside that of the cache: it may forget, the other should not."""

from django.core.management import call_command
from django.db import migrations


def make_table(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    dependencies = [("accounts", "0013_heartbeats")]
    operations = [migrations.RunPython(make_table, migrations.RunPython.noop)]
