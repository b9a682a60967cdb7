from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0014_rows_that_withhold")]

    operations = [
        migrations.RemoveIndex(
            model_name="progressupdate",
            name="actions_pro_happene_86d946_idx",
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["due_on", "id"], name="actions_by_deadline"),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["updated_on", "id"], name="actions_by_last_words"),
        ),
        migrations.AddIndex(
            model_name="action",
            index=models.Index(fields=["title", "id"], name="actions_by_title"),
        ),
        migrations.AddIndex(
            model_name="progressupdate",
            index=models.Index(fields=["happened_on", "id"], name="rows_by_day"),
        ),
    ]
