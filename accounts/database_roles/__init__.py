"""The roles of PostgreSQL: one owns the tables, one works with them, one may read for reports."""

from accounts.database_roles.owner import as_owner
from accounts.database_roles.setting_up import CannotSetUp, carry_out, missing

__all__ = ["CannotSetUp", "as_owner", "carry_out", "missing"]
