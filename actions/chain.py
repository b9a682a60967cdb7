"""The hash chain of a ledger: each row's hash covers its own facts and the hash of the row before it."""

import hashlib
import json
from datetime import UTC, date, datetime

FIRST = "0" * 64


def hash_of(facts: dict, previous_hash: str) -> str:
    """The same facts give the same hash on every database, in every version of Python, in every time zone."""
    canonical = json.dumps(
        {"previous": previous_hash, **{name: _plain(value) for name, value in facts.items()}},
        ensure_ascii=False,
        separators=(",", ":"),
        sort_keys=True,
    )
    return hashlib.sha256(canonical.encode()).hexdigest()


def _plain(value):
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat(timespec="microseconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return str(value)
    return value
