"""All that 0001 to 0021 make one by one, at once for a new database: see docs/migrations.md."""

import uuid

import django.core.validators
import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import actions.cadences
import actions.models.digests
import actions.models.evidence
import actions.models.mail_preferences
import actions.models.verbs_assurance
import actions.models.verbs_deadline
import actions.models.verbs_life
import actions.models.verbs_progress
import actions.statuses
from accounts.quiet_migrations import AddWordIndex, NewTables
from actions import ledger_triggers

TABLES = [
    migrations.CreateModel(
        name="Action",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("number", models.PositiveIntegerField()),
            ("title", models.CharField(max_length=200)),
            ("task", models.TextField(blank=True, verbose_name="what is to be done")),
            ("good_looks_like", models.TextField(verbose_name="what good looks like")),
            (
                "visibility",
                models.CharField(
                    choices=actions.statuses.Visibility.choices,
                    default=actions.statuses.Visibility["PUBLIC"],
                    max_length=10,
                    verbose_name="who may see it",
                ),
            ),
            ("ledger_number", models.PositiveIntegerField(default=0, editable=False)),
            (
                "status",
                models.CharField(
                    choices=actions.statuses.Status.choices,
                    default=actions.statuses.Status["NOT_STARTED"],
                    editable=False,
                    max_length=20,
                ),
            ),
            (
                "confidence",
                models.CharField(
                    blank=True,
                    choices=actions.statuses.Confidence.choices,
                    editable=False,
                    max_length=10,
                ),
            ),
            ("due_on", models.DateField(editable=False, null=True, verbose_name="deadline")),
            ("forecast_on", models.DateField(editable=False, null=True)),
            ("proposed_due_on", models.DateField(editable=False, null=True)),
            ("check_on", models.DateField(editable=False, null=True)),
            ("original_due_on", models.DateField(editable=False, null=True)),
            ("times_moved", models.PositiveSmallIntegerField(default=0, editable=False)),
            ("updated_on", models.DateField(editable=False, null=True)),
            (
                "area",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="actions",
                    to="inspections.area",
                ),
            ),
            (
                "owner",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="actions",
                    to="accounts.post",
                ),
            ),
            (
                "superseded_by",
                models.ForeignKey(
                    editable=False,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="supersedes",
                    to="actions.action",
                ),
            ),
            (
                "contributors",
                models.ManyToManyField(
                    blank=True,
                    related_name="contributes_to",
                    through="actions.Contribution",
                    to="accounts.post",
                ),
            ),
        ],
        options={
            "ordering": ["area__inspection", "area__number", "number"],
            "indexes": [
                models.Index(fields=["status", "due_on"], name="actions_act_status_d07297_idx"),
                models.Index(fields=["owner", "status", "due_on"], name="actions_act_owner_i_6c813c_idx"),
                models.Index(fields=["check_on"], name="actions_act_check_o_0b6314_idx"),
                models.Index(fields=["due_on", "id"], name="actions_by_deadline"),
                models.Index(fields=["updated_on", "id"], name="actions_by_last_words"),
                models.Index(fields=["title", "id"], name="actions_by_title"),
            ],
            "constraints": [models.UniqueConstraint(fields=("area", "number"), name="one_action_per_number")],
            "base_manager_name": "objects",
        },
        bases=(
            actions.models.verbs_progress.ProgressVerbs,
            actions.models.verbs_assurance.AssuranceVerbs,
            actions.models.verbs_deadline.DeadlineVerbs,
            actions.models.verbs_life.LifeVerbs,
            models.Model,
        ),
    ),
    migrations.CreateModel(
        name="Contribution",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "action",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="contributions",
                    to="actions.action",
                ),
            ),
            (
                "post",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="contributions",
                    to="accounts.post",
                ),
            ),
        ],
        options={
            "ordering": ["post__title"],
            "constraints": [
                models.UniqueConstraint(fields=("action", "post"), name="one_contribution_per_post")
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalAction",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("number", models.PositiveIntegerField()),
            ("title", models.CharField(max_length=200)),
            ("task", models.TextField(blank=True, verbose_name="what is to be done")),
            ("good_looks_like", models.TextField(verbose_name="what good looks like")),
            (
                "visibility",
                models.CharField(
                    choices=actions.statuses.Visibility.choices,
                    default=actions.statuses.Visibility["PUBLIC"],
                    max_length=10,
                    verbose_name="who may see it",
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
                "area",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="inspections.area",
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
        ],
        options={
            "verbose_name": "historical action",
            "verbose_name_plural": "historical actions",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalMeasure",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=200)),
            ("unit", models.CharField(max_length=60)),
            ("definition", models.TextField(verbose_name="what is counted, and how")),
            (
                "direction",
                models.CharField(
                    choices=[("up", "Higher is better"), ("down", "Lower is better")],
                    max_length=4,
                ),
            ),
            (
                "baseline",
                models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True),
            ),
            ("baseline_on", models.DateField(blank=True, null=True)),
            (
                "target",
                models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True),
            ),
            ("target_on", models.DateField(blank=True, null=True)),
            (
                "cadence",
                models.CharField(
                    choices=actions.cadences.Cadence.choices,
                    max_length=12,
                    verbose_name="how often it is read",
                ),
            ),
            ("starts_on", models.DateField(verbose_name="first reading due on")),
            (
                "ended_on",
                models.DateField(blank=True, null=True, verbose_name="no longer read from"),
            ),
            (
                "hides_small_numbers",
                models.BooleanField(default=False, verbose_name="hide 1 to 4 on public pages"),
            ),
            (
                "visibility",
                models.CharField(
                    choices=actions.statuses.Visibility.choices,
                    default=actions.statuses.Visibility["PUBLIC"],
                    max_length=10,
                    verbose_name="who may see it",
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
                "action",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="actions.action",
                ),
            ),
            (
                "area",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="inspections.area",
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
        ],
        options={
            "verbose_name": "historical measure",
            "verbose_name_plural": "historical measures",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalMilestone",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("title", models.CharField(max_length=200)),
            ("due_on", models.DateField(blank=True, null=True)),
            ("done_on", models.DateField(blank=True, null=True)),
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
                "action",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="actions.action",
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
        ],
        options={
            "verbose_name": "historical milestone",
            "verbose_name_plural": "historical milestones",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Measure",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=200)),
            ("unit", models.CharField(max_length=60)),
            ("definition", models.TextField(verbose_name="what is counted, and how")),
            (
                "direction",
                models.CharField(
                    choices=[("up", "Higher is better"), ("down", "Lower is better")],
                    max_length=4,
                ),
            ),
            (
                "baseline",
                models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True),
            ),
            ("baseline_on", models.DateField(blank=True, null=True)),
            (
                "target",
                models.DecimalField(blank=True, decimal_places=3, max_digits=14, null=True),
            ),
            ("target_on", models.DateField(blank=True, null=True)),
            (
                "cadence",
                models.CharField(
                    choices=actions.cadences.Cadence.choices,
                    max_length=12,
                    verbose_name="how often it is read",
                ),
            ),
            ("starts_on", models.DateField(verbose_name="first reading due on")),
            (
                "ended_on",
                models.DateField(blank=True, null=True, verbose_name="no longer read from"),
            ),
            (
                "hides_small_numbers",
                models.BooleanField(default=False, verbose_name="hide 1 to 4 on public pages"),
            ),
            (
                "visibility",
                models.CharField(
                    choices=actions.statuses.Visibility.choices,
                    default=actions.statuses.Visibility["PUBLIC"],
                    max_length=10,
                    verbose_name="who may see it",
                ),
            ),
            (
                "action",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="measures",
                    to="actions.action",
                ),
            ),
            (
                "area",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="measures",
                    to="inspections.area",
                ),
            ),
        ],
        options={
            "ordering": ["area", "name"],
            "constraints": [models.UniqueConstraint(fields=("area", "name"), name="one_measure_per_name")],
        },
    ),
    migrations.CreateModel(
        name="Milestone",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("title", models.CharField(max_length=200)),
            ("due_on", models.DateField(blank=True, null=True)),
            ("done_on", models.DateField(blank=True, null=True)),
            (
                "action",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="milestones",
                    to="actions.action",
                ),
            ),
        ],
        options={
            "ordering": ["action", "position"],
            "constraints": [
                models.UniqueConstraint(fields=("action", "position"), name="one_milestone_per_position")
            ],
        },
    ),
    migrations.CreateModel(
        name="ProgressUpdate",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("number", models.PositiveIntegerField()),
            ("kind", models.CharField(choices=actions.statuses.Kind.choices, max_length=20)),
            ("happened_on", models.DateField()),
            ("entered_at", models.DateTimeField()),
            ("by_post", models.CharField(max_length=200, verbose_name="post of the writer")),
            ("note", models.TextField(blank=True)),
            ("impact", models.TextField(blank=True)),
            (
                "visibility",
                models.CharField(choices=actions.statuses.Visibility.choices, max_length=10),
            ),
            (
                "withholds",
                models.BooleanField(default=False, verbose_name="takes the corrected words from view"),
            ),
            ("attached_sha256s", models.JSONField(default=list)),
            ("seen_sha256s", models.JSONField(default=list)),
            ("status", models.CharField(choices=actions.statuses.Status.choices, max_length=20)),
            (
                "confidence",
                models.CharField(blank=True, choices=actions.statuses.Confidence.choices, max_length=10),
            ),
            ("due_on", models.DateField(null=True)),
            ("forecast_on", models.DateField(null=True)),
            ("proposed_due_on", models.DateField(null=True)),
            ("check_on", models.DateField(null=True)),
            ("original_due_on", models.DateField(null=True)),
            ("times_moved", models.PositiveSmallIntegerField(default=0)),
            ("updated_on", models.DateField(null=True)),
            ("previous_hash", models.CharField(max_length=64)),
            ("hash", models.CharField(max_length=64)),
            (
                "action",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="updates",
                    to="actions.action",
                ),
            ),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "corrects",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="corrections",
                    to="actions.progressupdate",
                ),
            ),
            (
                "holder",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "owner",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.post",
                ),
            ),
            (
                "superseded_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="actions.action",
                ),
            ),
        ],
        options={
            "ordering": ["action_id", "number"],
            "indexes": [
                models.Index(
                    fields=["action", "happened_on", "number"],
                    name="actions_pro_action__f4d47b_idx",
                ),
                models.Index(fields=["kind", "action"], name="actions_pro_kind_2f98f1_idx"),
                models.Index(
                    condition=models.Q(("withholds", True)),
                    fields=["corrects"],
                    name="rows_that_withhold",
                ),
                models.Index(fields=["happened_on", "id"], name="rows_by_day"),
                models.Index(
                    condition=models.Q(("kind__in", ("opened", "reassigned"))),
                    fields=["action", "owner"],
                    name="rows_that_name_owners",
                ),
                models.Index(
                    condition=models.Q(("kind__in", ("accepted", "sustained", "lapsed"))),
                    fields=["action", "number", "happened_on", "status"],
                    name="rows_that_sign_off",
                ),
                models.Index(fields=["entered_at", "id"], name="rows_by_entry"),
                models.Index(
                    condition=models.Q(("number", 1)),
                    fields=["happened_on", "entered_at", "action"],
                    name="first_rows_by_day",
                ),
            ],
            "constraints": [
                models.UniqueConstraint(fields=("action", "number"), name="one_update_per_number")
            ],
        },
    ),
    migrations.CreateModel(
        name="Reading",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("taken_on", models.DateField(verbose_name="for the day")),
            ("value", models.DecimalField(decimal_places=3, max_digits=14, null=True)),
            ("note", models.TextField(blank=True)),
            ("entered_at", models.DateTimeField()),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "corrects",
                models.OneToOneField(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="correction",
                    to="actions.reading",
                ),
            ),
            (
                "measure",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="readings",
                    to="actions.measure",
                ),
            ),
        ],
        options={
            "ordering": ["measure_id", "taken_on", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("corrects", None)),
                    fields=("measure", "taken_on"),
                    name="one_reading_per_day",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("value__isnull", False), ("corrects__isnull", False), _connector="OR"
                    ),
                    name="only_a_correction_has_no_value",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="StoredFile",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("sha256", models.CharField(max_length=64)),
            ("size", models.PositiveBigIntegerField()),
            ("kind", models.CharField(max_length=10)),
            ("file", models.FileField(upload_to=actions.models.evidence.random_place)),
            ("stored_at", models.DateTimeField()),
            (
                "scan",
                models.CharField(
                    choices=[
                        ("not_scanned", "Not scanned"),
                        ("waiting", "Waiting to be scanned"),
                        ("clean", "Scanned, nothing found"),
                        ("infected", "Something harmful was found"),
                    ],
                    default="not_scanned",
                    max_length=12,
                ),
            ),
            ("scanned_at", models.DateTimeField(blank=True, null=True)),
            ("scan_words", models.TextField(blank=True)),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "constraints": [
                models.UniqueConstraint(fields=("organisation", "sha256"), name="one_copy_per_organisation")
            ],
        },
    ),
    migrations.CreateModel(
        name="Evidence",
        fields=[
            (
                "id",
                models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
            ),
            ("url", models.CharField(blank=True, max_length=2000)),
            ("name", models.CharField(blank=True, max_length=255)),
            ("title", models.CharField(max_length=200)),
            ("sha256", models.CharField(max_length=64)),
            (
                "update",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="evidence",
                    to="actions.progressupdate",
                ),
            ),
            (
                "file",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="evidence",
                    to="actions.storedfile",
                ),
            ),
        ],
        options={
            "ordering": ["update_id", "title"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(("file__isnull", True), models.Q(("url", ""), _negated=True)),
                        models.Q(("file__isnull", False), ("url", "")),
                        _connector="OR",
                    ),
                    name="evidence_is_a_file_or_a_link",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Upload",
        fields=[
            (
                "id",
                models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
            ),
            ("name", models.CharField(max_length=255)),
            ("title", models.CharField(blank=True, max_length=200)),
            ("uploaded_at", models.DateTimeField()),
            (
                "action",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="uploads",
                    to="actions.action",
                ),
            ),
            (
                "file",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="uploads",
                    to="actions.storedfile",
                ),
            ),
            (
                "uploaded_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["uploaded_at"],
        },
    ),
    migrations.CreateModel(
        name="Draft",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("form", models.CharField(max_length=60)),
            ("typed", models.JSONField(default=dict)),
            ("saved_at", models.DateTimeField()),
            (
                "action",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="drafts",
                    to="actions.action",
                ),
            ),
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
            "ordering": ["-saved_at"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("action", "user", "form"), name="one_draft_per_form_and_person"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="CalendarAddress",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("secret_hash", models.CharField(editable=False, max_length=64, unique=True)),
            ("created_at", models.DateTimeField()),
            ("revoked_at", models.DateTimeField(blank=True, null=True)),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="calendar_addresses",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "verbose_name_plural": "calendar addresses",
            "ordering": ["-created_at"],
        },
    ),
    migrations.CreateModel(
        name="PlanImport",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=255, verbose_name="name of the file")),
            ("headings", models.JSONField()),
            ("rows", models.JSONField()),
            ("columns", models.JSONField(blank=True, default=dict)),
            ("made_at", models.DateTimeField()),
            ("applied_at", models.DateTimeField(blank=True, null=True)),
            (
                "inspection",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="plan_imports",
                    to="inspections.inspection",
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["-made_at"],
        },
    ),
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
    ),
    migrations.CreateModel(
        name="Arming",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "mark",
                models.CharField(blank=True, max_length=64, verbose_name="mark of the host"),
            ),
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
            (
                "message_id",
                models.CharField(blank=True, max_length=320, verbose_name="Message-ID"),
            ),
            ("date_header", models.CharField(blank=True, max_length=60, verbose_name="Date")),
            ("headers", models.JSONField(default=dict)),
            ("items", models.JSONField(default=list)),
            ("sent_at", models.DateTimeField(null=True)),
            ("provider_reference", models.CharField(blank=True, max_length=320)),
            ("error_class", models.CharField(blank=True, max_length=100)),
            ("error", models.TextField(blank=True)),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="digests",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "further",
                models.PositiveIntegerField(default=0, verbose_name="lines that found no room"),
            ),
        ],
        options={
            "ordering": ["-local_date", "-made_at", "pk"],
            "indexes": [models.Index(fields=["state", "next_try_at"], name="actions_dig_state_681d11_idx")],
            "constraints": [
                models.UniqueConstraint(fields=("person", "local_date"), name="one_digest_per_person_and_day")
            ],
        },
    ),
    migrations.CreateModel(
        name="DigestOrganisation",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "digest",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="about",
                    to="actions.digest",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("digest", "organisation"), name="one_line_per_digest_and_organisation"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="MailPreference",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
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
            (
                "left_out",
                models.JSONField(blank=True, default=list, verbose_name="stages done without"),
            ),
            ("chosen_on", models.DateField(verbose_name="days chosen on")),
            (
                "turn_on",
                models.DateField(editable=False, null=True, verbose_name="last day whose turn was looked at"),
            ),
            (
                "person",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="mail_preference",
                    to=settings.AUTH_USER_MODEL,
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
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("subject", models.CharField(max_length=60)),
            ("stage", models.CharField(max_length=30)),
            ("deadline", models.DateField(null=True, verbose_name="deadline it speaks of")),
            ("round", models.PositiveIntegerField(default=0)),
            (
                "matter",
                models.CharField(max_length=160, verbose_name="what makes it one and the same"),
            ),
            ("ledger_number", models.PositiveIntegerField(null=True)),
            ("noted_on", models.DateField()),
            (
                "action",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminders",
                    to="actions.action",
                ),
            ),
            (
                "clock",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="inspections.inspectionclock",
                ),
            ),
            (
                "measure",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="actions.measure",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="reminders",
                    to="accounts.organisation",
                ),
            ),
            (
                "person",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="reminders",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "post",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="accounts.post",
                ),
            ),
            (
                "said_in",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="reminders",
                    to="actions.digest",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("matter", "person"), name="one_reminder_per_matter_and_person"
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalWebhook",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=100, verbose_name="what it is for")),
            ("url", models.CharField(max_length=500, verbose_name="address to send to")),
            (
                "kinds",
                models.JSONField(blank=True, default=list, verbose_name="only these kinds of row"),
            ),
            (
                "words_up_to",
                models.CharField(
                    choices=actions.statuses.Visibility.choices,
                    default=actions.statuses.Visibility["PUBLIC"],
                    max_length=10,
                    verbose_name="words to send",
                ),
            ),
            ("added_at", models.DateTimeField()),
            ("paused_at", models.DateTimeField(editable=False, null=True)),
            ("pause_reason", models.CharField(blank=True, editable=False, max_length=300)),
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
                "added_by",
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
                "history_user",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "inspection",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="inspections.inspection",
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
            "verbose_name": "historical webhook",
            "verbose_name_plural": "historical webhooks",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Webhook",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=100, verbose_name="what it is for")),
            ("url", models.CharField(max_length=500, verbose_name="address to send to")),
            (
                "kinds",
                models.JSONField(blank=True, default=list, verbose_name="only these kinds of row"),
            ),
            (
                "words_up_to",
                models.CharField(
                    choices=actions.statuses.Visibility.choices,
                    default=actions.statuses.Visibility["PUBLIC"],
                    max_length=10,
                    verbose_name="words to send",
                ),
            ),
            ("added_at", models.DateTimeField()),
            ("salt", models.CharField(editable=False, max_length=64)),
            ("former_salt", models.CharField(blank=True, editable=False, max_length=64)),
            ("rotated_at", models.DateTimeField(editable=False, null=True)),
            ("position", models.PositiveBigIntegerField(default=0, editable=False)),
            ("failures", models.PositiveSmallIntegerField(default=0, editable=False)),
            ("next_try_at", models.DateTimeField(editable=False, null=True)),
            ("claimed_at", models.DateTimeField(editable=False, null=True)),
            ("is_asked_for_ping", models.BooleanField(default=False, editable=False)),
            ("paused_at", models.DateTimeField(editable=False, null=True)),
            ("pause_reason", models.CharField(blank=True, editable=False, max_length=300)),
            (
                "added_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "inspection",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="inspections.inspection",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="webhooks",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["name", "pk"],
        },
    ),
    migrations.CreateModel(
        name="WebhookDelivery",
        fields=[
            (
                "id",
                models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False),
            ),
            ("is_ping", models.BooleanField(default=False)),
            ("after", models.PositiveBigIntegerField()),
            ("until", models.PositiveBigIntegerField()),
            ("rows", models.PositiveIntegerField(default=0)),
            (
                "state",
                models.CharField(
                    choices=[
                        ("waiting", "Waiting"),
                        ("delivered", "Delivered"),
                        ("failed", "Failed"),
                        ("dropped", "Dropped"),
                    ],
                    default="waiting",
                    max_length=10,
                ),
            ),
            ("tries", models.JSONField(default=list)),
            ("asked_at", models.DateTimeField(db_index=True)),
            ("ended_at", models.DateTimeField(null=True)),
            (
                "webhook",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="deliveries",
                    to="actions.webhook",
                ),
            ),
        ],
        options={
            "ordering": ["-asked_at"],
            "indexes": [models.Index(fields=["webhook", "-asked_at"], name="actions_web_webhook_340571_idx")],
        },
    ),
]


LEDGERS = {
    "actions_progressupdate": ["action_id = NEW.action_id AND number = NEW.number"],
    "actions_evidence": [],
    "actions_reading": [
        "corrects_id = NEW.corrects_id",
        "measure_id = NEW.measure_id AND taken_on = NEW.taken_on AND coalesce(corrects_id, NEW.corrects_id) IS NULL",
    ],
}


def protect(apps, schema_editor):
    for table, twins in LEDGERS.items():
        ledger_triggers.protect(schema_editor, table, twins)
    ledger_triggers.keep_parents(schema_editor, "actions_action", "actions_progressupdate", "action_id")
    ledger_triggers.protect_but_for_a_place(schema_editor, "actions_change", "update_id", "position")


def release(apps, schema_editor):
    for table in (*LEDGERS, "actions_change"):
        ledger_triggers.release(schema_editor, table)
    ledger_triggers.let_parents_go(schema_editor, "actions_action")


class Migration(migrations.Migration):
    replaces = [
        ("actions", "0001_initial"),
        ("actions", "0002_append_only"),
        ("actions", "0003_drafts"),
        ("actions", "0004_imports_and_calendars"),
        ("actions", "0005_ordering_by_columns"),
        ("actions", "0006_posts_that_help_are_kept"),
        ("actions", "0007_owners_by_verbs_only"),
        ("actions", "0008_changes"),
        ("actions", "0009_places_of_earlier_rows"),
        ("actions", "0010_reminders"),
        ("actions", "0011_rows_by_kind"),
        ("actions", "0012_room_in_mails"),
        ("actions", "0013_webhooks"),
        ("actions", "0014_rows_that_withhold"),
        ("actions", "0015_orders_of_lists"),
        ("actions", "0016_rows_that_name_owners"),
        ("actions", "0017_words_of_actions"),
        ("actions", "0018_words_of_updates"),
        ("actions", "0019_rows_that_sign_off"),
        ("actions", "0020_rows_by_entry"),
        ("actions", "0021_first_rows_by_day"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0009_request_counts"),
        ("inspections", "0003_history_of_named_bodies"),
    ]

    operations = [
        NewTables(TABLES),
        migrations.RunPython(protect, release),
        AddWordIndex("action", "words_of_actions", ["title", "task", "good_looks_like"]),
        AddWordIndex("progressupdate", "words_of_updates", ["note", "impact"]),
    ]
