"""Pages by cursor: each begins after the last row of the one before, so writes meanwhile move nothing.

There is no count of all rows: counting a million takes longer than everything else together.
"""

import base64
import binascii
from datetime import date, datetime

import orjson
from django.db.models import F, Q

from accounts.viewsets.problems import refused_fields

NOT_OURS = "This cursor is not one of ours. Begin again without it, or follow `next` as it was given."
OTHER_ORDER = "This cursor belongs to another order. Begin again without it."


class Order:
    """By one column and then by key. Rows without a value in the column come last, in either direction."""

    def __init__(self, name, columns, key="pk"):
        self.name = name
        self.is_backwards = name.startswith("-")
        self.columns = (*columns, key) if columns != (key,) else columns

    def __eq__(self, other):
        return (self.name, self.columns) == (other.name, other.columns)

    def __hash__(self):
        return hash((self.name, self.columns))

    @property
    def is_by_key(self):
        return len(self.columns) == 1

    @property
    def beginning(self):
        """In the order of the key, a value that stands before all of them."""
        return 2**62 if self.is_backwards else -1

    def by(self):
        turned = [F(column).desc if self.is_backwards else F(column).asc for column in self.columns]
        return [turn(nulls_last=True) for turn in turned[:-1]] + [turned[-1]()]

    def after(self, values):
        """The condition for rows beyond the one with these values."""
        beyond = Q()
        for column, value in reversed(list(zip(self.columns, values, strict=True))):
            comparison = "lt" if self.is_backwards else "gt"
            if value is None:
                beyond = Q(**{f"{column}__isnull": True}) & beyond
                continue
            further = Q(**{f"{column}__{comparison}": value})
            if column != self.columns[-1]:
                further |= Q(**{f"{column}__isnull": True})
            beyond = further | (Q(**{column: value}) & beyond) if beyond else further
        return beyond

    def cursor(self, values):
        told = [self.name, *(_told(value) for value in values)]
        return base64.urlsafe_b64encode(orjson.dumps(told)).decode().rstrip("=")

    def read(self, cursor):
        try:
            name, *told = orjson.loads(base64.urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
            values = [_untold(each) for each in told]
        except (ValueError, TypeError, binascii.Error):
            raise refused_fields({"cursor": NOT_OURS}) from None
        if name != self.name or len(values) != len(self.columns):
            raise refused_fields({"cursor": OTHER_ORDER})
        return values


def _told(value):
    """With its kind, so that it can be compared as what it was."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value if isinstance(value, (int, str, type(None))) else {"text": str(value)}


def _untold(told):
    if not isinstance(told, dict):
        if isinstance(told, (int, str, type(None))) and not isinstance(told, bool):
            return _in_bounds(told)
        raise ValueError
    ((kind, text),) = told.items()
    if kind not in ("moment", "day", "text"):
        raise ValueError
    return {"moment": datetime.fromisoformat, "day": date.fromisoformat, "text": str}[kind](text)


def _in_bounds(value):
    """No database takes larger numbers, nor the letter that ends texts in some languages."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError
    if isinstance(value, str) and "\0" in value:
        raise ValueError
    return value
