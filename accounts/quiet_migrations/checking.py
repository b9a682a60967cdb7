"""Finds what would make people wait, or break the version that is still running, before anybody migrates."""

import re

from django.db import models
from django.db.migrations import operations as django_operations
from django.db.migrations.loader import MigrationLoader
from django.db.models.fields import NOT_PROVIDED
from django.db.models.functions import Now

from accounts.quiet_migrations.batches import InBatches
from accounts.quiet_migrations.in_turn import InTurn
from accounts.quiet_migrations.new_tables import NewTables
from accounts.quiet_migrations.operations import (
    AddConstraintUnchecked,
    AddIndexConcurrently,
    AddUniqueConstraintConcurrently,
    CheckConstraint,
    RemoveIndexConcurrently,
)
from accounts.quiet_migrations.words import AddWordIndex, AddWordIndexConcurrently

APPS = ("accounts", "inspections", "actions", "scrutiny")
# Those up to here were written before there was anybody to wait. Everything later is looked at.
LAST_UNCHECKED = {"accounts": 14, "inspections": 3, "actions": 15, "scrutiny": 5}

OUTSIDE_A_TRANSACTION = (
    AddIndexConcurrently,
    RemoveIndexConcurrently,
    AddUniqueConstraintConcurrently,
    AddWordIndexConcurrently,
    InBatches,
)
# What the version before still uses: taken away only when no running version does.
CONTRACTING = (
    django_operations.RemoveField,
    django_operations.RenameField,
    django_operations.DeleteModel,
    django_operations.RenameModel,
    django_operations.AlterModelTable,
)
ONLY_PYTHON = (django_operations.RunPython, django_operations.SeparateDatabaseAndState)
NUMBERS = re.compile(r"(?:^|squashed_)(\d+)_")
LOCKING_SQL = re.compile(
    r"\b(ALTER\s+TABLE|LOCK\s+TABLE|DROP\s+TABLE|TRUNCATE|CLUSTER|VACUUM\s+FULL|UPDATE|DELETE\s+FROM"
    r"|CREATE\s+(UNIQUE\s+)?INDEX(?!\s+CONCURRENTLY)|REINDEX(?!.*CONCURRENTLY)|REFRESH\s+MATERIALIZED)\b",
    re.IGNORECASE,
)


def faults():
    """[(migration, sentence)] of all that are looked at."""
    loader, one_by_one = MigrationLoader(None), InTurn(None)
    replaced = {key for migration in loader.disk_migrations.values() for key in migration.replaces}
    found = []
    for key, migration in sorted(loader.disk_migrations.items()):
        if is_looked_at(migration, loader):
            graph = one_by_one if key in replaced else loader
            state = graph.project_state(migration.dependencies or None, at_end=True)
            found += [(str(migration), fault) for fault in faults_of(migration, state, loader)]
    return found


def is_looked_at(migration, loader):
    app = migration.app_label
    if app not in APPS or is_for_new_databases(migration, loader):
        return False
    return number(migration.name) > LAST_UNCHECKED[app]


def is_for_new_databases(migration, loader):
    """Made only where none of what it replaces was, and so not the app's first: nobody works there."""
    app = migration.app_label
    own = sorted(key for key, each in loader.disk_migrations.items() if key[0] == app and not each.replaces)
    return bool(migration.replaces) and sorted(migration.replaces) == own[: len(migration.replaces)]


def number(name):
    """Of the last that it replaces, if it replaces any."""
    return int(NUMBERS.findall(name)[-1])


def faults_of(migration, state, loader=None):
    """`state` is that before the migration; it is moved on."""
    if getattr(migration, "quiet_because", ""):
        return
    yield from _faults_of_the_whole(migration)
    contracts = getattr(migration, "contracts", "")
    if contracts and not _is_earlier(contracts, migration, loader):
        yield f"it says that it contracts {contracts}, and there is no such earlier migration."
    fresh = set()
    for operation in migration.operations:
        if isinstance(operation, django_operations.CreateModel):
            fresh.add(operation.name_lower)
        elif isinstance(operation, NewTables):
            fresh |= {table.name_lower for table in operation.tables}
        elif _model_of(operation) not in fresh:
            yield from _faults_of_one(operation, migration.app_label, state, bool(contracts))
        operation.state_forwards(migration.app_label, state)


def _model_of(operation):
    return (getattr(operation, "model_name", None) or getattr(operation, "name", None) or "").lower()


def _faults_of_the_whole(migration):
    outside = [each for each in migration.operations if isinstance(each, OUTSIDE_A_TRANSACTION)]
    if outside and migration.atomic:
        yield f"{_told(outside[0])} needs `atomic = False`."
    if not migration.atomic and len(migration.operations) > 1:
        yield "outside a transaction one operation stands alone, so that it can be run again: split it."
    python = [each for each in migration.operations if isinstance(each, django_operations.RunPython)]
    if python and len(python) < len(migration.operations):
        yield "it changes tables and rows in one transaction, which locks the tables for as long: split it."


def _is_earlier(name, migration, loader):
    app, _, own = name.partition(".")
    earlier = app != migration.app_label or own < migration.name
    return bool(own) and earlier and (loader is None or (app, own) in loader.disk_migrations)


def _faults_of_one(operation, app, state, contracts):
    if isinstance(operation, (*OUTSIDE_A_TRANSACTION, AddConstraintUnchecked, CheckConstraint)):
        return
    if isinstance(operation, CONTRACTING):
        if not contracts:
            yield f"{_told(operation)} breaks the version that is still running: see docs/migrations.md."
    elif isinstance(operation, django_operations.AddField):
        yield from _faults_of_new_field(operation)
    elif isinstance(operation, django_operations.AlterField):
        yield from _faults_of_altered_field(operation, app, state, contracts)
    elif type(operation) in PLAIN:
        yield f"{_told(operation)} keeps others waiting: {PLAIN[type(operation)]}."
    elif isinstance(operation, django_operations.RunSQL):
        yield from _faults_of_sql(operation)


PLAIN = {
    django_operations.AddIndex: "use AddIndexConcurrently",
    django_operations.AddConstraint: "use AddUniqueConstraintConcurrently, or AddConstraintUnchecked first",
    django_operations.AlterUniqueTogether: "use AddUniqueConstraintConcurrently",
    AddWordIndex: "use AddWordIndexConcurrently",
    django_operations.RunPython: "change rows by InBatches",
}


def _faults_of_new_field(operation):
    field, told = operation.field, _told(operation)
    if field.many_to_many:
        return
    if isinstance(field, models.GeneratedField):
        yield f"{told} writes the whole table anew: add a plain field and fill it InBatches."
        return
    if not field.null and field.db_default is NOT_PROVIDED:
        yield f"{told} is not null: the version that still runs leaves it out, so give it a db_default."
    default = field.db_default
    if hasattr(default, "resolve_expression") and not isinstance(default, (models.Value, Now)):
        yield f"{told} has a default that is worked out for each row, which writes the whole table anew."
    if field.unique or getattr(field, "db_index", False):
        yield f"{told} makes an index while others wait: add that concurrently afterwards."
    if field.is_relation and field.db_constraint:
        yield f"{told} looks at all rows of two tables while others wait: db_constraint=False."


def _faults_of_altered_field(operation, app, state, contracts):
    before = state.models[app, operation.model_name_lower].get_field(operation.name)
    changed = _what_changed(before, operation.field)
    if changed - {"max_length", "null"}:
        if not contracts:
            yield f"{_told(operation)} changes its column: add a new one beside it. See docs/migrations.md."
        return
    if "max_length" in changed and (operation.field.max_length or 0) < (before.max_length or 0):
        yield f"{_told(operation)} gets shorter: longer values that are there would stop the migration."
    if "null" in changed and not operation.field.null:
        yield (
            f"{_told(operation)} looks at every row while others wait: add a check constraint by "
            "AddConstraintUnchecked and CheckConstraint instead."
        )


def _what_changed(before, after):
    """The names of what the database notices."""
    (_, old_class, _, old), (_, new_class, _, new) = before.deconstruct(), after.deconstruct()
    names = {name for name in {*old, *new} if old.get(name) != new.get(name)}
    names -= set(after.non_db_attrs)
    if old_class != new_class and before.get_internal_type() != after.get_internal_type():
        names.add("type")
    return names


def _faults_of_sql(operation):
    statements = operation.sql if isinstance(operation.sql, (list, tuple)) else [operation.sql]
    for statement in statements:
        words = statement if isinstance(statement, str) else statement[0]
        if found := LOCKING_SQL.search(words):
            yield f"its SQL has {found[0].upper()} in it, which keeps others waiting."


def _told(operation):
    return f"“{operation.describe()}”"
