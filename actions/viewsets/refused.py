"""Why a verb did not happen, as problem details."""

from contextlib import contextmanager

from django.core.exceptions import PermissionDenied

from accounts.viewsets.problems import Problem
from accounts.viewsets.writing import refusals
from actions.refusals import Conflict, NotAllowed, Overtaken, Refused
from actions.statuses import Kind


@contextmanager
def told_to(user, renamed=None):
    with refusals(renamed):
        try:
            yield
        except Conflict as conflict:
            raise _conflict(conflict, user) from None
        except NotAllowed as refusal:
            raise PermissionDenied(str(refusal)) from None
        except Overtaken as refusal:
            raise Problem(409, str(refusal), kind="changed-since") from None
        except Refused as refusal:
            raise Problem(422, str(refusal), kind="not-now") from None


def _conflict(conflict, user):
    """412 when a row came in since; 409 when it is something else that is no longer what was seen."""
    since = [_told(row) for row in conflict.since(user).order_by("number")]
    is_stale = conflict.number != conflict.based_on
    return Problem(
        412 if is_stale else 409,
        str(conflict),
        kind="changed-since",
        headers={"ETag": f'"{conflict.number}"'},
        ledger_number=conflict.number,
        since=since,
    )


def _told(row):
    return {
        "id": row.pk,
        "number": row.number,
        "kind": row.kind,
        "kind_label": Kind(row.kind).label,
        "happened_on": row.happened_on,
        "entered_at": row.entered_at,
        "by_post": row.by_post,
        "note": row.shown_note,
        "impact": row.shown_impact,
    }
