from django.db import migrations, models

from accounts.quiet_migrations import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0019_rows_that_sign_off")]

    operations = [
        AddIndexConcurrently(
            model_name="progressupdate",
            index=models.Index(fields=["entered_at", "id"], name="rows_by_entry"),
        ),
    ]
