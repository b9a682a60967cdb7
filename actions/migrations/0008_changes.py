import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("actions", "0007_owners_by_verbs_only")]
    operations = [
        migrations.CreateModel(
            name="Change",
            fields=[
                (
                    "update",
                    models.OneToOneField(
                        on_delete=django.db.models.deletion.PROTECT,
                        primary_key=True,
                        related_name="change",
                        serialize=False,
                        to="actions.progressupdate",
                    ),
                ),
                ("position", models.PositiveBigIntegerField(null=True, unique=True)),
            ],
            options={
                "ordering": ["position"],
                "indexes": [
                    models.Index(
                        condition=models.Q(("position__isnull", True)),
                        fields=["update"],
                        name="changes_without_a_place",
                    )
                ],
            },
        )
    ]
