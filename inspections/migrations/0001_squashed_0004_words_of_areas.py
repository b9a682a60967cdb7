"""All that 0001 to 0004 make one by one, at once for a new database: see docs/migrations.md."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import inspections.frameworks
import inspections.models.inspections
import inspections.timescales
from accounts.quiet_migrations import AddWordIndex, NewTables

TABLES = [
    migrations.CreateModel(
        name="Area",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("number", models.PositiveIntegerField()),
            ("section", models.CharField(blank=True, max_length=200)),
            ("subsection", models.CharField(blank=True, max_length=200)),
            ("paragraph", models.CharField(blank=True, max_length=40)),
            (
                "kind",
                models.CharField(
                    choices=inspections.frameworks.kind_choices,
                    default="improvement",
                    max_length=30,
                ),
            ),
            (
                "timescale",
                models.CharField(blank=True, choices=inspections.timescales.choices, max_length=20),
            ),
            ("expected_by", models.DateField(blank=True, editable=False, null=True)),
            ("words", models.TextField(verbose_name="exact words")),
            ("page", models.PositiveIntegerField(blank=True, null=True)),
            ("theme", models.CharField(blank=True, max_length=100)),
            (
                "forerunner",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="successors",
                    to="inspections.area",
                ),
            ),
            (
                "inspection",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="areas",
                    to="inspections.inspection",
                ),
            ),
        ],
        options={
            "ordering": ["inspection", "number"],
            "constraints": [
                models.UniqueConstraint(fields=("inspection", "number"), name="one_area_per_number")
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalInspection",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            (
                "framework",
                models.CharField(choices=inspections.models.inspections.framework_choices, max_length=40),
            ),
            ("title", models.CharField(max_length=300)),
            ("slug", models.SlugField(max_length=80, verbose_name="address")),
            ("fieldwork_from", models.DateField(blank=True, null=True)),
            ("fieldwork_to", models.DateField(blank=True, null=True)),
            ("published_on", models.DateField(blank=True, null=True)),
            ("received_on", models.DateField(blank=True, null=True)),
            ("lead_inspector", models.CharField(blank=True, max_length=200)),
            ("source_file", models.TextField(blank=True, max_length=100)),
            ("source_name", models.CharField(blank=True, max_length=255)),
            ("source_sha256", models.CharField(blank=True, max_length=64)),
            ("page_count", models.PositiveIntegerField(blank=True, null=True)),
            ("is_public", models.BooleanField(default=False, verbose_name="published")),
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
            (
                "asks_for_statement",
                models.BooleanField(default=False, verbose_name="the report asks for a statement of action"),
            ),
        ],
        options={
            "verbose_name": "historical inspection",
            "verbose_name_plural": "historical inspections",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Inspection",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "framework",
                models.CharField(choices=inspections.models.inspections.framework_choices, max_length=40),
            ),
            ("title", models.CharField(max_length=300)),
            ("slug", models.SlugField(max_length=80, verbose_name="address")),
            ("fieldwork_from", models.DateField(blank=True, null=True)),
            ("fieldwork_to", models.DateField(blank=True, null=True)),
            ("published_on", models.DateField(blank=True, null=True)),
            ("received_on", models.DateField(blank=True, null=True)),
            ("lead_inspector", models.CharField(blank=True, max_length=200)),
            (
                "source_file",
                models.FileField(blank=True, upload_to=inspections.models.inspections.place_by_checksum),
            ),
            ("source_name", models.CharField(blank=True, max_length=255)),
            ("source_sha256", models.CharField(blank=True, max_length=64)),
            ("page_count", models.PositiveIntegerField(blank=True, null=True)),
            ("is_public", models.BooleanField(default=False, verbose_name="published")),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="inspections",
                    to="accounts.organisation",
                ),
            ),
            (
                "asks_for_statement",
                models.BooleanField(default=False, verbose_name="the report asks for a statement of action"),
            ),
        ],
        options={
            "ordering": ["-published_on", "-pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("organisation", "slug"),
                    name="one_inspection_per_address",
                    violation_error_message="This organisation already has an inspection with that address.",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("source_sha256", ""), _negated=True),
                    fields=("organisation", "source_sha256"),
                    name="one_inspection_per_file",
                    violation_error_message="This very file has been loaded already.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalJudgement",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("section", models.CharField(blank=True, max_length=200)),
            ("name", models.CharField(max_length=300)),
            ("grade", models.CharField(blank=True, max_length=60, null=True)),
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
        ],
        options={
            "verbose_name": "historical judgement",
            "verbose_name_plural": "historical judgements",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalInspectionClock",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("clock", models.CharField(max_length=40)),
            ("trigger_on", models.DateField()),
            ("due_on", models.DateField()),
            ("met_on", models.DateField(blank=True, null=True)),
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
        ],
        options={
            "verbose_name": "historical inspection clock",
            "verbose_name_plural": "historical inspection clocks",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalArea",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("number", models.PositiveIntegerField()),
            ("section", models.CharField(blank=True, max_length=200)),
            ("subsection", models.CharField(blank=True, max_length=200)),
            ("paragraph", models.CharField(blank=True, max_length=40)),
            (
                "kind",
                models.CharField(
                    choices=inspections.frameworks.kind_choices,
                    default="improvement",
                    max_length=30,
                ),
            ),
            (
                "timescale",
                models.CharField(blank=True, choices=inspections.timescales.choices, max_length=20),
            ),
            ("expected_by", models.DateField(blank=True, editable=False, null=True)),
            ("words", models.TextField(verbose_name="exact words")),
            ("page", models.PositiveIntegerField(blank=True, null=True)),
            ("theme", models.CharField(blank=True, max_length=100)),
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
                "forerunner",
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
        ],
        options={
            "verbose_name": "historical area",
            "verbose_name_plural": "historical areas",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="InspectionClock",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("clock", models.CharField(max_length=40)),
            ("trigger_on", models.DateField()),
            ("due_on", models.DateField()),
            ("met_on", models.DateField(blank=True, null=True)),
            (
                "inspection",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="clocks",
                    to="inspections.inspection",
                ),
            ),
        ],
        options={
            "ordering": ["due_on"],
            "constraints": [
                models.UniqueConstraint(fields=("inspection", "clock"), name="one_run_per_clock")
            ],
        },
    ),
    migrations.CreateModel(
        name="Judgement",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("position", models.PositiveSmallIntegerField()),
            ("section", models.CharField(blank=True, max_length=200)),
            ("name", models.CharField(max_length=300)),
            ("grade", models.CharField(blank=True, max_length=60, null=True)),
            (
                "inspection",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="judgements",
                    to="inspections.inspection",
                ),
            ),
        ],
        options={
            "ordering": ["position"],
            "constraints": [
                models.UniqueConstraint(fields=("inspection", "position"), name="one_judgement_per_position"),
                models.CheckConstraint(
                    condition=models.Q(("grade", ""), _negated=True),
                    name="a_missing_grade_is_null",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="Likeness",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("score", models.PositiveSmallIntegerField()),
            (
                "state",
                models.CharField(
                    choices=[
                        ("suggested", "Suggested"),
                        ("confirmed", "Confirmed"),
                        ("rejected", "Rejected"),
                    ],
                    default="suggested",
                    max_length=10,
                ),
            ),
            ("decided_at", models.DateTimeField(null=True)),
            (
                "area",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="likenesses",
                    to="inspections.area",
                ),
            ),
            (
                "decided_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "earlier",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="later_likenesses",
                    to="inspections.area",
                ),
            ),
        ],
        options={
            "ordering": ["-score"],
            "constraints": [
                models.UniqueConstraint(fields=("area", "earlier"), name="one_likeness_per_pair"),
                models.CheckConstraint(
                    condition=models.Q(("area", models.F("earlier")), _negated=True),
                    name="no_area_is_like_itself",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="AreaBody",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=300)),
            (
                "area",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="bodies",
                    to="inspections.area",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="named_in",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [models.UniqueConstraint(fields=("area", "name"), name="one_mention_per_body")],
        },
    ),
    migrations.CreateModel(
        name="ReportReading",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("file", models.FileField(blank=True, upload_to="")),
            ("file_name", models.CharField(blank=True, max_length=255)),
            ("sha256", models.CharField(blank=True, max_length=64)),
            ("page_count", models.PositiveIntegerField(blank=True, null=True)),
            ("read", models.JSONField(blank=True, default=dict)),
            ("pages", models.JSONField(blank=True, default=list)),
            ("draft", models.JSONField(blank=True, default=dict)),
            ("draft_number", models.PositiveIntegerField(default=0)),
            ("made_at", models.DateTimeField()),
            ("saved_at", models.DateTimeField(blank=True, null=True)),
            (
                "inspection",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="report_readings",
                    to="inspections.inspection",
                ),
            ),
            (
                "job",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to="accounts.job",
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="report_readings",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["-made_at"],
            "constraints": [
                models.UniqueConstraint(
                    condition=models.Q(("saved_at", None), models.Q(("sha256", ""), _negated=True)),
                    fields=("organisation", "sha256"),
                    name="one_open_reading_per_file",
                    violation_error_message="This very file is being checked already.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalAreaBody",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=300)),
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
            "verbose_name": "historical area body",
            "verbose_name_plural": "historical area bodys",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
]


class Migration(migrations.Migration):
    replaces = [
        ("inspections", "0001_initial"),
        ("inspections", "0002_report_readings"),
        ("inspections", "0003_history_of_named_bodies"),
        ("inspections", "0004_words_of_areas"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0003_tries_and_invitations"),
    ]

    operations = [
        NewTables(TABLES),
        AddWordIndex("area", "words_of_areas", ["words", "theme", "section"]),
    ]
