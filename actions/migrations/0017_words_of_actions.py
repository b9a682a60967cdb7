from django.db import migrations

from accounts.quiet_migrations import AddWordIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0016_rows_that_name_owners")]

    operations = [
        AddWordIndexConcurrently("action", "words_of_actions", ["title", "task", "good_looks_like"])
    ]
