from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0010_reminders")]

    operations = [
        migrations.AddIndex(
            model_name="progressupdate",
            index=models.Index(fields=["kind", "action"], name="actions_pro_kind_2f98f1_idx"),
        ),
    ]
