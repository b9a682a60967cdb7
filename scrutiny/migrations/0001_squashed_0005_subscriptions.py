"""All that 0001 to 0005 make one by one, at once for a new database: see docs/migrations.md."""

import django.db.models.deletion
import simple_history.models
from django.conf import settings
from django.db import migrations, models

import scrutiny.models.responses
from accounts.quiet_migrations import NewTables
from actions import ledger_triggers

TABLES = [
    migrations.CreateModel(
        name="Committee",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=200)),
            ("slug", models.SlugField(max_length=80, verbose_name="address")),
            ("remit", models.TextField(blank=True, verbose_name="what it looks at")),
            (
                "organisation",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="committees",
                    to="accounts.organisation",
                ),
            ),
            (
                "members",
                models.ManyToManyField(
                    blank=True,
                    related_name="committees",
                    through="scrutiny.CommitteeMember",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["name"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("organisation", "slug"),
                    name="one_committee_per_address",
                    violation_error_message="This organisation already has a committee with that address.",
                ),
                models.UniqueConstraint(
                    fields=("organisation", "name"),
                    name="one_committee_per_name",
                    violation_error_message="This organisation already has a committee with that name.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="CommitteeMember",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("is_chair", models.BooleanField(default=False, verbose_name="chairs it")),
            (
                "committee",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="seats",
                    to="scrutiny.committee",
                ),
            ),
            (
                "user",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="committee_seats",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
        ],
        options={
            "ordering": ["committee", "pk"],
            "constraints": [
                models.UniqueConstraint(fields=("committee", "user"), name="one_seat_per_person")
            ],
        },
    ),
    migrations.CreateModel(
        name="FrozenPaper",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("as_at", models.DateField()),
            ("known_at", models.DateTimeField()),
            ("frozen_at", models.DateTimeField()),
            ("document", models.TextField()),
            ("sha256", models.CharField(max_length=64)),
            ("manifest", models.JSONField()),
            (
                "frozen_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "previous",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="followed_by",
                    to="scrutiny.frozenpaper",
                ),
            ),
            (
                "paper",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="frozen",
                    to="scrutiny.paper",
                ),
            ),
        ],
        options={
            "ordering": ["-frozen_at"],
        },
    ),
    migrations.CreateModel(
        name="FrozenFile",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=100)),
            ("content_type", models.CharField(max_length=100)),
            ("content", models.BinaryField()),
            ("sha256", models.CharField(max_length=64)),
            (
                "frozen",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="files",
                    to="scrutiny.frozenpaper",
                ),
            ),
        ],
        options={
            "ordering": ["frozen_id", "name"],
            "constraints": [models.UniqueConstraint(fields=("frozen", "name"), name="one_file_per_name")],
        },
    ),
    migrations.CreateModel(
        name="HistoricalCommittee",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("name", models.CharField(max_length=200)),
            ("slug", models.SlugField(max_length=80, verbose_name="address")),
            ("remit", models.TextField(blank=True, verbose_name="what it looks at")),
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
            "verbose_name": "historical committee",
            "verbose_name_plural": "historical committees",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalCommitteeMember",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("is_chair", models.BooleanField(default=False, verbose_name="chairs it")),
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
                "committee",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="scrutiny.committee",
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
        ],
        options={
            "verbose_name": "historical committee member",
            "verbose_name_plural": "historical committee members",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalMeeting",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("held_on", models.DateField(verbose_name="day of the meeting")),
            ("starts_at", models.TimeField(blank=True, null=True)),
            ("place", models.CharField(blank=True, max_length=200)),
            (
                "papers_set_for",
                models.DateField(blank=True, null=True, verbose_name="papers due on another day"),
            ),
            ("papers_due_reason", models.CharField(blank=True, max_length=300)),
            (
                "cancelled_because",
                models.CharField(blank=True, max_length=300, verbose_name="why it was called off"),
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
                "committee",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="scrutiny.committee",
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
            "verbose_name": "historical meeting",
            "verbose_name_plural": "historical meetings",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Meeting",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("held_on", models.DateField(verbose_name="day of the meeting")),
            ("starts_at", models.TimeField(blank=True, null=True)),
            ("place", models.CharField(blank=True, max_length=200)),
            (
                "papers_set_for",
                models.DateField(blank=True, null=True, verbose_name="papers due on another day"),
            ),
            ("papers_due_reason", models.CharField(blank=True, max_length=300)),
            (
                "cancelled_because",
                models.CharField(blank=True, max_length=300, verbose_name="why it was called off"),
            ),
            (
                "committee",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="meetings",
                    to="scrutiny.committee",
                ),
            ),
        ],
        options={
            "ordering": ["held_on", "starts_at", "pk"],
            "indexes": [models.Index(fields=["held_on"], name="scrutiny_me_held_on_c5d46d_idx")],
            "constraints": [
                models.UniqueConstraint(
                    fields=("committee", "held_on", "starts_at"),
                    name="one_meeting_at_a_time",
                    violation_error_message="This committee already meets at that time on that day.",
                ),
                models.UniqueConstraint(
                    condition=models.Q(("starts_at", None)),
                    fields=("committee", "held_on"),
                    name="one_meeting_without_a_time",
                    violation_error_message="This committee already meets on that day.",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalPaper",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("title", models.CharField(max_length=200)),
            ("as_at", models.DateField(verbose_name="position as at")),
            (
                "compare_since",
                models.DateField(blank=True, null=True, verbose_name="what changed since"),
            ),
            ("commentary", models.TextField(blank=True, verbose_name="officers' commentary")),
            (
                "decisions_asked",
                models.TextField(blank=True, verbose_name="decisions asked of members"),
            ),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("made_at", models.DateTimeField()),
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
            (
                "made_by",
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
                "meeting",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="scrutiny.meeting",
                ),
            ),
        ],
        options={
            "verbose_name": "historical paper",
            "verbose_name_plural": "historical papers",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="HistoricalForwardPlanItem",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("words", models.CharField(max_length=300, verbose_name="what is to be looked at")),
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
                "committee",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="scrutiny.committee",
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
                "meeting",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="scrutiny.meeting",
                ),
            ),
        ],
        options={
            "verbose_name": "historical forward plan item",
            "verbose_name_plural": "historical forward plan items",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="ForwardPlanItem",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("words", models.CharField(max_length=300, verbose_name="what is to be looked at")),
            (
                "committee",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="forward_plan",
                    to="scrutiny.committee",
                ),
            ),
            (
                "inspection",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="forward_plan",
                    to="inspections.inspection",
                ),
            ),
            (
                "meeting",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.SET_NULL,
                    related_name="forward_plan",
                    to="scrutiny.meeting",
                ),
            ),
        ],
        options={
            "ordering": [models.OrderBy(models.F("meeting__held_on"), nulls_last=True), "pk"],
        },
    ),
    migrations.CreateModel(
        name="Paper",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("title", models.CharField(max_length=200)),
            ("as_at", models.DateField(verbose_name="position as at")),
            (
                "compare_since",
                models.DateField(blank=True, null=True, verbose_name="what changed since"),
            ),
            ("commentary", models.TextField(blank=True, verbose_name="officers' commentary")),
            (
                "decisions_asked",
                models.TextField(blank=True, verbose_name="decisions asked of members"),
            ),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            ("made_at", models.DateTimeField()),
            (
                "inspection",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="papers",
                    to="inspections.inspection",
                ),
            ),
            (
                "made_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "meeting",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="papers",
                    to="scrutiny.meeting",
                ),
            ),
        ],
        options={
            "ordering": ["meeting__held_on", "pk"],
            "constraints": [
                models.UniqueConstraint(
                    fields=("meeting", "inspection"),
                    name="one_paper_per_meeting_and_inspection",
                    violation_error_message="This meeting has a paper on that inspection already.",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="PaperNotice",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("words", models.TextField()),
            ("noted_at", models.DateTimeField()),
            (
                "by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "frozen",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="notices",
                    to="scrutiny.frozenpaper",
                ),
            ),
        ],
        options={
            "ordering": ["-noted_at", "-pk"],
        },
    ),
    migrations.CreateModel(
        name="HistoricalQuestion",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            ("words", models.TextField(verbose_name="the question")),
            ("asked_on", models.DateField()),
            ("answer", models.TextField(blank=True)),
            ("answered_on", models.DateField(null=True)),
            ("published_on", models.DateField(null=True)),
            ("published_at", models.DateTimeField(null=True)),
            ("withdrawn_on", models.DateField(null=True)),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                "answered_by",
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
                "asked_by",
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
                "paper",
                models.ForeignKey(
                    blank=True,
                    db_constraint=False,
                    null=True,
                    on_delete=django.db.models.deletion.DO_NOTHING,
                    related_name="+",
                    to="scrutiny.paper",
                ),
            ),
        ],
        options={
            "verbose_name": "historical question",
            "verbose_name_plural": "historical questions",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Question",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("words", models.TextField(verbose_name="the question")),
            ("asked_on", models.DateField()),
            ("answer", models.TextField(blank=True)),
            ("answered_on", models.DateField(null=True)),
            ("published_on", models.DateField(null=True)),
            ("published_at", models.DateTimeField(null=True)),
            ("withdrawn_on", models.DateField(null=True)),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            (
                "action",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="questions",
                    to="actions.action",
                ),
            ),
            (
                "answered_by",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "asked_by",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to=settings.AUTH_USER_MODEL,
                ),
            ),
            (
                "paper",
                models.ForeignKey(
                    blank=True,
                    null=True,
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="questions",
                    to="scrutiny.paper",
                ),
            ),
        ],
        options={
            "ordering": ["asked_on", "pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(("paper__isnull", True), ("action__isnull", True), _connector="XOR"),
                    name="asked_about_one_thing",
                ),
                models.CheckConstraint(
                    condition=models.Q(
                        ("published_on__isnull", True),
                        models.Q(("answer", ""), _negated=True),
                        _connector="OR",
                    ),
                    name="published_with_its_answer",
                ),
            ],
        },
    ),
    migrations.CreateModel(
        name="HistoricalResponse",
        fields=[
            (
                "id",
                models.BigIntegerField(auto_created=True, blank=True, db_index=True, verbose_name="ID"),
            ),
            (
                "answer",
                models.CharField(choices=scrutiny.models.responses.Answer.choices, max_length=10),
            ),
            ("words", models.TextField(verbose_name="what the executive says")),
            ("answered_on", models.DateField()),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
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
                "by",
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
        ],
        options={
            "verbose_name": "historical response",
            "verbose_name_plural": "historical responses",
            "ordering": ("-history_date", "-history_id"),
            "get_latest_by": ("history_date", "history_id"),
        },
        bases=(simple_history.models.HistoricalChanges, models.Model),
    ),
    migrations.CreateModel(
        name="Recommendations",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "inspection",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="recommended_at",
                    to="inspections.inspection",
                ),
            ),
            (
                "meeting",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="recommendations",
                    to="scrutiny.meeting",
                ),
            ),
        ],
        options={
            "verbose_name_plural": "recommendations",
            "ordering": ["-meeting__held_on", "-pk"],
        },
    ),
    migrations.CreateModel(
        name="Response",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            (
                "answer",
                models.CharField(choices=scrutiny.models.responses.Answer.choices, max_length=10),
            ),
            ("words", models.TextField(verbose_name="what the executive says")),
            ("answered_on", models.DateField()),
            ("version", models.PositiveIntegerField(default=1, editable=False)),
            (
                "area",
                models.OneToOneField(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="response",
                    to="inspections.area",
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
        ],
        options={
            "ordering": ["area"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        (
                            "answer__in",
                            [
                                scrutiny.models.responses.Answer["ACCEPTED"],
                                scrutiny.models.responses.Answer["PARTLY"],
                                scrutiny.models.responses.Answer["REJECTED"],
                            ],
                        )
                    ),
                    name="answered_in_one_of_three_ways",
                )
            ],
        },
    ),
    migrations.CreateModel(
        name="Subscription",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("email", models.EmailField(max_length=254)),
            ("asked_at", models.DateTimeField()),
            ("secret_hash", models.CharField(blank=True, max_length=64)),
            ("confirmed_at", models.DateTimeField(null=True)),
            (
                "committee",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="subscriptions",
                    to="scrutiny.committee",
                ),
            ),
            (
                "inspection",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="subscriptions",
                    to="inspections.inspection",
                ),
            ),
            (
                "organisation",
                models.ForeignKey(
                    null=True,
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="subscriptions",
                    to="accounts.organisation",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.CheckConstraint(
                    condition=models.Q(
                        models.Q(
                            ("committee__isnull", True),
                            ("inspection__isnull", True),
                            ("organisation__isnull", False),
                        ),
                        models.Q(
                            ("committee__isnull", True),
                            ("inspection__isnull", False),
                            ("organisation__isnull", True),
                        ),
                        models.Q(
                            ("committee__isnull", False),
                            ("inspection__isnull", True),
                            ("organisation__isnull", True),
                        ),
                        _connector="OR",
                    ),
                    name="subscribed_to_one_thing",
                ),
                models.UniqueConstraint(
                    fields=("email", "organisation"), name="one_subscription_per_organisation"
                ),
                models.UniqueConstraint(
                    fields=("email", "inspection"), name="one_subscription_per_inspection"
                ),
                models.UniqueConstraint(fields=("email", "committee"), name="one_subscription_per_committee"),
            ],
        },
    ),
    migrations.CreateModel(
        name="SubscriptionNotice",
        fields=[
            (
                "id",
                models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID"),
            ),
            ("event", models.CharField(max_length=60)),
            ("since", models.DateTimeField(null=True)),
            ("until", models.DateTimeField(null=True)),
            ("made_at", models.DateTimeField()),
            ("next_try_at", models.DateTimeField(db_index=True)),
            ("attempts", models.PositiveIntegerField(default=0)),
            ("sent_at", models.DateTimeField(null=True)),
            ("error", models.CharField(blank=True, max_length=300)),
            (
                "subscription",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="notices",
                    to="scrutiny.subscription",
                ),
            ),
        ],
        options={
            "ordering": ["pk"],
            "constraints": [
                models.UniqueConstraint(fields=("subscription", "event"), name="one_notice_per_event")
            ],
        },
    ),
]


FROZEN = {
    "scrutiny_frozenpaper": ["paper_id = NEW.paper_id"],
    "scrutiny_frozenfile": ["frozen_id = NEW.frozen_id AND name = NEW.name"],
    "scrutiny_papernotice": [],
}


def protect(apps, schema_editor):
    for table, twins in FROZEN.items():
        ledger_triggers.protect(schema_editor, table, twins)
    ledger_triggers.keep_parents(schema_editor, "scrutiny_paper", "scrutiny_frozenpaper", "paper_id")


def release(apps, schema_editor):
    for table in FROZEN:
        ledger_triggers.release(schema_editor, table)
    ledger_triggers.let_parents_go(schema_editor, "scrutiny_paper")


class Migration(migrations.Migration):
    replaces = [
        ("scrutiny", "0001_initial"),
        ("scrutiny", "0002_append_only"),
        ("scrutiny", "0003_questions"),
        ("scrutiny", "0004_recommendations"),
        ("scrutiny", "0005_subscriptions"),
    ]

    initial = True

    dependencies = [
        ("accounts", "0009_request_counts"),
        ("actions", "0011_rows_by_kind"),
        ("inspections", "0003_history_of_named_bodies"),
    ]

    operations = [
        NewTables(TABLES),
        migrations.RunPython(protect, release),
    ]
