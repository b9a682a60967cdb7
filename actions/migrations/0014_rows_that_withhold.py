from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("actions", "0013_webhooks"),
    ]

    operations = [
        migrations.AddIndex(
            model_name="progressupdate",
            index=models.Index(
                condition=models.Q(("withholds", True)), fields=["corrects"], name="rows_that_withhold"
            ),
        ),
    ]
