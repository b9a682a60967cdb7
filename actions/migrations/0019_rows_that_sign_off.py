from django.db import migrations, models

from accounts.quiet_migrations import AddIndexConcurrently


class Migration(migrations.Migration):
    atomic = False
    dependencies = [("actions", "0018_words_of_updates")]

    operations = [
        AddIndexConcurrently(
            model_name="progressupdate",
            index=models.Index(
                condition=models.Q(("kind__in", ("accepted", "sustained", "lapsed"))),
                fields=["action", "number", "happened_on", "status"],
                name="rows_that_sign_off",
            ),
        ),
    ]
