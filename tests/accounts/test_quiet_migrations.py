"""What `manage.py check_migrations` refuses, and what it lets pass."""

import pytest
from django.db import migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ModelState, ProjectState
from django.db.models import Q
from django.db.models.functions import Length, Now

from accounts.quiet_migrations import (
    AddConstraintUnchecked,
    AddIndexConcurrently,
    AddUniqueConstraintConcurrently,
    AddWordIndex,
    AddWordIndexConcurrently,
    CheckConstraint,
    InBatches,
    NewTables,
)
from accounts.quiet_migrations.checking import faults_of, is_looked_at

INDEX = models.Index(fields=["title"], name="by_title")
UNIQUE = models.UniqueConstraint(fields=["title"], name="title_once")
CHECK = models.CheckConstraint(condition=~Q(title=""), name="has_title")
WORKED_OUT = models.GeneratedField(
    expression=Length("title"), output_field=models.IntegerField(), db_persist=True
)


def mend(rows):
    rows.update(title="x")


def run(apps, schema_editor):
    pass


def new(field):
    return migrations.AddField("post", "extra", field)


def altered(**options):
    return migrations.AlterField("post", "title", models.CharField(**({"max_length": 50} | options)))


QUIET = [
    ([new(models.TextField(null=True))], {}),
    ([new(models.TextField(db_default=""))], {}),
    ([new(models.DateTimeField(db_default=Now()))], {}),
    ([new(models.ForeignKey("self", models.CASCADE, null=True, db_index=False, db_constraint=False))], {}),
    ([altered(max_length=60)], {}),
    ([altered(null=True)], {}),
    ([altered(help_text="other words")], {}),
    ([AddIndexConcurrently("post", INDEX)], {"atomic": False}),
    ([AddUniqueConstraintConcurrently("post", UNIQUE)], {"atomic": False}),
    ([AddWordIndexConcurrently("post", "words", ["title"])], {"atomic": False}),
    ([AddConstraintUnchecked("post", CHECK)], {}),
    ([CheckConstraint("post", "has_title")], {}),
    ([InBatches("post", mend)], {"atomic": False}),
    ([migrations.RemoveField("post", "title")], {"contracts": "accounts.0012_expanded"}),
    ([migrations.CreateModel("Fresh", [("title", models.TextField())]), migrations.AddIndex("fresh", INDEX),
      migrations.AddField("fresh", "kind", models.TextField(unique=True))], {}),
    ([NewTables([migrations.CreateModel("Fresh", [("title", models.TextField())])]),
      AddWordIndex("fresh", "words", ["title"])], {}),
    ([migrations.RunSQL("CREATE INDEX CONCURRENTLY x ON accounts_post (title)")], {"atomic": False}),
    ([migrations.RunPython(run)], {"quiet_because": "the table is new and empty"}),
]  # fmt: skip
LOUD = [
    ([new(models.TextField(default=""))], {}, "db_default"),
    ([new(models.TextField(null=True, db_default=Length("title")))], {}, "worked out for each row"),
    ([new(models.TextField(null=True, unique=True))], {}, "makes an index"),
    ([new(models.ForeignKey("self", models.CASCADE, null=True, db_index=False))], {}, "two tables"),
    ([new(WORKED_OUT)], {}, "writes the whole table anew"),
    ([migrations.RemoveField("post", "title")], {}, "still running"),
    ([migrations.RemoveField("post", "title")], {"contracts": "accounts.0099_later"}, "no such earlier"),
    ([migrations.RenameField("post", "title", "name")], {}, "still running"),
    ([migrations.DeleteModel("post")], {}, "still running"),
    ([migrations.AlterField("post", "title", models.TextField())], {}, "changes its column"),
    ([altered(max_length=40)], {}, "gets shorter"),
    ([migrations.AlterField("post", "about", models.TextField())], {}, "looks at every row"),
    ([migrations.AddIndex("post", INDEX)], {}, "AddIndexConcurrently"),
    ([migrations.AddConstraint("post", UNIQUE)], {}, "AddUniqueConstraintConcurrently"),
    ([AddWordIndex("post", "words", ["title"])], {}, "AddWordIndexConcurrently"),
    ([AddIndexConcurrently("post", INDEX)], {}, "atomic = False"),
    ([AddWordIndexConcurrently("post", "words", ["title"])], {}, "atomic = False"),
    ([AddIndexConcurrently("post", INDEX), new(models.TextField(null=True))], {"atomic": False}, "split it"),
    ([migrations.RunPython(run)], {}, "InBatches"),
    ([new(models.TextField(null=True)), migrations.RunPython(run)], {}, "split it"),
    ([migrations.RunSQL("alter table accounts_post add x int")], {}, "ALTER TABLE"),
    ([migrations.RunSQL([("CREATE INDEX x ON accounts_post (title)", [])])], {}, "CREATE INDEX"),
]  # fmt: skip


def told(operations, says):
    migration = type("Migration", (migrations.Migration,), {"operations": operations} | says)
    fields = [
        ("id", models.BigAutoField(primary_key=True)),
        ("title", models.CharField(max_length=50)),
        ("about", models.TextField(null=True)),
    ]
    state = ProjectState()
    state.add_model(ModelState("accounts", "Post", fields))
    return " ".join(faults_of(migration("0020_next", "accounts"), state))


@pytest.mark.parametrize(("operations", "says"), QUIET)
def test_what_makes_nobody_wait_may_pass(operations, says):
    assert told(operations, says) == ""


@pytest.mark.parametrize(("operations", "says", "words"), LOUD)
def test_what_makes_people_wait_is_refused_with_what_to_do(operations, says, words):
    assert words in told(operations, says)


def test_only_what_replaces_all_from_the_first_on_is_taken_for_that_of_a_new_database():
    loader = MigrationLoader(None)
    own = sorted(
        key for key, each in loader.disk_migrations.items() if key[0] == "actions" and not each.replaces
    )
    last = own[-1][1]

    def is_looked_at_when_it_replaces(keys):
        says = {"replaces": keys}
        migration = type("Migration", (migrations.Migration,), says)(f"0001_squashed_{last}", "actions")
        return is_looked_at(migration, loader)

    assert not is_looked_at_when_it_replaces(own)
    assert not is_looked_at_when_it_replaces(own[:18])
    for keys in (
        own[1:],
        own[18:],
        [*own[:3], own[5]],
        [("actions", "0001_nowhere")],
        [("accounts", own[0][1])],
        [],
    ):
        assert is_looked_at_when_it_replaces(keys)
