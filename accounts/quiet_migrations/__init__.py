"""Changes to tables that make nobody wait: how they are done, and how those that are not so are found."""

from accounts.quiet_migrations.batches import InBatches
from accounts.quiet_migrations.operations import (
    AddConstraintUnchecked,
    AddIndexConcurrently,
    AddUniqueConstraintConcurrently,
    CheckConstraint,
    RemoveIndexConcurrently,
)
from accounts.quiet_migrations.words import AddWordIndexConcurrently

__all__ = [
    "AddConstraintUnchecked",
    "AddIndexConcurrently",
    "AddUniqueConstraintConcurrently",
    "AddWordIndexConcurrently",
    "CheckConstraint",
    "InBatches",
    "RemoveIndexConcurrently",
]
