"""Operations that let people read and write meanwhile on PostgreSQL, and do the plain thing on SQLite.

Each may be run again after it was interrupted: what an interrupted one left half-way is put right first.
"""

from contextlib import contextmanager

from django.contrib.postgres.operations import (
    AddConstraintNotValid,
    NotInTransactionMixin,
    ValidateConstraint,
)
from django.db.migrations.operations import AddConstraint, AddIndex, RemoveIndex

_STATE_OF_INDEX = """
    SELECT indisvalid AND indisready FROM pg_index
    WHERE indexrelid = to_regclass(%s) AND indrelid = %s::regclass
"""


def is_postgresql(schema_editor):
    return schema_editor.connection.vendor == "postgresql"


@contextmanager
def waiting_as_long_as_it_takes(schema_editor):
    """It stands in nobody's way while it waits; giving up would leave an index that is of no use."""
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('lock_timeout'), current_setting('statement_timeout')")
        lock, statement = cursor.fetchone()
        cursor.execute("SET lock_timeout = 0; SET statement_timeout = 0")
        yield
        cursor.execute(
            "SELECT set_config('lock_timeout', %s, false), set_config('statement_timeout', %s, false)",
            [lock, statement],
        )


def is_whole(schema_editor, model, name):
    """None where there is no such index; False for one whose making was interrupted."""
    quoted = schema_editor.connection.ops.quote_name
    with schema_editor.connection.cursor() as cursor:
        cursor.execute(_STATE_OF_INDEX, [quoted(name), quoted(model._meta.db_table)])
        found = cursor.fetchone()
    return found[0] if found else None


def analyzed(table):
    """The statement; nothing for an empty table. Of one that it saw empty PostgreSQL thinks that it stays so.

    It plans to read the whole, and the questions of rules keep that plan for a connection while rows come.
    """
    return f"DO $$ BEGIN IF EXISTS (SELECT FROM {table}) THEN ANALYZE {table}; END IF; END $$"


def make_index(schema_editor, model, name, make):
    """`make` is called if there is no such index, or only half of one, which goes first."""
    with waiting_as_long_as_it_takes(schema_editor):
        state = is_whole(schema_editor, model, name)
        if state is False:
            schema_editor.execute(f"DROP INDEX CONCURRENTLY {schema_editor.connection.ops.quote_name(name)}")
        if not state:
            make()


class WhileInUse(NotInTransactionMixin):
    """On PostgreSQL `forwards_while_in_use`, in no transaction; elsewhere what the operation always does."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if not is_postgresql(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)
            return
        self._ensure_not_in_transaction(schema_editor)
        self.forwards_while_in_use(app_label, schema_editor, from_state, to_state)


class AddIndexConcurrently(WhileInUse, AddIndex):
    """In a migration of its own with `atomic = False`."""

    def describe(self):
        return f"Make the index {self.index.name} on {self.model_name} while the table is in use"

    def forwards_while_in_use(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            make_index(
                schema_editor,
                model,
                self.index.name,
                lambda: schema_editor.add_index(model, self.index, concurrently=True),
            )

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if not is_postgresql(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)
            return
        self._ensure_not_in_transaction(schema_editor)
        remove_index(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.index.name)


class RemoveIndexConcurrently(WhileInUse, RemoveIndex):
    def describe(self):
        return f"Remove the index {self.name} from {self.model_name} while the table is in use"

    def forwards_while_in_use(self, app_label, schema_editor, from_state, to_state):
        remove_index(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.name)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        index = to_state.models[app_label, self.model_name_lower].get_index_by_name(self.name)
        back = AddIndexConcurrently(self.model_name, index)
        back.database_forwards(app_label, schema_editor, from_state, to_state)


def remove_index(schema_editor, model, name):
    if is_whole(schema_editor, model, name) is not None:
        with waiting_as_long_as_it_takes(schema_editor):
            schema_editor.execute(f"DROP INDEX CONCURRENTLY {schema_editor.connection.ops.quote_name(name)}")


class AddUniqueConstraintConcurrently(WhileInUse, AddConstraint):
    """For a unique constraint: its index is made while the table is in use, then becomes the constraint."""

    def describe(self):
        return f"Make {self.constraint.name} unique on {self.model_name} while the table is in use"

    def forwards_while_in_use(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        sql = str(self.constraint.create_sql(model, schema_editor))
        name = schema_editor.connection.ops.quote_name(self.constraint.name)
        table = schema_editor.connection.ops.quote_name(model._meta.db_table)
        if sql.startswith("CREATE UNIQUE INDEX "):
            # With a condition or an expression Django makes nothing but an index of it.
            sql = sql.replace("CREATE UNIQUE INDEX ", "CREATE UNIQUE INDEX CONCURRENTLY ", 1)
            make_index(schema_editor, model, self.constraint.name, lambda: schema_editor.execute(sql))
            return
        columns = sql[sql.index("UNIQUE") + len("UNIQUE") :]
        index = f"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table}{columns}"
        make_index(schema_editor, model, self.constraint.name, lambda: schema_editor.execute(index))
        if not _is_constraint(schema_editor, self.constraint.name):
            schema_editor.execute(f"ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE USING INDEX {name}")


def _is_constraint(schema_editor, name):
    with schema_editor.connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_constraint WHERE conname = %s)", [name])
        return cursor.fetchone()[0]


class AddConstraintUnchecked(AddConstraintNotValid):
    """New rows keep to it from now on; `CheckConstraint`, in a later migration, looks at the old ones."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if is_postgresql(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)
        else:
            AddConstraint.database_forwards(self, app_label, schema_editor, from_state, to_state)


class CheckConstraint(ValidateConstraint):
    def describe(self):
        return f"Look whether the rows of {self.model_name} keep to {self.name}"

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if is_postgresql(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)
