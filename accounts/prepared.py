"""Questions asked all day with other values: Django writes their SQL once, and PostgreSQL plans it once.

To put a plain question together takes Django longer than any database takes to answer it. In place of each
value that varies stands a mark, which no row has; so nothing may be worked out from such a value on the way.
What decides who sees what is a value like any other: see `accounts.standing_in`.
"""

import re
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime, timedelta
from functools import cache, lru_cache

from django.core.exceptions import EmptyResultSet
from django.db import connection
from django.utils.dateparse import parse_date

FIRST_YEAR = 1600
PLAIN = re.compile(r"[a-z_]*")
LONG_AGO = re.compile(r"1[0-5]\d\d-\d\d-\d\d|\ue000")


def number(place):
    """A mark for a number: no row has one below nought."""
    return -1_000_000_000 - place


def position(place):
    """For a number that a column without negative ones is compared with."""
    return 4_000_000_000_000_000_000 + place


def day(place):
    return date(1000, 1, 1) + timedelta(days=place)


def moment(place):
    return datetime(1000, 1, 1, tzinfo=UTC) + timedelta(days=place)


def text(place):
    return f"\ue000{place}\ue000"


class Gap:
    """Where among the parameters the value of this name goes."""

    __slots__ = ("name",)

    def __init__(self, name):
        self.name = name


class Statement:
    """One question: `rows` is a values_list(), `marks` is {mark: name of the value it stands for}."""

    def __init__(self, rows, marks, is_planned_once=True):
        self.sql, self.parameters, self.converters = None, [], {}
        self.is_planned_once = is_planned_once
        compiler = rows.query.get_compiler(connection=connection)
        try:
            self.sql, parameters = compiler.as_sql()
        except EmptyResultSet:
            return
        gaps = {adapted(mark): Gap(name) for mark, name in marks.items()}
        self.parameters = [gaps.get(each, each) for each in parameters]
        if strange := [each for each in self.parameters if _is_made_of_a_mark(each)]:
            raise ValueError(f"Worked out from what stands in for a value: {strange}")
        if connection.vendor == "postgresql":
            self._write_out_constants()
        columns = [column for column, _, _ in compiler.select[: compiler.col_count]]
        self.converters = compiler.get_converters(columns)

    def _write_out_constants(self):
        """So that a plan made without the values knows at least these."""
        pieces, gaps = self.sql.split("%s"), []
        told = pieces[0]
        for each, piece in zip(self.parameters, pieces[1:], strict=True):
            literal = None if type(each) is Gap else _literal(each)
            if literal is None:
                gaps.append(each)
            told += (literal or "%s") + piece
        self.sql, self.parameters = told, gaps

    def ask(self, values):
        """The rows, where {name: value} says what goes into the gaps."""
        if self.sql is None:
            return []
        with open_cursor(self.is_planned_once) as cursor:
            self.send(cursor, values)
            return self.receive(cursor)

    def send(self, cursor, values):
        given = [values[each.name] if type(each) is Gap else each for each in self.parameters]
        cursor.execute(self.sql, given)

    def receive(self, cursor):
        rows = cursor.fetchall()
        return _converted(rows, self.converters) if self.converters and rows else rows

    def take_arrays(self, names):
        """Each gap of these stands alone in an IN: one statement then serves lists of every length."""
        pieces = self.sql.split("%s")
        for place, each in enumerate(self.parameters):
            if type(each) is Gap and each.name in names:
                pieces[place] = pieces[place].removesuffix("IN (") + "= ANY ("
        self.sql = "%s".join(pieces)
        return self


class Prepared:
    """`make(*lists)` gives a values_list() for lists of keys, each of which stands in an IN.

    SQLite has a statement for lists of one, two, four, eight ... keys: others are filled up by repeating the
    last. PostgreSQL takes a list as one value. `more` is {mark: name} of single values beside the lists.
    """

    def __init__(self, make, *marks, more=None, is_planned_once=True):
        self.make, self.marks, self.more, self.known = make, marks, more or {}, {}
        self.is_planned_once = is_planned_once

    def ask(self, *lists):
        return self.ask_with({}, *lists)

    def ask_with(self, single, *lists):
        """`single` is {name: value} of what stands beside the lists."""
        if not all(lists):
            return []
        statement, values = self.about(lists)
        return statement.ask(values | single)

    def about(self, lists):
        """(the statement, its values) for these lists."""
        if connection.vendor == "postgresql":
            if "arrays" not in self.known:
                names = {(which, 0) for which in range(len(lists))}
                self.known["arrays"] = self._learn([1] * len(lists)).take_arrays(names)
            return self.known["arrays"], {(which, 0): _as_array(each) for which, each in enumerate(lists)}
        lists = [filled_up(list(each)) for each in lists]
        lengths = tuple(map(len, lists))
        if lengths not in self.known:
            self.known[lengths] = self._learn(lengths)
        keys = enumerate(lists)
        return self.known[lengths], {(n, place): key for n, each in keys for place, key in enumerate(each)}

    def _learn(self, lengths):
        marks = [
            [mark(place) for place in range(length)] for mark, length in zip(self.marks, lengths, strict=True)
        ]
        names = {mark: (n, place) for n, each in enumerate(marks) for place, mark in enumerate(each)}
        return Statement(self.make(*marks), names | self.more, self.is_planned_once)


def ask_together(questions):
    """{name: rows} of {name: (a prepared question, its lists)}. PostgreSQL is waited for once for all."""
    asked = {name: question.about(lists) for name, (question, lists) in questions.items() if all(lists)}
    if connection.vendor != "postgresql" or len(asked) < 2:
        found = {name: statement.ask(values) for name, (statement, values) in asked.items()}
    else:
        found = _ask_in_one_go(asked)
    return {name: found.get(name, []) for name in questions}


def _ask_in_one_go(asked):
    connection.ensure_connection()
    with ExitStack() as open_until_the_end:
        enter = open_until_the_end.enter_context
        enter(connection.wrap_database_errors)
        enter(connection.connection.pipeline())
        cursors = {name: enter(open_cursor()) for name in asked}
        for name, (statement, values) in asked.items():
            statement.send(cursors[name], values)
        return {name: statement.receive(cursors[name]) for name, (statement, _) in asked.items()}


class Numbers(list):
    """Written as one value at once: PostgreSQL's library would ask each what it is, and write each."""


def _as_array(keys):
    keys = list(keys)
    return Numbers(keys) if type(keys[0]) is int else keys


def adapted(value):
    """As the database takes it."""
    return connection.ops.adapt_unknown_value(value)


def filled_up(keys):
    """So many that there are few numbers of them."""
    return keys + [keys[-1]] * ((1 << (len(keys) - 1).bit_length()) - len(keys))


def _literal(value):
    """As it stands in SQL; None where it had better not."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    return f"'{value}'" if isinstance(value, str) and PLAIN.fullmatch(value) else None


def _is_made_of_a_mark(parameter):
    """No value of ours is of these centuries, nor so low."""
    if isinstance(parameter, str):
        return bool(LONG_AGO.match(parameter))
    if isinstance(parameter, date):
        return parameter.year < FIRST_YEAR
    return isinstance(parameter, int) and parameter <= number(0)


@contextmanager
def open_cursor(is_planned_once=True):
    """As Django's, counted and logged by it. PostgreSQL gets values apart from the SQL: so it plans once.

    Where it should know the values for its plan, it makes one each time.
    """
    if connection.vendor == "postgresql":
        connection.ensure_connection()
        kind, kind_planned_anew, whole_number, numbers, moment_with_zone = _of_postgresql()
        own = (kind if is_planned_once else kind_planned_anew)(connection.connection)
        own.adapters.register_dumper(int, whole_number)
        own.adapters.register_dumper(Numbers, numbers)
        own.adapters.register_loader("timestamptz", moment_with_zone)
        log = connection.make_debug_cursor if connection.queries_logged else connection.make_cursor
        cursor = log(own)
    else:
        cursor = connection.cursor()
    with cursor:
        yield cursor


@cache
def _of_postgresql():
    """Whole numbers all go as one kind: else each size of number would make a statement of its own.

    Moments come as PostgreSQL's library reads them, in UTC like Django's, which are read by slower means.
    """
    from django.db.backends.postgresql.base import Cursor, ServerBindingCursor
    from psycopg import adapters
    from psycopg.adapt import Dumper
    from psycopg.types.datetime import TimestamptzLoader
    from psycopg.types.numeric import Int8Dumper

    class NumbersDumper(Dumper):
        oid = adapters.types["int8"].array_oid

        def dump(self, numbers):
            return f"{{{','.join(map(str, numbers))}}}".encode()

    class PlannedAnew(Cursor):
        """With its values in its text: sent apart they are left out of the plan, as the service asks for it.

        The library would keep the texts of a hundred questions, however long.
        """

        def execute(self, query, params=None, **how):
            return super().execute(query, params, **how | {"prepare": False})

    return ServerBindingCursor, PlannedAnew, Int8Dumper, NumbersDumper, TimestamptzLoader


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


@lru_cache(maxsize=2**14)
def _day_of_sqlite(told):
    """It tells days as text. There are few of them, and to read one takes longer than to remember it."""
    return parse_date(told.decode())


if connection.vendor == "sqlite":
    connection.Database.register_converter("date", _day_of_sqlite)
