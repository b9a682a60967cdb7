"""Every address the service answers to, read from the URL resolver."""

from dataclasses import dataclass

from django.urls import URLPattern, get_resolver, reverse

from tests.guards.access_table import ROWS

ROW_OF = {row.route: row for row in ROWS}


@dataclass(frozen=True)
class Route:
    name: str
    pattern: str


def routes(patterns=None, space="", before=""):
    for entry in patterns if patterns is not None else get_resolver().url_patterns:
        path = before + str(entry.pattern)
        if isinstance(entry, URLPattern):
            yield Route(space + (entry.name or f"(nameless) {path}"), path)
        else:
            inner = f"{space}{entry.namespace}:" if entry.namespace else space
            yield from routes(entry.url_patterns, inner, path)


def address(row, place):
    return reverse(row.route, kwargs=row.args(place) if row.args else None)


def places(row, world):
    return (world.west, world.east) if row.args else (world.west,)


def ask(client, method, address):
    """One request, with a streamed answer read to its end, so that its file is closed."""
    answer = client.generic(method, address)
    if answer.streaming:
        b"".join(answer)
    return answer
