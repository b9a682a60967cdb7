"""One whole run: set up in a new folder, the first page, the broker, and an orderly end."""

import json
import os
import re
import selectors
import signal
import socket
import subprocess
import sys
import urllib.request

import pytest

from config.launcher import virtualenv
from config.launcher.installation import ROOT, read_installation

LONGEST_WAIT = 120


def would_install_nothing():
    """A .venv that set-up would make anew is the one these tests run in: it must not go away under them."""
    installation = read_installation()
    wanted = virtualenv.fingerprint(installation, virtualenv.LOCAL)
    return (
        virtualenv.works(installation) and virtualenv.installed(installation).get(virtualenv.LOCAL) == wanted
    )


class Run:
    def __init__(self, var_dir, **more):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        unset = ("DATABASE_URL", "REDIS_URL", "PUBLIC_URL", "MAKELEVEL")
        environment = {name: value for name, value in os.environ.items() if name not in unset}
        self.process = subprocess.Popen(
            [sys.executable, "config/launcher", "run"],
            cwd=ROOT,
            env=environment | {"VAR_DIR": str(var_dir), "PORT": str(self.port)} | more,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.heard = ""

    def until(self, words):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while words not in self.heard:
                assert selector.select(LONGEST_WAIT), f"'{words}' was not said: {self.heard}"
                more = os.read(self.process.stdout.fileno(), 65536).decode()
                assert more, f"'{words}' was not said: {self.heard}"
                self.heard += more
        return self.heard

    def ask(self, path):
        with urllib.request.urlopen(f"http://127.0.0.1:{self.port}{path}", timeout=30) as answer:
            return answer.read().decode()


@pytest.fixture
def start(tmp_path):
    runs = []

    def start_(**more):
        assert would_install_nothing(), "The .venv is not as set-up leaves it: run `make setup` first."
        runs.append(Run(tmp_path / "var", **more))
        return runs[-1]

    yield start_
    for run in runs:
        run.process.terminate()
        # The pipe ends when the last process of the run is gone: an orphan would keep it open.
        run.process.communicate(timeout=LONGEST_WAIT)


@pytest.mark.redis
def test_one_command_leads_to_a_page_with_everything_behind_it(start, tmp_path):
    run = start()
    said = run.until("keeps what was saved")
    assert f"Followthrough answers at http://127.0.0.1:{run.port}/" in said
    assert re.search(r"Improvement lead +lead@westmarch\.example", said)
    assert json.loads(run.ask("/readyz"))["parts"]["broker"]["state"] == "ok"
    assert "<h1" in run.ask("/sign-in/")

    beside = start(PORT=str(run.port))
    assert beside.process.wait(LONGEST_WAIT) == 1
    assert "Followthrough is already running here" in beside.process.stdout.read().decode()

    run.process.send_signal(signal.SIGINT)
    said = run.until("All of it has stopped")
    assert run.process.wait(LONGEST_WAIT) == 0
    assert "Traceback" not in said
    assert not (tmp_path / "var" / "broker.sock").exists()


def test_a_database_that_is_not_there_is_said_in_a_sentence_without_its_password(start):
    run = start(DATABASE_URL="postgres://somebody:a-secret@127.0.0.1:1/nothing")
    assert run.process.wait(LONGEST_WAIT) == 1
    said = run.process.stdout.read().decode()
    assert "The database nothing on 127.0.0.1 can't be used" in said
    assert "DATABASE_URL" in said
    assert "a-secret" not in said
    assert "Traceback" not in said
