"""Which tests learn something on the second database: seen in the run on the first, not kept in a list.

The first run notes what each test asks of the database. The second runs whatever commits, was refused
something by the database, lets others ask for it, or is marked `both` or `postgres`; and of all others as
many as it takes for every statement there is to be sent once.
"""

import hashlib
import json
import os
import re
from functools import cache
from pathlib import Path

import pytest

FOLDER = "FOLLOWTHROUGH_STATEMENTS"
MANY = re.compile(r"\((%s|NULL|CURRENT_TIMESTAMP)(, (%s|NULL))*\)(, \((%s|NULL)(, (%s|NULL))*\))*")
NUMBERS = re.compile(r"\b\d+\b")
NOT_ASKING = ("SAVEPOINT", "RELEASE", "ROLLBACK")


def plugin():
    """The half that this run needs, or nothing when only a few tests were asked for."""
    folder = os.environ.get(FOLDER)
    if not folder:
        return None
    return Choice(Path(folder)) if "DATABASE_URL" in os.environ else Notes(Path(folder))


@cache
def kind(sql: str) -> str:
    """The same for statements that differ in their values only."""
    plain = NUMBERS.sub("0", MANY.sub("(...)", sql))
    return hashlib.md5(plain.encode(), usedforsecurity=False).hexdigest()[:16]


class Notes:
    def __init__(self, folder):
        self._folder, self._tests = folder, {}

    @pytest.hookimpl(hookwrapper=True, tryfirst=True)
    def pytest_runtest_protocol(self, item):
        from django.db import DatabaseError, connection

        kinds, refused = set(), False

        def note(execute, sql, params, many, context):
            nonlocal refused
            sql = str(sql)
            if not sql.startswith(NOT_ASKING):
                kinds.add(kind(sql))
            try:
                return execute(sql, params, many, context)
            except DatabaseError:
                refused = True
                raise

        with connection.execute_wrapper(note):
            yield
        self._tests[item.nodeid] = {"kinds": sorted(kinds), "refused": refused}

    def pytest_sessionfinish(self, session):
        name = os.environ.get("PYTEST_XDIST_WORKER", "alone")
        (self._folder / f"{name}.json").write_text(json.dumps(self._tests))


class Choice:
    def __init__(self, folder):
        self._seen = {}
        for file in folder.glob("*.json"):
            self._seen |= json.loads(file.read_text())

    @pytest.hookimpl(trylast=True)
    def pytest_collection_modifyitems(self, config, items):
        chosen = chosen_of(items, self._seen)
        config.hook.pytest_deselected(items=[item for item in items if item.nodeid not in chosen])
        items[:] = [item for item in items if item.nodeid in chosen]


def chosen_of(items, seen) -> set[str]:
    always = {item.nodeid for item in items if is_always_run(item, seen.get(item.nodeid))}
    sent = {each for name in always & seen.keys() for each in seen[name]["kinds"]}
    others = [item.nodeid for item in items if item.nodeid not in always]
    chosen = set(always)
    for name in sorted(others, key=lambda name: (-len(seen[name]["kinds"]), name)):
        if new := set(seen[name]["kinds"]) - sent:
            chosen.add(name)
            sent |= new
    return chosen


def is_always_run(item, seen) -> bool:
    from tests.made_once import commits

    marked = item.get_closest_marker("both") or item.get_closest_marker("postgres")
    return bool(marked or commits(item) or not seen or seen["refused"] or not seen["kinds"])
