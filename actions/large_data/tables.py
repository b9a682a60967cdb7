"""Many rows into a table at once: COPY on PostgreSQL, one prepared statement on SQLite.

Past the models on purpose, and only for tables that nothing else fills meanwhile: no row is looked at twice.
"""

import json

from django.db import connection, models

ADAPTED = (models.DateTimeField, models.JSONField, models.UUIDField, models.DecimalField)


def write_freely():
    """For the rest of this transaction: however long it takes and, where this user may, looking up no keys.

    Those keys are those of rows that were read or written here just now; half of the time goes into looking.
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SET LOCAL statement_timeout = 0")
            cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                cursor.execute("SET LOCAL session_replication_role = replica")


def numbers(model, count):
    """Ids that nobody else will get."""
    table, key = model._meta.db_table, model._meta.pk.column
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            taken = "SELECT nextval(pg_get_serial_sequence(%s, %s)) FROM generate_series(1, %s)"
            cursor.execute(taken, [table, key, count])
            return [number for (number,) in cursor.fetchall()]
        # Within a transaction nobody else writes here.
        used = "SELECT max(coalesce((SELECT seq FROM sqlite_sequence WHERE name = %s), 0), %s)"
        last = model._base_manager.aggregate(last=models.Max("pk"))["last"] or 0
        cursor.execute(used, [table, last])
        first = cursor.fetchone()[0] + 1
        return range(first, first + count)


def write(model, names, rows):
    """`rows`: an iterable of sequences in the order of `names`, which are attributes of the model."""
    fields = [model._meta.get_field(name) for name in names]
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    table = connection.ops.quote_name(model._meta.db_table)
    rows = _adapted(fields, rows)
    with connection.cursor() as cursor:
        # Names of our own tables and columns, never anything that was typed.
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as copy:
                for row in rows:
                    copy.write_row(row)
        else:
            marks = ", ".join(["%s"] * len(fields))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", rows)  # noqa: S608


def _adapted(fields, rows):
    """Most values are understood as they are; these few types are not, or not by both databases alike."""
    is_postgresql = connection.vendor == "postgresql"
    places = [
        (place, json.dumps if isinstance(field, models.JSONField) else _prepared(field))
        for place, field in enumerate(fields)
        if isinstance(field, models.JSONField if is_postgresql else ADAPTED)
    ]
    for row in rows:
        row = list(row)
        for place, adapt in places:
            row[place] = adapt(row[place])
        yield row


def _prepared(field):
    return lambda value: field.get_db_prep_save(value, connection)
