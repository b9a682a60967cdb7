"""Reading a whole table in an order, a part at a time, whatever a database makes of the joins.

Whose rows may be seen is asked by joins, and SQLite likes to begin with the smallest table: then it reads and
sorts all rows for each page. So the next few hundred keys are named first, seen or not, and only among these
is looked. Where few of them may be seen the window grows, and after that the whole is asked for after all.
PostgreSQL knows what a limit means and needs no such help, except as at a day, where the row of each action
is looked for: of all actions, if it may; and where rows stand in the order of another table.
"""

from django.core.exceptions import FieldDoesNotExist
from django.db import connection

from accounts.viewsets.pages import beyond, in_order


def of(rows, order, asked):
    """The help for a list in this order, or None where there is none or none is needed."""
    to, _, column = order.columns[0].rpartition("__")
    if to:
        return OfAnother(rows, order, to.partition("__")[0]) if len(order.columns) > 2 else None
    if not asked.speaks_of_the_past and connection.vendor != "sqlite":
        return None
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

    def is_the_end(self, stretch, length):
        return not self.keys(stretch)[length:].exists()


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
