"""Many rows into a table in one statement, past the models; what is there already stays as it is."""

from django.db import connection, models

from accounts.prepared import open_cursor


def add_new(model, names, rows):
    """`rows`: tuples in the order of `names`, which are attributes of the model. Says how many were new."""
    if not rows:
        return 0
    fields = [model._meta.get_field(name) for name in names]
    table = connection.ops.quote_name(model._meta.db_table)
    columns = ", ".join(connection.ops.quote_name(field.column) for field in fields)
    with open_cursor() as cursor:
        # Names of our own tables and columns, never anything that was typed.
        if connection.vendor == "postgresql":
            arrays = ", ".join(f"%s::{field.db_type(connection).split('(')[0]}[]" for field in fields)
            source = f"SELECT * FROM unnest({arrays})"  # noqa: S608
            values, write = [_array(column) for column in zip(*rows, strict=True)], cursor.execute
        else:
            source = f"VALUES ({', '.join(['%s'] * len(fields))})"
            values, write = _adapted(fields, rows), cursor.executemany
        write(f"INSERT INTO {table} ({columns}) {source} ON CONFLICT DO NOTHING", values)
        return cursor.rowcount


def _array(values):
    """As PostgreSQL reads it. Its library would look at each value for long, and these are many."""
    return f"{{{','.join(['NULL' if each is None else _element(each) for each in values])}}}"


def _element(value):
    if type(value) is int:
        return str(value)
    words = str(value).replace("\\", r"\\").replace('"', r"\"")
    return f'"{words}"'


def _adapted(fields, rows):
    """SQLite knows no UUIDs; the other values are understood as they are."""
    places = [place for place, field in enumerate(fields) if _is_uuid(field)]
    for row in map(list, rows):
        for place in places:
            row[place] = row[place] and row[place].hex
        yield row


def _is_uuid(field):
    return isinstance(field.target_field if field.is_relation else field, models.UUIDField)
