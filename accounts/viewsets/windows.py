"""Reading a whole table in an order, a part at a time, whatever a database makes of the joins.

Whose rows may be seen is asked by joins, and SQLite likes to begin with the smallest table: then it reads and
sorts all rows for each page. So the next few hundred keys are named first, seen or not, and only among these
is looked. Where few of them may be seen the window grows, and after that the whole is asked for after all.
PostgreSQL knows what a limit means and needs no such help, except as at a day, where the row of each action
is looked for: of all actions, if it may; and where rows stand in the order of another table.

As at a day before most of them existed a window of all keys finds next to nothing, however far it reaches,
and after the last one it would reach to the end of the table. There the next that existed then are named.
"""

from typing import NamedTuple

from django.core.exceptions import FieldDoesNotExist
from django.db import connection
from django.db.models import BigIntegerField, ExpressionWrapper, F

from accounts.viewsets.pages import beyond, in_order


def of(rows, order, asked, existing=None):
    """The help for a list in this order, or None where there is none or none is needed."""
    to, _, column = order.columns[0].rpartition("__")
    if to:
        return OfAnother(rows, order, to.partition("__")[0]) if len(order.columns) > 2 else None
    if not asked.speaks_of_the_past and connection.vendor != "sqlite":
        return None
    if asked.speaks_of_the_past and existing and column == "pk":
        return Past(rows, order, asked, existing)
    return Own(rows, order) if _has(rows.model, column) else None


def _has(model, column):
    """As at a day the order may be by a column of the ledger."""
    if column == "pk":
        return True
    try:
        return model._meta.get_field(column).concrete
    except FieldDoesNotExist:
        return False


class Own:
    """Rows are in the order of their own table."""

    @staticmethod
    def lengths(wanted):
        """So many keys are looked through, one number after another, for so many rows."""
        return wanted + max(150, wanted // 4), wanted * 32, wanted * 256

    def __init__(self, rows, order):
        self.model, self.order = rows.model, order

    def keys(self, stretch):
        """Of all rows of the stretch, seen or not."""
        return self.order.narrowed(self.model._base_manager.all(), stretch).values("pk")

    def narrowed(self, told, stretch, length):
        return told.filter(pk__in=self.keys(stretch)[:length])

    def is_the_end(self, stretch, length, asked):
        return not self.keys(stretch)[length:].exists()


class Existing(NamedTuple):
    """A length in keys of what existed."""

    length: int


class Past(Own):
    """By key, as at a day; `existing(asked)` are (the rows of what existed then, the column of its key)."""

    @staticmethod
    def lengths(wanted):
        return Own.lengths(wanted)[0], Existing(wanted * 32)

    def __init__(self, rows, order, asked, existing):
        super().__init__(rows, order)
        self.asked, self.existing = asked, existing

    def existing_keys(self, stretch, asked):
        """Their number is no index's order, or PostgreSQL would go through all of that index to find none."""
        rows, key = self.existing(asked)
        if stretch.values:
            rows = rows.filter(beyond(rows, (key,), stretch.values, self.order.is_backwards))
        number = ExpressionWrapper(F(key) + 0, output_field=BigIntegerField())
        return rows.order_by(number.desc() if self.order.is_backwards else number.asc()).values(key)

    def narrowed(self, told, stretch, length):
        if not isinstance(length, Existing):
            return super().narrowed(told, stretch, length)
        return told.filter(pk__in=self.existing_keys(stretch, self.asked)[: length.length])

    def is_the_end(self, stretch, length, asked):
        if not isinstance(length, Existing):
            return super().is_the_end(stretch, length, asked)
        return not self.existing_keys(stretch, asked)[length.length :].exists()


class OfAnother(Own):
    """Rows are in the order of what they belong to, and there each in its own: actions by area."""

    @staticmethod
    def lengths(wanted):
        return wanted // 16 + 1, wanted, wanted * 16

    def __init__(self, rows, order, to):
        super().__init__(rows, order)
        self.to, self.model = to, rows.model._meta.get_field(to).related_model
        begins = f"{to}__"
        self.columns = [each.removeprefix(begins) for each in order.columns if each.startswith(begins)]

    def keys(self, stretch):
        rows, columns = self.model._base_manager.all(), self.columns
        if stretch.values:
            values = stretch.values[: len(columns)]
            rows = rows.filter(beyond(rows, columns, values, self.order.is_backwards, or_there=True))
        return rows.order_by(*in_order(columns, self.order.is_backwards)).values("pk")

    def narrowed(self, told, stretch, length):
        return told.filter(**{f"{self.to}__in": self.keys(stretch)[:length]})
