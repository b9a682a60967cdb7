"""What a database holds, in one line for each table: equal lines mean equal rows in any two databases."""

import hashlib
import json
from datetime import UTC, datetime

from django.apps import apps
from django.db import models
from django.db.migrations.recorder import MigrationRecorder

ROWS_AT_A_TIME = 2000


def tables():
    """Every table of ours, those between two others included. The cache is none: it may be lost."""
    return sorted(
        (model for model in apps.get_models(include_auto_created=True) if model._meta.managed),
        key=lambda model: model._meta.db_table,
    )


def fingerprint(using):
    return {model._meta.db_table: _of_table(model, using) for model in tables()}


def migrations(using):
    rows = MigrationRecorder.Migration.objects.using(using).values_list("app", "name")
    return sorted(f"{app}.{name}" for app, name in rows)


def differences(before, after):
    """Sentences that name each table whose rows are not the same."""
    told = []
    for table in sorted({*before, *after}):
        was, now = before.get(table), after.get(table)
        if was != now:
            told.append(f"{table}: {_told(was)} before, {_told(now)} after")
    return told


def _told(line):
    return "no such table" if line is None else f"{line['rows']} rows with the sum {line['sum'][:12]}"


def _of_table(model, using):
    columns = [field.attname for field in model._meta.concrete_fields]
    digest, number = hashlib.sha256(), 0
    # Past every manager: what is hidden from people belongs to the backup too.
    rows = models.QuerySet(model, using=using).order_by("pk").values_list(*columns)
    for row in rows.iterator(chunk_size=ROWS_AT_A_TIME):
        digest.update(json.dumps([_plain(value) for value in row], sort_keys=True).encode())
        number += 1
    return {"rows": number, "sum": digest.hexdigest()}


def _plain(value):
    if isinstance(value, bytes | memoryview):
        return hashlib.sha256(value).hexdigest()
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat()
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return str(value)
