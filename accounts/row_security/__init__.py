"""The second net: PostgreSQL itself shows a request what is public and the rows of its organisations.

Only where the service works as a role that owns nothing; elsewhere this costs nothing.
"""

from accounts.row_security.scopes import EVERYTHING, PUBLIC, Scope, everything, scope_of, take, within
from accounts.row_security.words_first import rule_last, words_first

__all__ = [
    "EVERYTHING",
    "PUBLIC",
    "Scope",
    "everything",
    "rule_last",
    "scope_of",
    "take",
    "within",
    "words_first",
]
