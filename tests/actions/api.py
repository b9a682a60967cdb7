"""A program that calls the API by a token of its own."""

from django.test import Client

from accounts.models import ApiToken
from tests.factories import later
from tests.guards.world import this_morning


class Caller:
    def __init__(self, person, organisation, scope="read_write"):
        token = ApiToken(
            user=person,
            organisation=organisation,
            name="script",
            scope=scope,
            expires_at=this_morning(days=9),
        )
        self.client, self.key = Client(), token.issue(later(this_morning(), minutes=-1))
        self.token = token

    def _headers(self, seen, key, more):
        headers = {"Authorization": f"Bearer {self.key}", **(more or {})}
        if seen is not None:
            headers["If-Match"] = f'"{seen}"'
        if key is not None:
            headers["Idempotency-Key"] = key
        return headers

    def get(self, path, **parameters):
        return self.client.get(f"/api/v1/{path}", parameters, headers=self._headers(None, None, None))

    def post(self, path, body=None, *, seen=None, key=None, headers=None, method="post"):
        return getattr(self.client, method)(
            f"/api/v1/{path}",
            {} if body is None else body,
            content_type="application/json",
            headers=self._headers(seen, key, headers),
        )

    def send(self, path, fields, key=None):
        """As a form with files."""
        return self.client.post(f"/api/v1/{path}", fields, headers=self._headers(None, key, None))


def fields_of(answer):
    """The names of what was wrong."""
    return [error["field"] for error in answer.json()["errors"]]
