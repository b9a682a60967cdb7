"""Whether the port is free, before anything is started."""

import socket

import pytest

from config.launcher import port
from config.launcher.refusal import Refusal


@pytest.fixture
def taken():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        yield other.getsockname()[1]


def test_a_taken_port_is_named_with_the_way_out(taken):
    with pytest.raises(Refusal, match=rf"Port {taken} is taken.*make run PORT={taken + 1}"):
        port.require_free(taken)


def test_a_free_port_is_fine():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        number = other.getsockname()[1]
    port.require_free(number)
    assert not port.accepts("127.0.0.1", number)
    assert not port.page_answers(number)


def test_a_port_that_somebody_listens_on_accepts(taken):
    assert port.accepts("127.0.0.1", taken)
