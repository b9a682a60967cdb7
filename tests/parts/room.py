"""For pytest: tests are called with room for all calls below them. A fifth of their processor's time."""

import pytest

from config.room import with_room


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    runner = item.config.pluginmanager.get_plugin("runner")
    return with_room(runner.pytest_runtest_protocol, item, nextitem)
