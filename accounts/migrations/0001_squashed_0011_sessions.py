"""All that 0001 to 0011 make one by one, at once for a new database: see docs/migrations.md."""

import uuid

import django.core.validators
import django.db.models.deletion
import django.db.models.functions.text
import simple_history.models
from django.conf import settings
from django.core.management import call_command
from django.db import migrations, models

import accounts.models.people
from accounts.quiet_migrations import NewTables

TABLES = [
    migrations.CreateModel(
        name="SignInLimit",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("subject", models.CharField(max_length=300, unique=True)),
            ("window_started_at", models.DateTimeField(db_index=True)),
            ("failures", models.PositiveIntegerField(default=0)),
        ],
    ),
    migrations.CreateModel(
        name="Sweep",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=60, unique=True)),
            ("last_started_at", models.DateTimeField(blank=True, null=True)),
            ("last_finished_at", models.DateTimeField(blank=True, null=True)),
            ("last_result", models.JSONField(blank=True, default=dict)),
        ],
        options={
            "ordering": ["name"],
        },
    ),
    migrations.CreateModel(
        name="User",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("password", models.CharField(max_length=128, verbose_name="password")),
            (
                "last_login",
                models.DateTimeField(blank=True, null=True, verbose_name="last login"),
            ),
            (
                "is_superuser",
                models.BooleanField(
                    default=False,
                    help_text="Designates that this user has all permissions without explicitly assigning them.",
                    verbose_name="superuser status",
                ),
            ),
            (
                "email",
                accounts.models.people.LowercaseEmailField(
                    max_length=254, unique=True, verbose_name="e-mail address"
                ),
            ),
            ("name", models.CharField(max_length=150, verbose_name="full name")),
            ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
            ("joined_at", models.DateTimeField(auto_now_add=True)),
            (
                "groups",
                models.ManyToManyField(
                    blank=True,
                    help_text="The groups this user belongs to. A user will get all permissions granted to each of their groups.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.group",
                    verbose_name="groups",
                ),
            ),
            (
                "user_permissions",
                models.ManyToManyField(
                    blank=True,
                    help_text="Specific permissions for this user.",
                    related_name="user_set",
                    related_query_name="user",
                    to="auth.permission",
                    verbose_name="user permissions",
                ),
            ),
            (
                "is_shut_out",
                models.BooleanField(default=False, verbose_name="closed by the operator"),
            ),
        ],
        options={
            "ordering": ["name", "email"],
            "constraints": [
                models.UniqueConstraint(
                    django.db.models.functions.text.Lower("email"),
                    name="one_person_per_address",
                    violation_error_message="Somebody already has this e-mail address.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalOrganisation",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("name", models.CharField(db_index=True, max_length=200)),
            ("slug", models.SlugField(max_length=80, verbose_name="address")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("council", "Council"),
                        ("nhs_trust", "NHS trust"),
                        ("integrated_care_board", "Integrated care board"),
                        ("police", "Police force"),
                        ("safeguarding_partnership", "Safeguarding partnership"),
                        ("other", "Other body"),
                    ],
                    max_length=30,
                ),
            ),
            (
                "ons_code",
                models.CharField(
                    blank=True,
                    max_length=9,
                    validators=[
                        django.core.validators.RegexValidator(
                            "^[A-Z]\\d{8}$",
                            "An ONS code is one capital letter and eight digits, such as E10000000.",
                        )
                    ],
                    verbose_name="ONS code",
                ),
            ),
            (
                "has_public_site",
                models.BooleanField(default=False, verbose_name="public progress pages"),
            ),
            (
                "requires_second_factor",
                models.BooleanField(default=False, verbose_name="everyone must use a second factor"),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "calendar",
                models.CharField(
                    choices=[
                        ("ENG", "England"),
                        ("WLS", "Wales"),
                        ("SCT", "Scotland"),
                        ("NIR", "Northern Ireland"),
                    ],
                    default="ENG",
                    max_length=3,
                    verbose_name="bank holidays of",
                ),
            ),
        ],
        options={
            "verbose_name": "historical organisation",
            "verbose_name_plural": "historical organisations",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalUser",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            (
                "is_superuser",
                models.BooleanField(
                    default=False,
                    help_text="Designates that this user has all permissions without explicitly assigning them.",
                    verbose_name="superuser status",
                ),
            ),
            (
                "email",
                accounts.models.people.LowercaseEmailField(
                    db_index=True, max_length=254, verbose_name="e-mail address"
                ),
            ),
            ("name", models.CharField(max_length=150, verbose_name="full name")),
            ("is_active", models.BooleanField(default=True, verbose_name="may sign in")),
            ("joined_at", models.DateTimeField(blank=True, editable=False)),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "is_shut_out",
                models.BooleanField(default=False, verbose_name="closed by the operator"),
            ),
        ],
        options={
            "verbose_name": "historical user",
            "verbose_name_plural": "historical users",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Organisation",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=200, unique=True)),
            ("slug", models.SlugField(max_length=80, unique=True, verbose_name="address")),
            (
                "kind",
                models.CharField(
                    choices=[
                        ("council", "Council"),
                        ("nhs_trust", "NHS trust"),
                        ("integrated_care_board", "Integrated care board"),
                        ("police", "Police force"),
                        ("safeguarding_partnership", "Safeguarding partnership"),
                        ("other", "Other body"),
                    ],
                    max_length=30,
                ),
            ),
            (
                "ons_code",
                models.CharField(
                    blank=True,
                    max_length=9,
                    validators=[
                        django.core.validators.RegexValidator(
                            "^[A-Z]\\d{8}$",
                            "An ONS code is one capital letter and eight digits, such as E10000000.",
                        )
                    ],
                    verbose_name="ONS code",
                ),
            ),
            (
                "has_public_site",
                models.BooleanField(default=False, verbose_name="public progress pages"),
            ),
            (
                "requires_second_factor",
                models.BooleanField(default=False, verbose_name="everyone must use a second factor"),
            ),
            (
                "calendar",
                models.CharField(
                    choices=[
                        ("ENG", "England"),
                        ("WLS", "Wales"),
                        ("SCT", "Scotland"),
                        ("NIR", "Northern Ireland"),
                    ],
                    default="ENG",
                    max_length=3,
                    verbose_name="bank holidays of",
                ),
            ),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("ons_code", ""), _negated=True),
                    fields=("ons_code",),
                    name="one_organisation_per_ons_code",
                    violation_error_message="Another organisation already has this ONS code.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Membership",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "role",
                models.CharField(
                    choices=[
                        ("lead", "Improvement lead"),
                        ("manager", "Service manager"),
                        ("assurer", "Assurer"),
                        ("member", "Scrutiny member"),
                        ("viewer", "Viewer"),
                    ],
                    max_length=10,
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="memberships",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="memberships",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["organisation", "user", "role"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("organisation", "user", "role"),
                    name="one_membership_per_role",
                    violation_error_message="This person already has that role here.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Job",
        fields=[
            (
                "id",
                models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
            ),
            ("kind", models.CharField(max_length=60)),
            ("title", models.CharField(max_length=200)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("queued", "Waiting"),
                        ("running", "Running"),
                        ("done", "Done"),
                        ("failed", "Failed"),
                    ],
                    default="queued",
                    max_length=10,
                ),
            ),
            ("step", models.CharField(blank=True, max_length=200)),
            ("percent", models.PositiveSmallIntegerField(default=0)),
            ("attempts", models.PositiveSmallIntegerField(default=0)),
            ("input", models.JSONField(default=dict)),
            ("result", models.JSONField(default=dict)),
            ("error", models.TextField(blank=True)),
            ("next_url", models.CharField(blank=True, max_length=300)),
            ("asked_at", models.DateTimeField()),
            ("heartbeat_at", models.DateTimeField(null=True)),
            ("ended_at", models.DateTimeField(null=True)),
            (
                "requested_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="jobs",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="jobs",
                    to="accounts.organisation",
                ),
            ),
            (
                "is_refused",
                models.BooleanField(
                    default=False, verbose_name="ended by a reason that trying again can't change"
                ),
            ),
        ],
        options={
            "ordering": ["-asked_at"],
            "indexes": [models.Index(fields=["state", "heartbeat_at"], name="accounts_jo_state_575a04_idx")],
        },
    ),
    migrations.CreateModel(
        name="HistoricalMembership",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            (
                "role",
                models.CharField(
                    choices=[
                        ("lead", "Improvement lead"),
                        ("manager", "Service manager"),
                        ("assurer", "Assurer"),
                        ("member", "Scrutiny member"),
                        ("viewer", "Viewer"),
                    ],
                    max_length=10,
                ),
            ),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "verbose_name": "historical membership",
            "verbose_name_plural": "historical memberships",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ApiToken",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=100, verbose_name="what it is for")),
            (
                "scope",
                models.CharField(
                    choices=[("read", "Read"), ("read_write", "Read and write")],
                    default="read",
                    max_length=10,
                ),
            ),
            ("prefix", models.CharField(editable=False, max_length=11)),
            ("key_hash", models.CharField(editable=False, max_length=64, unique=True)),
            ("created_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("last_used_at", models.DateTimeField(blank=True, null=True)),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="api_tokens",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="api_tokens",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["-created_at"],
        },
    ),
    migrations.CreateModel(
        name="Post",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("title", models.CharField(max_length=200)),
            (
                "holder",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="posts",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="posts",
                    to="accounts.organisation",
                ),
            ),
            (
                "reports_to",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="reports",
                    to="accounts.post",
                ),
            ),
        ],
        options={
            "ordering": ["title"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("organisation", "title"),
                    name="one_post_per_title",
                    violation_error_message="This organisation already has a post with that title.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Invitation",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "email",
                accounts.models.people.LowercaseEmailField(max_length=254, verbose_name="e-mail address"),
            ),
            ("name", models.CharField(max_length=150, verbose_name="full name")),
            (
                "role",
                models.CharField(
                    choices=[
                        ("lead", "Improvement lead"),
                        ("manager", "Service manager"),
                        ("assurer", "Assurer"),
                        ("member", "Scrutiny member"),
                        ("viewer", "Viewer"),
                    ],
                    max_length=10,
                ),
            ),
            ("secret_hash", models.CharField(max_length=64, unique=True)),
            ("invited_at", models.DateTimeField()),
            ("expires_at", models.DateTimeField()),
            ("accepted_at", models.DateTimeField(blank=True, null=True)),
            ("withdrawn_at", models.DateTimeField(blank=True, null=True)),
            (
                "invited_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="invitations",
                    to="accounts.organisation",
                ),
            ),
            (
                "post",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="accounts.post",
                ),
            ),
            ("mailed_at", models.DateTimeField(blank=True, null=True)),
        ],
        options={
            "ordering": ["-invited_at"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("accepted_at", None), ("withdrawn_at", None)),
                    fields=("organisation", "email", "role"),
                    name="one_waiting_invitation_per_role",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalPost",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("title", models.CharField(max_length=200)),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "holder",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
            (
                "reports_to",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="accounts.post",
                ),
            ),
        ],
        options={
            "verbose_name": "historical post",
            "verbose_name_plural": "historical posts",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalClosureDay",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("day", models.DateField()),
            ("words", models.CharField(max_length=200, verbose_name="what it is")),
            ("history_id", models.AutoField(primary_key=True, serialize=False)),
            ("history_date", models.DateTimeField(db_index=True)),
            ("history_change_reason", models.CharField(max_length=100, null=True)),
            (
                "history_type",
                models.CharField(
                    choices=[("+", "Created"), ("~", "Changed"), ("-", "Deleted")], max_length=1
                ),
            ),
            (
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "verbose_name": "historical closure day",
            "verbose_name_plural": "historical closure days",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ClosureDay",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("day", models.DateField()),
            ("words", models.CharField(max_length=200, verbose_name="what it is")),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="closure_days",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["day"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("organisation", "day"),
                    name="one_closure_per_day",
                    violation_error_message="That day is a closure day already.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="KeptAnswer",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("caller", models.CharField(max_length=40)),
            ("route", models.CharField(max_length=200)),
            ("key", models.CharField(max_length=200)),
            ("body_sha256", models.CharField(max_length=64)),
            ("asked_at", models.DateTimeField(db_index=True)),
            ("claimed_at", models.DateTimeField()),
            ("status", models.PositiveSmallIntegerField(null=True)),
            ("body", models.TextField(blank=True)),
            ("headers", models.JSONField(default=dict)),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-asked_at"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("caller", "route", "key"), name="one_answer_per_idempotency_key"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="RequestCount",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("subject", models.CharField(max_length=80, unique=True)),
            ("minute", models.BigIntegerField(db_index=True)),
            ("taken", models.PositiveIntegerField()),
        ],
        options={
            "ordering": ["subject"],
        },
    ),
    migrations.CreateModel(
        name="Session",
        fields=[
            (
                "session_key",
                models.CharField(
                    max_length=40,
                    primary_key=True,
                    serialize=False,
                    verbose_name="hash of the key",
                ),
            ),
            ("session_data", models.TextField()),
            ("expire_date", models.DateTimeField(db_index=True)),
            ("number", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
            ("browser", models.CharField(blank=True, max_length=60)),
            ("began_at", models.DateTimeField()),
            ("seen_at", models.DateTimeField()),
            (
                "user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="sessions",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-seen_at"],
        },
    ),
]


def make_tables_of_the_cache(apps, schema_editor):
    call_command("createcachetable", database=schema_editor.connection.alias, verbosity=0)


class Migration(migrations.Migration):
    replaces = [
        ("accounts", "0001_initial"),
        ("accounts", "0002_cache_table"),
        ("accounts", "0003_tries_and_invitations"),
        ("accounts", "0004_sweeps_in_order"),
        ("accounts", "0005_refused_jobs"),
        ("accounts", "0006_accounts_shut_out"),
        ("accounts", "0007_closure_days"),
        ("accounts", "0008_kept_answers"),
        ("accounts", "0009_request_counts"),
        ("accounts", "0010_bank_holidays"),
        ("accounts", "0011_sessions"),
    ]

    initial = True

    dependencies = [
        ("auth", "0012_alter_user_first_name_max_length"),
    ]

    operations = [
        NewTables(TABLES),
        # So that the check which PostgreSQL named after the column has its name of before here as well.
        migrations.RenameField("signinlimit", "failures", "tries"),
        migrations.RunPython(make_tables_of_the_cache, migrations.RunPython.noop),
    ]
