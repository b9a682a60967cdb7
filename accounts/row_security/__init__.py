"""The second net: PostgreSQL itself shows a request what is public and the rows of its organisations.

Only where the service works as a role that owns nothing (ROW_SECURITY); elsewhere this costs nothing.
"""

from accounts.row_security.scopes import EVERYTHING, PUBLIC, Scope, everything, scope_of, take, within

__all__ = ["EVERYTHING", "PUBLIC", "Scope", "everything", "scope_of", "take", "within"]
