from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0008_kept_answers"),
    ]

    operations = [
        migrations.CreateModel(
            name="RequestCount",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=80, unique=True)),
                ("minute", models.BigIntegerField(db_index=True)),
                ("taken", models.PositiveIntegerField()),
            ],
            options={
                "ordering": ["subject"],
            },
        ),
    ]
