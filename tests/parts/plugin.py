"""For pytest: which tests can run here, and plain words about those that can't."""

import gc

import pytest

from tests.parts import REQUIRED, Missing, chromium, redis, statements

MARKS = {
    "browser": "drives Chromium",
    "redis": "needs a Redis or Valkey server",
    "postgres": "is about PostgreSQL and needs it as the database",
    "sqlite": "is about SQLite and needs it as the database",
    "owner": "can't be run as the application's role, for the reason it gives",
    "both": "is about what databases may see differently: all of it is run on each",
    "database": "uses the database; found by itself",
}
FIXTURES_OF_THE_DATABASE = {"db", "transactional_db", "django_db_setup"}
SELDOM = 50_000
NEEDED = {"browser": chromium.require, "redis": redis.require}


def pytest_configure(config):
    for name, meaning in MARKS.items():
        config.addinivalue_line("markers", f"{name}: {meaning}")
    if plugin := statements.plugin():
        config.pluginmanager.register(plugin)


def pytest_collection_finish():
    """What is there now stays to the end, and need not be looked through for garbage again and again.

    What tests leave in circles is looked for more seldom than after every 700 things that are made.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(SELDOM)


def missing_parts() -> dict[str, str]:
    found = {}
    for name, require in NEEDED.items():
        try:
            require()
        except Missing as reason:
            found[name] = str(reason)
    return found


@pytest.hookimpl(tryfirst=True)  # before pytest looks for the marks it was asked for
def pytest_collection_modifyitems(config, items):
    from django.conf import settings

    from tests import application_role

    for item in items:
        if uses_the_database(item):
            item.add_marker("database")
        if (mark := item.get_closest_marker("owner")) and not mark.kwargs.get("reason"):
            raise pytest.UsageError(f"{item.nodeid}: say why, @pytest.mark.owner(reason=...).")
    on_sqlite = settings.DATABASES["default"]["ENGINE"].endswith("sqlite3")
    absent = {*missing_parts(), "postgres" if on_sqlite else "sqlite"}
    if application_role.WANTED:
        absent.add("owner")
    left_out = [item for item in items if any(item.get_closest_marker(name) for name in absent)]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]


def uses_the_database(item) -> bool:
    marked = item.get_closest_marker("django_db") or item.get_closest_marker("postgres")
    return bool(marked or FIXTURES_OF_THE_DATABASE & set(item.fixturenames))


def pytest_terminal_summary(terminalreporter):
    for name, reason in missing_parts().items():
        terminalreporter.line(f"NOT RUN: the tests marked {name}, because {reason}.")
    if skipped := too_many_skipped(terminalreporter):
        terminalreporter.line(f"{skipped} tests were skipped; FOLLOWTHROUGH_REQUIRE_ALL_PARTS allows none.")


def too_many_skipped(terminalreporter) -> int:
    return len(terminalreporter.stats.get("skipped", [])) if REQUIRED else 0


@pytest.hookimpl(trylast=True)
def pytest_sessionfinish(session):
    terminal = session.config.pluginmanager.get_plugin("terminalreporter")
    wanting = REQUIRED and (missing_parts() or (terminal and too_many_skipped(terminal)))
    if wanting and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


@pytest.fixture(scope="session")
def broker_url(tmp_path_factory):
    """A Redis of this test process alone. Ask for it in tests marked redis."""
    with redis.PrivateRedis(tmp_path_factory.mktemp("broker")) as url:
        yield url
