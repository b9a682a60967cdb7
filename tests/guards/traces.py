"""What a request left behind in the database."""

import hashlib
import re
from contextlib import contextmanager
from functools import cache, lru_cache

from django.apps import apps
from django.db import connection

# Sessions, caches and counted requests are about the visit, not about anybody's data.
OF_THE_VISIT = {"accounts_session", "cache", "kept_pages", "accounts_requestcount"}
WRITES = re.compile(
    r'^\s*(?:INSERT(?: OR \w+)? INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"?(\w+)"?', re.IGNORECASE
)
# Whatever begins otherwise may write, in words that are not known here.
READS = re.compile(
    r"^[\s(]*(?:SELECT|SAVEPOINT|RELEASE|ROLLBACK|PRAGMA|EXPLAIN|SET|SHOW"
    r"|WITH(?!.*\b(?:INSERT|UPDATE|DELETE)\b)|VALUES)\b",
    re.IGNORECASE | re.DOTALL,
)


@contextmanager
def written_tables():
    """The names of the tables that statements sent inside the block write to."""
    tables = set()

    def watch(execute, sql, params, many, context):
        if table := written_by(str(sql)):
            tables.add(table)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield tables


@lru_cache(maxsize=2**12)
def written_by(sql):
    """The table; the beginning of what is in words that are not known; nothing for what only reads."""
    if match := WRITES.match(sql):
        return "" if match.group(1) in OF_THE_VISIT else match.group(1)
    return "" if READS.match(sql) else sql[:80]


def contents(leave_out=()):
    """Row count and a hash of all that every table holds."""
    with connection.cursor() as cursor:
        return {table: fingerprint(cursor, query) for table, query in queries(leave_out).items()}


@cache
def queries(leave_out):
    """By table. In words: putting together a queryset for each table would take longer than reading it."""
    quoted = connection.ops.quote_name
    models = [
        model
        for model in apps.get_models(include_auto_created=True)
        if model._meta.db_table in tables_there() - OF_THE_VISIT
    ]
    found = {}
    for model in models:
        fields = [field for field in model._meta.concrete_fields if not is_left_out(field, leave_out)]
        columns = ", ".join(quoted(field.column) for field in fields)
        table = model._meta.db_table
        found[table] = f"SELECT {columns} FROM {quoted(table)}" if fields else ""
    return found


@cache
def tables_there():
    """A model without its migration is another guard's business."""
    return frozenset(connection.introspection.table_names())


def fingerprint(cursor, query):
    rows = []
    if query:
        cursor.execute(query)
        rows = sorted(map(repr, cursor.fetchall()))
    return len(rows), hashlib.sha256("\n".join(rows).encode()).hexdigest()


def is_left_out(field, patterns):
    return any(re.search(pattern, field.attname) for pattern in patterns)
