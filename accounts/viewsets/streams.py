"""The whole of a list as lines of JSON or as a table, in constant memory however long it is."""

import csv
import io
import re
from datetime import UTC, datetime
from itertools import islice

import orjson
from django.http import HttpResponse, StreamingHttpResponse
from rest_framework import serializers

from accounts.viewsets.rendering import OPTIONS, Csv, Lines

AT_ONCE = 1000
# Few enough to be joined where they were written: a text that grows line by line is copied again and again.
SENT_ONCE = 32
# So much of what belongs to many rows is held at most.
TOLD_ONCE = 2**14
LOOKS_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
# The one path of what is no row inside a row.
OWN = [[]]


def whole(request, listing, after):
    """Each piece is a query of its own that begins where the last one ended: no transaction stays open."""
    resource, asked, pieces = listing.resource, listing.asked, _pieces(listing, after)
    kind = Csv if request.accepted_renderer.format == Csv.format else Lines
    name = f"{resource.name}-{asked.on.isoformat()}.{kind.format}"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    content_type = "text/csv; charset=utf-8" if kind is Csv else kind.media_type
    if request.method == "HEAD":
        return HttpResponse(b"", content_type=content_type, headers=headers)
    lines = _table(resource, asked, pieces) if kind is Csv else _documents(asked, pieces)
    return StreamingHttpResponse(lines, content_type=content_type, headers=headers)


def _pieces(listing, after):
    told_once = listing.asked.told_once
    while True:
        if sum(map(len, told_once.values())) > TOLD_ONCE:
            told_once.clear()
        told, after = listing.page(AT_ONCE, after)
        yield told
        if after is None:
            return


def _documents(asked, pieces):
    wanted, write, option = asked.fields, orjson.dumps, OPTIONS | orjson.OPT_APPEND_NEWLINE
    for told in pieces:
        if wanted:
            told = ({name: value for name, value in each.items() if name in wanted} for each in told)
        told = iter(told)
        while lines := [write(each, None, option) for each in islice(told, SENT_ONCE)]:
            yield b"".join(lines)


class InCells(dict):
    """For `asked.pack`: a row inside a row, whose cells are made once."""

    __slots__ = ("cells",)


def _table(resource, asked, pieces):
    """A column for each single value, `rating.name` for one inside another; lists are joined by semicolons.

    Text that a spreadsheet would take for a formula begins with an apostrophe.
    """
    columns = [
        path
        for path in columns_of(resource.serializer())
        if not asked.fields or path.split(".")[0] in asked.fields
    ]
    inside = {}
    for path in columns:
        name, *further = path.split(".")
        inside.setdefault(name, []).append(further)
    # With a mark at its head, without which Excel would take the letters for those of another alphabet.
    yield b"\xef\xbb\xbf" + _lines([columns])
    for told in pieces:
        yield _lines([_cells(each, inside) for each in told])


def _cells(told, inside):
    found = []
    for name, paths in inside.items():
        value = told[name]
        if paths == OWN:
            found.append(value if value is None or type(value) is int else _cell(value))
        elif type(value) is not InCells:
            found += [_cell(_value(value, path)) for path in paths]
        else:
            if not hasattr(value, "cells"):
                value.cells = [_cell(_value(value, path)) for path in paths]
            found += value.cells
    return found


def columns_of(serializer, before=""):
    for name, field in serializer.fields.items():
        if isinstance(field, serializers.Serializer):
            yield from columns_of(field, f"{before}{name}.")
        else:
            yield before + name


def _value(told, path):
    for name in path:
        if told is None:
            return None
        told = told[name]
    return told


def _cell(value):
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        value = "; ".join(str(_summary(each)) for each in value)
    if isinstance(value, datetime):
        return value.astimezone(UTC).isoformat().replace("+00:00", "Z")
    if not isinstance(value, str):
        return value
    return f"'{value}" if value and LOOKS_LIKE_A_FORMULA.match(value) else value


def _summary(value):
    """A row inside a row: its title or name says enough in one cell."""
    if not isinstance(value, dict):
        return value
    return next((value[name] for name in ("title", "name", "reference", "id") if name in value), "")


def _lines(rows):
    kept = io.StringIO(newline="")
    csv.writer(kept).writerows(rows)
    return kept.getvalue().encode()
