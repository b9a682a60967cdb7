"""Questions that are asked all day with other keys: Django writes their SQL once for each number of keys.

To put a plain query together takes Django longer than any database takes to answer it. Only for questions in
which nothing varies but the keys: never for one that depends on who asks.
"""

from datetime import date, timedelta

from django.db import connection


def number(place):
    """A mark for a key: no row has one below nought."""
    return -1_000_000_000 - place


def day(place):
    return date(1000, 1, 1) + timedelta(days=place)


class Prepared:
    """`make(*lists)` gives a values_list() for lists of keys of one kind, all of the same length.

    It is made once with marks in place of the keys, to learn where they stand among the parameters, and kept
    for lists of one, two, four, eight ... keys: others are filled up by repeating the last.
    """

    def __init__(self, make, *marks):
        self.make, self.marks, self.known = make, marks, {}

    def ask(self, *keys):
        if not keys[0]:
            return []
        length = 1 << (len(keys[0]) - 1).bit_length()
        keys = [[*each, *[each[-1]] * (length - len(each))] for each in keys]
        place = connection.vendor, length
        if place not in self.known:
            self.known[place] = self._learn(length)
        sql, parameters, converters = self.known[place]
        given = [keys[each[0]][each[1]] if type(each) is Mark else each for each in parameters]
        with connection.cursor() as cursor:
            cursor.execute(sql, given)
            rows = cursor.fetchall()
        return _converted(rows, converters) if converters and rows else rows

    def _learn(self, length):
        marks = [[mark(place) for place in range(length)] for mark in self.marks]
        compiler = self.make(*marks).query.get_compiler(connection=connection)
        sql, parameters = compiler.as_sql()
        where = {
            connection.ops.adapt_unknown_value(mark): Mark((which, place))
            for which, each in enumerate(marks)
            for place, mark in enumerate(each)
        }
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        return sql, [where.get(each, each) for each in parameters], compiler.get_converters(columns)


class Mark(tuple):
    """(which list, which of its keys)"""

    __slots__ = ()


def _converted(rows, converters):
    """Column by column, and each value of a column once: there are fewer days than rows."""
    columns = list(zip(*rows, strict=True))
    for at, (convert, expression) in converters.items():
        known = dict.fromkeys(columns[at])
        for value in known:
            told = value
            for each in convert:
                told = each(told, expression, connection)
            known[value] = told
        columns[at] = [known[value] for value in columns[at]]
    return list(zip(*columns, strict=True))
