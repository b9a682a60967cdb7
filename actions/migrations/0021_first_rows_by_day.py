from django.db import migrations, models

from accounts.quiet_migrations import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0020_rows_by_entry")]

    operations = [
        AddIndexConcurrently(
            model_name="progressupdate",
            index=models.Index(
                condition=models.Q(("number", 1)),
                fields=["happened_on", "entered_at", "action"],
                name="first_rows_by_day",
            ),
        ),
    ]
