"""What is made once for all tests of a file: each is rolled back to it, and gets a copy of its own."""

from contextlib import contextmanager

from django.db import transaction

from tests.parts.plugin import uses_the_database


@contextmanager
def in_the_database(request, make):
    """Yields what `make` makes; None where some test of the file commits, or wants an empty database."""
    fixture = request.fixturename
    tests = [item for item in request.session.items if item.path == request.path]
    if any(commits(item) or wants_it_empty(item, fixture) for item in tests):
        yield None
        return
    blocker = request.getfixturevalue("django_db_blocker")
    request.getfixturevalue("django_db_setup")
    with blocker.unblock():
        outer = transaction.atomic()
        outer._from_testcase = True  # as Django's own TestCase: what must be outermost may stand inside it
        with outer:
            yield make()
            transaction.set_rollback(True)


def commits(item):
    marked = item.get_closest_marker("django_db")
    return bool(marked and marked.kwargs.get("transaction")) or "transactional_db" in item.fixturenames


def wants_it_empty(item, fixture):
    return uses_the_database(item) and fixture not in item.fixturenames
