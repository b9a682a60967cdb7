from django.db import migrations, models

from accounts.quiet_migrations import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0015_orders_of_lists")]

    operations = [
        AddIndexConcurrently(
            model_name="progressupdate",
            index=models.Index(
                condition=models.Q(("kind__in", ("opened", "reassigned"))),
                fields=["action", "owner"],
                name="rows_that_name_owners",
            ),
        ),
    ]
