"""Indexes by which PostgreSQL finds a word anywhere in a text: of trigrams, by its extension pg_trgm.

The extension is trusted: the database's owner may make it, where the server has it. Where it can't be made,
searching reads every text as before, and `manage.py search_indexes` makes the indexes later.
"""

import sys

from django.contrib.postgres.operations import NotInTransactionMixin
from django.db import DatabaseError, transaction
from django.db.migrations.operations.base import Operation, OperationCategory

from accounts.quiet_migrations.operations import analyzed, is_postgresql, make_index, remove_index

# What figures and references are made of in a text; marks as letters, for trigrams know but those and digits.
MARKS, AS_LETTERS = ".,:/-", "abcde"
_FIGURES_ALONE = f"regexp_replace(%(expressions)s::text, '[^0-9{MARKS}]+', ' ', 'g')"
FIGURES = f"translate({_FIGURES_ALONE}, '{MARKS}', '{AS_LETTERS}')"
# No right to make it; the server has not got it, as newer and older versions say it.
CANNOT_BE_MADE = {"42501", "0A000", "58P01"}
WITHOUT = (
    "Searching stays slow: PostgreSQL can't find words by trigrams here ({reason}). "
    "Ask its administrator for CREATE EXTENSION pg_trgm in this database, then run manage.py search_indexes."
)


class NoTrigrams(Exception):
    """With a sentence for the operator."""


class AddWordIndex(Operation):
    """One index over columns of text as `icontains` asks for them, on a table that the same migration makes.

    The models don't know of it: it is PostgreSQL's alone, and only where the extension could be made.
    """

    category = OperationCategory.ADDITION
    reduces_to_sql = False
    reversible = True
    kept_of_a_column = "UPPER(%(expressions)s::text)"

    def __init__(self, model_name, name, fields):
        self.model_name, self.name, self.fields = model_name, name, fields

    def deconstruct(self):
        return (type(self).__name__, [self.model_name, self.name, self.fields], {})

    def describe(self):
        return f"Make the index of words {self.name} on {self.model_name}"

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if not is_postgresql(schema_editor):
            return
        try:
            self.make(schema_editor, to_state.apps.get_model(app_label, self.model_name))
        except NoTrigrams as reason:
            sys.stderr.write(f"\n{reason}\n")

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """It goes with its table."""

    def make(self, schema_editor, model):
        """Raises NoTrigrams."""
        _require_trigrams(schema_editor.connection)
        schema_editor.execute(f"CREATE INDEX {self._on(schema_editor, model)}")

    def make_while_in_use(self, schema_editor, model):
        """Unless it is there; raises NoTrigrams."""
        _require_trigrams(schema_editor.connection)
        sql = f"CREATE INDEX CONCURRENTLY {self._on(schema_editor, model)}"

        def make_and_look():
            schema_editor.execute(sql)
            # What PostgreSQL knows of a column tells it nothing of what is kept of it: it would not ask here.
            schema_editor.execute(analyzed(schema_editor.connection.ops.quote_name(model._meta.db_table)))

        make_index(schema_editor, model, self.name, make_and_look)

    def _on(self, schema_editor, model):
        quoted = schema_editor.connection.ops.quote_name
        columns = [quoted(model._meta.get_field(field).column) for field in self.fields]
        words = ", ".join(f"{self.kept_of_a_column % {'expressions': each}} gin_trgm_ops" for each in columns)
        return f"{quoted(self.name)} ON {quoted(model._meta.db_table)} USING gin ({words})"


class AddWordIndexConcurrently(NotInTransactionMixin, AddWordIndex):
    """On a table that is in use. Alone in a migration, `atomic = False`."""

    def describe(self):
        return f"{super().describe()} while the table is in use"

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        if is_postgresql(schema_editor):
            self._ensure_not_in_transaction(schema_editor)
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        if is_postgresql(schema_editor):
            self._ensure_not_in_transaction(schema_editor)
            remove_index(schema_editor, from_state.apps.get_model(app_label, self.model_name), self.name)

    def make(self, schema_editor, model):
        self.make_while_in_use(schema_editor, model)


class AddFigureIndexConcurrently(AddWordIndexConcurrently):
    """The same for words of figures and the marks between them, such as 1.1, which have no three in a row."""

    kept_of_a_column = FIGURES

    def describe(self):
        return f"Make the index of figures {self.name} on {self.model_name} while the table is in use"


def _require_trigrams(connection):
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT FROM pg_extension WHERE extname = 'pg_trgm')")
        if cursor.fetchone()[0]:
            return
        try:
            with transaction.atomic(using=connection.alias):
                # By name: an owner called like the schema of the rules would make it there, to go with them.
                cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm SCHEMA public")
        except DatabaseError as problem:
            if getattr(problem.__cause__, "sqlstate", "") not in CANNOT_BE_MADE:
                raise
            raise NoTrigrams(WITHOUT.format(reason=str(problem).splitlines()[0])) from problem
