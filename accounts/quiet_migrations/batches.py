"""Filling or mending many rows, some thousand at a time: nobody waits longer than for one such step."""

from django.db import transaction
from django.db.migrations.operations.base import Operation, OperationCategory

ROWS_AT_A_TIME = 1000


class InBatches(Operation):
    """Calls `change(rows)` with a queryset of at most so many rows, each time in a transaction of its own.

    In a migration of its own with `atomic = False`. It may be interrupted and is then begun again, so
    `change` must do no harm to rows that it has changed already.
    """

    category = OperationCategory.PYTHON
    reduces_to_sql = False
    reversible = True

    def __init__(self, model_name, change, size=ROWS_AT_A_TIME):
        self.model_name, self.change, self.size = model_name, change, size

    def deconstruct(self):
        return (type(self).__name__, [self.model_name, self.change], {"size": self.size})

    def state_forwards(self, app_label, state):
        pass

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        using = schema_editor.connection.alias
        model = from_state.apps.get_model(app_label, self.model_name)
        every = model._default_manager.using(using).order_by("pk")
        last = None
        while True:
            rest = every if last is None else every.filter(pk__gt=last)
            keys = list(rest.values_list("pk", flat=True)[: self.size])
            if not keys:
                return
            with transaction.atomic(using=using):
                self.change(every.filter(pk__gte=keys[0], pk__lte=keys[-1]))
            last = keys[-1]

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        """What was filled stays; the migration before it knows nothing of it."""

    def describe(self):
        return f"Change the rows of {self.model_name}, {self.size} at a time"
