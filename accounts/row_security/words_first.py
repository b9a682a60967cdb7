"""Asking a condition before the rule for rows, where PostgreSQL would do it the other way round.

LIKE could tell in an error what it has read, so PostgreSQL shows it only rows that the rule has let through,
and an index of words is of no use; nor is any index where a row is found by the answer of another question,
as the last row of an action is. The view of a table holds its rule as a condition like any other: so
PostgreSQL asks in the order that is quickest, and gives out no row that the rule does not let through.
"""

from copy import copy

from django.conf import settings
from django.db.models.sql.datastructures import BaseTable, Join

from accounts.row_security.words import SCHEMA


def view_of(table):
    return f"searched_{table}"


def words_first(rows):
    """The same question, put to the view of its table."""
    return rule_last(rows, rows.model)


def rule_last(rows, model):
    """The same question, with the view of this model's table in its place; as it is where there are no rules.

    The view has the columns that the app's `SEARCHED` names: ask for no others of it.
    """
    if not settings.ROW_SECURITY:
        return rows
    asked, table = rows.all(), model._meta.db_table
    asked.query.get_initial_alias()
    for alias, source in asked.query.alias_map.items():
        if source.table_name == table and type(source) in _BY_VIEW:
            asked.query.alias_map[alias] = copy(source)
            asked.query.alias_map[alias].__class__ = _BY_VIEW[type(source)]
    return asked


def _by_view(kind):
    class ByView(kind):
        """To Django the table itself, so that what it joins later finds this; in SQL its view."""

        @property
        def identity(self):
            return (kind, *super().identity[1:])

        def as_sql(self, compiler, connection):
            told = copy(self)
            told.table_name = f'"{SCHEMA}"."{view_of(self.table_name)}"'
            return kind.as_sql(told, compiler, connection)

    return ByView


_BY_VIEW = {kind: _by_view(kind) for kind in (BaseTable, Join)}
