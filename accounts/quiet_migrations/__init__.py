"""Changes to tables that make nobody wait: how they are done, and how those that are not so are found."""

from accounts.quiet_migrations.batches import InBatches
from accounts.quiet_migrations.new_tables import NewTables
from accounts.quiet_migrations.noted import noted_when_up_to_date
from accounts.quiet_migrations.operations import (
    AddConstraintUnchecked,
    AddIndexConcurrently,
    AddUniqueConstraintConcurrently,
    CheckConstraint,
    RemoveIndexConcurrently,
)
from accounts.quiet_migrations.words import (
    AddFigureIndexConcurrently,
    AddWordIndex,
    AddWordIndexConcurrently,
)

__all__ = [
    "AddConstraintUnchecked",
    "AddFigureIndexConcurrently",
    "AddIndexConcurrently",
    "AddUniqueConstraintConcurrently",
    "AddWordIndex",
    "AddWordIndexConcurrently",
    "CheckConstraint",
    "InBatches",
    "NewTables",
    "RemoveIndexConcurrently",
    "noted_when_up_to_date",
]
