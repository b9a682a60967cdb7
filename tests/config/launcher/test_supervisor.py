"""Programmes are kept going, and stopped in order whatever happens to the run."""

import os
import re
import selectors
import signal
import subprocess
import sys

import pytest

from config.launcher.installation import ROOT
from config.launcher.orphans import LINUX

LONGEST_WAIT = 30


class SmallRun:
    def __init__(self, kind):
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.config.launcher.small_run", kind],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        self.heard = ""

    def until(self, words, times=1):
        with selectors.DefaultSelector() as selector:
            selector.register(self.process.stdout, selectors.EVENT_READ)
            while self.heard.count(words) < times:
                assert selector.select(LONGEST_WAIT), f"'{words}' was not said: {self.heard}"
                more = os.read(self.process.stdout.fileno(), 65536).decode()
                assert more, f"'{words}' was not said: {self.heard}"
                self.heard += more
        return self.heard

    def programmes(self):
        said = self.until("is process", times=2)
        return {name: int(number) for name, number in re.findall(r"(\w+) is process (\d+)", said)}


@pytest.fixture
def small_run():
    runs = []

    def start(kind="usual"):
        runs.append(SmallRun(kind))
        return runs[-1]

    yield start
    for run in runs:
        run.process.kill()
        run.process.communicate()


def lives(number):
    try:
        os.kill(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_each_way_of_stopping_stops_everything(small_run, number):
    run = small_run()
    programmes = run.programmes()
    run.until("| ready", times=2)
    run.process.send_signal(number)
    run.until("all stopped")
    assert run.process.wait(LONGEST_WAIT) == 0
    assert not any(map(lives, programmes.values()))


def test_a_programme_that_is_killed_is_started_again_and_said_so(small_run):
    run = small_run()
    run.until("| ready", times=2)
    os.kill(run.programmes()["second"], signal.SIGKILL)
    said = run.until("| ready", times=3)
    assert "second  | was killed by SIGKILL; it is started again in 1 s. Nothing is lost." in said


def test_a_programme_that_will_not_stop_is_killed(small_run):
    run = small_run("stubborn")
    programmes = run.programmes()
    run.until("| ready", times=2)
    run.process.terminate()
    said = run.until("all stopped")
    assert "second  | did not stop when asked, so it was killed." in said
    assert not any(map(lives, programmes.values()))


@pytest.mark.skipif(not LINUX, reason="only Linux tells a process that its parent was killed")
def test_no_programme_outlives_a_run_that_is_killed(small_run):
    run = small_run()
    run.programmes()
    run.until("| ready", times=2)
    run.process.kill()
    # The pipe ends when the last process that could write to it is gone.
    run.process.communicate(timeout=LONGEST_WAIT)


def test_a_programme_that_never_runs_is_given_up():
    from config.launcher.programme import Programme
    from config.launcher.supervisor import HOPELESS_AFTER

    programme = Programme("broken", [sys.executable, "-c", "raise SystemExit(3)"])
    pauses = []
    for _ in range(HOPELESS_AFTER):
        programme.start(dict(os.environ), str(ROOT))
        programme.process.wait()
        programme.process.stdout.close()
        pauses.append(programme.plan_restart())
    assert pauses == [1, 2, 4, 8, 16, 30]
    assert programme.how_it_ended() == "ended with code 3"
