"""Sessions in the database, for the setting SESSION_ENGINE.

The browser has the key, the database its hash. A session ends when nobody has used it for a while, and at the
latest so many hours after its owner signed in, however busy it was.
"""

from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DjangoSessionStore
from django.db import connection
from django.utils import timezone

from accounts import prepared
from accounts.models.sessions import Session, browser_of, edges, hash_of

KEY = "key"


@cache
def _question():
    """Asked at each request of somebody who is signed in."""
    key, moments = prepared.text(0), [prepared.moment(place) for place in range(3)]
    columns = [field.attname for field in Session._meta.concrete_fields]
    rows = Session.objects.living(*moments).filter(pk=key).order_by().values_list(*columns)
    names = {mark: place for place, mark in enumerate(moments)}
    return columns, prepared.Statement(rows, names | {key: KEY})


def _living(key, at):
    columns, statement = _question()
    moments = {place: prepared.adapted(edge) for place, edge in enumerate(edges(at))}
    for row in statement.ask(moments | {KEY: key}):
        return Session.from_db(connection.alias, columns, row)
    return None


@dataclass(frozen=True)
class Visit:
    """What a new key keeps: otherwise a busy session would outlive its hours."""

    user_id: int
    began_at: datetime
    browser: str


class SessionStore(DjangoSessionStore):
    user_agent = ""
    _row = None
    _visit = None

    @classmethod
    def get_model_class(cls):
        return Session

    @classmethod
    def clear_expired(cls):
        Session.objects.ended(timezone.now()).delete()

    def exists(self, session_key):
        return super().exists(hash_of(session_key))

    def create_model_instance(self, data):
        row, at = super().create_model_instance(data), timezone.now()
        row.session_key = hash_of(row.session_key)
        row.user_id = int(data[SESSION_KEY]) if SESSION_KEY in data else None
        if row.user_id and (self._visit is None or self._visit.user_id != row.user_id):
            self._visit = Visit(row.user_id, at, browser_of(self.user_agent))
        row.began_at, row.browser = at, ""
        if row.user_id:
            row.began_at, row.browser = self._visit.began_at, self._visit.browser
        row.seen_at = at
        if self._row is not None and self._row.pk == row.pk:
            row.number = self._row.number
        self._row = row
        return row

    def delete(self, session_key=None):
        key = session_key or self.session_key
        if key:
            Session.objects.filter(pk=hash_of(key)).delete()

    def flush(self):
        super().flush()
        self._visit = None

    def _get_session_from_db(self):
        at = timezone.now()
        self._row = _living(hash_of(self.session_key), at)
        if self._row is None:
            self._session_key = None
            return None
        if self._row.user_id:
            self._visit = Visit(self._row.user_id, self._row.began_at, self._row.browser)
        self._row.note_seen(at)
        return self._row
