from django.db import migrations, models

import accounts.models.people


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_cache_table")]

    operations = [
        migrations.RenameField("signinlimit", "failures", "tries"),
        migrations.AddField(
            model_name="invitation",
            name="mailed_at",
            field=models.DateTimeField(blank=True, null=True),
        ),
        migrations.AlterField(
            model_name="invitation",
            name="email",
            field=accounts.models.people.LowercaseEmailField(max_length=254, verbose_name="e-mail address"),
        ),
        migrations.AlterField(
            model_name="signinlimit",
            name="window_started_at",
            field=models.DateTimeField(db_index=True),
        ),
        migrations.AddConstraint(
            model_name="invitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                fields=("organisation", "email", "role"),
                name="one_waiting_invitation_per_role",
            ),
        ),
    ]
