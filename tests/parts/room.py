"""For pytest: tests are called with room for all calls below them.

CPython keeps the frames of calls in pieces of 16 KB. Where a piece ends, each call fetches memory from the
system and each return hands it back: in a test, at the depth at which Django is called, a hundred times for
each request, a fifth of the processor's time. One call that asks for much room gets a larger piece, and all
that is called from it stands in the rest of it. Nothing is written to what it asks for.
"""

import pytest

PLACES = 2**16  # of eight bytes; there is room for as many again below


def with_room(call, *arguments):
    return call(*arguments)


with_room.__code__ = with_room.__code__.replace(co_stacksize=PLACES)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_protocol(item, nextitem):
    runner = item.config.pluginmanager.get_plugin("runner")
    return with_room(runner.pytest_runtest_protocol, item, nextitem)
