"""Many tables for a database in which nothing is yet: what the first migration of each app begins with."""

from django.db.migrations.operations.base import Operation, OperationCategory


class NewTables(Operation):
    """As so many `CreateModel` one after the other, but tens of times sooner.

    After each of those Django makes anew all models that are related to the new one, which is nearly all
    there are. Here they are made once, when the first table is, as they are when all tables are there.
    """

    category = OperationCategory.ADDITION
    reduces_to_sql = True
    reversible = True
    serialization_expand_args = ("tables",)

    def __init__(self, tables):
        self.tables = tables

    def deconstruct(self):
        return (type(self).__name__, [self.tables], {})

    def describe(self):
        return f"Create {len(self.tables)} models"

    def state_forwards(self, app_label, state):
        if "apps" in state.__dict__:
            # Otherwise each of them would be fitted into what was made before.
            del state.apps
        for table in self.tables:
            table.state_forwards(app_label, state)

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        for table in self.tables:
            table.database_forwards(app_label, schema_editor, from_state, to_state)
        # Keys and indexes, which Django would make after all operations and then note the migration in a
        # transaction of its own: whoever was stopped in between had tables that nobody knew of.
        while schema_editor.deferred_sql:
            schema_editor.execute(schema_editor.deferred_sql.pop(0), None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        for table in reversed(self.tables):
            table.database_backwards(app_label, schema_editor, from_state, to_state)
