"""Pages by cursor: each begins after the last row of the one before, so writes meanwhile move nothing.

There is no count of all rows: counting a million takes longer than everything else together.
"""

import base64
import binascii
from datetime import date, datetime
from typing import NamedTuple

import orjson
from django.core.exceptions import ValidationError
from django.db.models import BooleanField, DateTimeField, F, Func, Value

from accounts.filters import as_moment
from accounts.viewsets.problems import refused_fields

NOT_OURS = "This cursor is not one of ours. Begin again without it, or follow `next` as it was given."
OTHER_ORDER = "This cursor belongs to another order. Begin again without it."


VALUED, EMPTY = "valued", "empty"


class Stretch(NamedTuple):
    """Part of an order that an index goes through in one direction, from `values` on or from its start."""

    kind: str
    values: tuple | None


class Beyond(Func):
    """`(a, b) > (x, y)`: an index finds that place at once. Said in other words it looks from its start."""

    output_field = BooleanField()

    def __init__(self, columns, values, sign):
        self.sign = sign
        super().__init__(*columns, *values)

    def as_sql(self, compiler, connection):
        told = [compiler.compile(each) for each in self.source_expressions]
        half = len(told) // 2
        left, right = (", ".join(sql for sql, _ in side) for side in (told[:half], told[half:]))
        return f"({left}) {self.sign} ({right})", [each for _, given in told for each in given]


class Order:
    """By one column and then by key. Rows without a value in the column come last, in either direction.

    An order by several columns is by such as always have a value.
    """

    def __init__(self, name, columns, key="pk"):
        self.name = name
        self.is_backwards = name.startswith("-")
        self.columns = (*columns, key) if columns != (key,) else columns

    def stretches(self, after):
        """What is still to be read, one after another, `after` the row with these values."""
        if len(self.columns) != 2:
            return [Stretch(VALUED, after)]
        if after and after[0] is None:
            return [Stretch(EMPTY, after[1:])]
        return [Stretch(VALUED, after), Stretch(EMPTY, None)]

    def narrowed(self, rows, stretch):
        """The rows of a stretch in its order."""
        columns = self.columns if stretch.kind == VALUED else self.columns[1:]
        if len(self.columns) == 2:
            rows = rows.filter(**{f"{self.columns[0]}__isnull": stretch.kind == EMPTY})
        if stretch.values:
            rows = rows.filter(beyond(rows, columns, stretch.values, self.is_backwards))
        return rows.order_by(*in_order(columns, self.is_backwards))

    def understood(self, fields, values):
        """The values of a cursor as the columns take them; if a column can't, it is no cursor of ours."""
        try:
            values = tuple(_fitting(value, field) for value, field in zip(values, fields, strict=True))
            if None in values[1:] or (values[0] is None and len(values) != 2):
                raise ValueError
            return values
        except (ValidationError, ValueError, TypeError):
            raise refused_fields({"cursor": NOT_OURS}) from None

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


def _fitting(value, field):
    if isinstance(value, date) and isinstance(value, datetime) != isinstance(field, DateTimeField):
        raise ValueError
    return None if value is None else field.get_prep_value(value)


def beyond(rows, columns, values, is_backwards, or_there=False):
    """The condition for rows that come after these values of some columns; `or_there`, for these too."""
    told = [
        Value(value, output_field=field)
        for value, field in zip(values, fields_of(rows, columns), strict=True)
    ]
    sign = ("<" if is_backwards else ">") + ("=" if or_there else "")
    return Beyond([F(column) for column in columns], told, sign)


def in_order(columns, is_backwards):
    return [F(column).desc() if is_backwards else F(column).asc() for column in columns]


def fields_of(rows, columns):
    query = rows.query.chain()
    return [query.resolve_ref(column).output_field for column in columns]


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
    if kind not in ("moment", "day", "text") or not isinstance(text, str):
        raise ValueError
    return {"moment": as_moment, "day": date.fromisoformat, "text": str}[kind](text)


def _in_bounds(value):
    """No database takes larger numbers, nor the letter that ends texts in some languages."""
    if isinstance(value, int) and not -(2**63) <= value < 2**63:
        raise ValueError
    if isinstance(value, str) and "\0" in value:
        raise ValueError
    return value
