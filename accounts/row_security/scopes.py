"""Whose rows a connection may see. A connection is told whenever it is taken up; else: what is public."""

import threading
from contextlib import contextmanager
from dataclasses import dataclass

import psycopg
from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, connections
from psycopg.pq import TransactionStatus

_TELL = (
    "SELECT set_config('followthrough.scope', %s, false), "
    "set_config('followthrough.organisations', %s, false), set_config('followthrough.person', %s, false)"
)


@dataclass(frozen=True)
class Scope:
    sees_everything: bool = False
    organisations: tuple = ()
    person: int | None = None

    def words(self):
        """As PostgreSQL is told."""
        return [
            "everything" if self.sees_everything else "",
            ",".join(map(str, self.organisations)),
            "" if self.person is None else str(self.person),
        ]


PUBLIC = Scope()
EVERYTHING = Scope(sees_everything=True)

_of_this_thread = threading.local()
_of_this_process = {"scope": PUBLIC}


def scope_of(user):
    """Operators look after everything; whoever comes by a token is a person in one organisation."""
    if not user.is_authenticated:
        return PUBLIC
    if user.is_superuser:
        return EVERYTHING
    return Scope(organisations=tuple(sorted(user.organisation_ids())), person=user.pk)


def is_told():
    """Also while there are no rules yet: they may then be put there, or taken away, while people work."""
    return settings.DATABASE_OWNER is not None


def current():
    return getattr(_of_this_thread, "scope", _of_this_process["scope"])


def see_everything_in_this_process():
    """For commands and tests, whose work is about all organisations. Never for what answers requests."""
    _of_this_process["scope"] = EVERYTHING


@contextmanager
def within(scope):
    """Whatever is taken inside the block ends with it."""
    before = current()
    take(scope)
    try:
        yield
    finally:
        take(before)


def everything():
    """For the few deeds inside a request that are about more than its organisations."""
    return within(EVERYTHING)


def take(scope):
    """From here on, until the block of `within` around it ends."""
    if not is_told() or scope == current():
        return
    _of_this_thread.scope = scope
    connection = connections[DEFAULT_DB_ALIAS]
    if connection.connection is not None:
        _tell(connection, scope)


def tell_new_connection(connection, **_):
    """For the signal connection_created: also of a pooled connection that another request had before."""
    if is_told() and connection.alias == DEFAULT_DB_ALIAS:
        _tell(connection, current())


def _tell(connection, scope):
    session = connection.connection
    if session.closed or session.info.transaction_status == TransactionStatus.INERROR:
        # What was said inside the transaction goes with it; before it stands what ends here.
        return
    try:
        # Past Django's cursor: one that waits for its rollback would refuse.
        session.execute(_TELL, scope.words())
    except psycopg.Error:
        # Better no connection than one that shows somebody else's rows.
        connection.close()
