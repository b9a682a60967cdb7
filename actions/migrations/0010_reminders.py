import uuid

import django.core.validators
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

import actions.models.digests
import actions.models.mail_preferences


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0007_closure_days"),
        ("actions", "0009_places_of_earlier_rows"),
        ("inspections", "0003_history_of_named_bodies"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.CreateModel(
            name="Arming",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("mark", models.CharField(blank=True, max_length=64, verbose_name="mark of the host")),
                ("armed_at", models.DateTimeField()),
            ],
            options={
                "ordering": ["-pk"],
            },
        ),
        migrations.CreateModel(
            name="Digest",
            fields=[
                (
                    "id",
                    models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
                ),
                ("local_date", models.DateField()),
                ("made_at", models.DateTimeField()),
                (
                    "state",
                    models.CharField(
                        choices=actions.models.digests.State.choices,
                        default=actions.models.digests.State["PENDING"],
                        max_length=10,
                    ),
                ),
                ("next_try_at", models.DateTimeField()),
                ("attempts", models.PositiveIntegerField(default=0)),
                ("claim", models.UUIDField(null=True)),
                ("claimed_at", models.DateTimeField(null=True)),
                (
                    "may_have_gone",
                    models.BooleanField(default=False, verbose_name="a try ended without an answer"),
                ),
                (
                    "is_possibly_repeated",
                    models.BooleanField(
                        default=False, verbose_name="sent again without knowing of the first time"
                    ),
                ),
                ("frozen_at", models.DateTimeField(null=True)),
                ("sender", models.CharField(blank=True, max_length=320)),
                ("recipient", models.CharField(blank=True, max_length=320)),
                ("subject", models.CharField(blank=True, max_length=200)),
                ("text", models.TextField(blank=True)),
                ("html", models.TextField(blank=True)),
                ("message_id", models.CharField(blank=True, max_length=320, verbose_name="Message-ID")),
                ("date_header", models.CharField(blank=True, max_length=60, verbose_name="Date")),
                ("headers", models.JSONField(default=dict)),
                ("items", models.JSONField(default=list)),
                ("sent_at", models.DateTimeField(null=True)),
                ("provider_reference", models.CharField(blank=True, max_length=320)),
                ("error_class", models.CharField(blank=True, max_length=100)),
                ("error", models.TextField(blank=True)),
            ],
            options={
                "ordering": ["-local_date", "-made_at", "pk"],
            },
        ),
        migrations.CreateModel(
            name="DigestOrganisation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.CreateModel(
            name="MailPreference",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                (
                    "rhythm",
                    models.CharField(
                        choices=actions.models.mail_preferences.Rhythm.choices,
                        default=actions.models.mail_preferences.Rhythm["DAILY"],
                        max_length=10,
                    ),
                ),
                ("weekdays", models.JSONField(blank=True, default=list, verbose_name="Monday is 0")),
                (
                    "hour",
                    models.PositiveSmallIntegerField(
                        default=7, validators=[django.core.validators.MaxValueValidator(23)]
                    ),
                ),
                (
                    "paused_until",
                    models.DateField(blank=True, null=True, verbose_name="last day of the pause"),
                ),
                ("pause_reason", models.CharField(blank=True, max_length=300)),
                ("left_out", models.JSONField(blank=True, default=list, verbose_name="stages done without")),
                ("chosen_on", models.DateField(verbose_name="days chosen on")),
                (
                    "turn_on",
                    models.DateField(
                        editable=False, null=True, verbose_name="last day whose turn was looked at"
                    ),
                ),
            ],
            options={
                "ordering": ["person"],
            },
        ),
        migrations.CreateModel(
            name="Reminder",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("subject", models.CharField(max_length=60)),
                ("stage", models.CharField(max_length=30)),
                ("deadline", models.DateField(null=True, verbose_name="deadline it speaks of")),
                ("round", models.PositiveIntegerField(default=0)),
                ("matter", models.CharField(max_length=160, verbose_name="what makes it one and the same")),
                ("ledger_number", models.PositiveIntegerField(null=True)),
                ("noted_on", models.DateField()),
            ],
            options={
                "ordering": ["pk"],
            },
        ),
        migrations.AddField(
            model_name="digest",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="digests",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="digestorganisation",
            name="digest",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="about", to="actions.digest"
            ),
        ),
        migrations.AddField(
            model_name="digestorganisation",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE, related_name="+", to="accounts.organisation"
            ),
        ),
        migrations.AddField(
            model_name="mailpreference",
            name="person",
            field=models.OneToOneField(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="mail_preference",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="action",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to="actions.action",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="clock",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.CASCADE,
                related_name="+",
                to="inspections.inspectionclock",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="measure",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.CASCADE, related_name="+", to="actions.measure"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="organisation",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="reminders",
                to="accounts.organisation",
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="person",
            field=models.ForeignKey(
                on_delete=django.db.models.deletion.PROTECT,
                related_name="reminders",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="post",
            field=models.ForeignKey(
                null=True, on_delete=django.db.models.deletion.SET_NULL, related_name="+", to="accounts.post"
            ),
        ),
        migrations.AddField(
            model_name="reminder",
            name="said_in",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="reminders",
                to="actions.digest",
            ),
        ),
        migrations.AddIndex(
            model_name="digest",
            index=models.Index(fields=["state", "next_try_at"], name="actions_dig_state_681d11_idx"),
        ),
        migrations.AddConstraint(
            model_name="digest",
            constraint=models.UniqueConstraint(
                fields=("person", "local_date"), name="one_digest_per_person_and_day"
            ),
        ),
        migrations.AddConstraint(
            model_name="digestorganisation",
            constraint=models.UniqueConstraint(
                fields=("digest", "organisation"), name="one_line_per_digest_and_organisation"
            ),
        ),
        migrations.AddConstraint(
            model_name="reminder",
            constraint=models.UniqueConstraint(
                fields=("matter", "person"), name="one_reminder_per_matter_and_person"
            ),
        ),
    ]
