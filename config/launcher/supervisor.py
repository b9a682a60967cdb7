"""Keeps the programs of one run going in the foreground, and stops all of them in order."""

import os
import selectors
import signal
import sys
import time
from collections.abc import Callable

from config.launcher.orphans import WaitingMake
from config.launcher.programme import Programme

# A program that died this often without ever having run well won't come back by trying.
HOPELESS_AFTER = 6
QUESTION_EVERY = 0.1
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Supervisor:
    def __init__(self, environment: dict, folder: str):
        self._environment, self._folder = environment, folder
        self._programmes: list[Programme] = []
        self._selector = selectors.DefaultSelector()
        self._signals: list[int] = []
        self._make = WaitingMake()
        self.failed = False

    def __enter__(self):
        # A signal during select() must wake it, or a Ctrl-C just before it would wait for the timeout.
        self._wake_reader, self._wake_writer = os.pipe()
        for end in (self._wake_reader, self._wake_writer):
            os.set_blocking(end, False)
        signal.set_wakeup_fd(self._wake_writer, warn_on_full_buffer=False)
        self._selector.register(self._wake_reader, selectors.EVENT_READ)
        for number in STOPPING:
            signal.signal(number, lambda number, frame: self._signals.append(number))
        return self

    def __exit__(self, *_):
        self._stop_all()
        signal.set_wakeup_fd(-1)

    @property
    def is_stopping(self) -> bool:
        return bool(self._signals) or self.failed or self._make.was_interrupted()

    def say(self, name: str, words: str) -> None:
        try:
            print(f"{name:<7} | {words}", flush=True)
        except OSError:
            # The terminal is gone. What is still said while stopping has nobody to hear it.
            sys.stdout = open(os.devnull, "w")  # noqa: PTH123, SIM115

    def start(self, programme: Programme) -> None:
        """The order of starting is the reverse of the order of stopping."""
        self._programmes.append(programme)
        self._launch(programme)

    def wait_until(self, condition: Callable[[], bool], seconds: float) -> bool:
        """Look after everything until the condition holds; False when it does not come to hold."""
        give_up_at, next_question_at = time.monotonic() + seconds, 0.0
        while time.monotonic() < give_up_at and not self.is_stopping:
            # Not after every line that is heard: the question itself may make a programme write lines.
            if time.monotonic() >= next_question_at:
                if condition():
                    return True
                next_question_at = time.monotonic() + QUESTION_EVERY
            self._look_after(pause=QUESTION_EVERY)
        return False

    def run(self) -> None:
        while not self.is_stopping:
            self._look_after(pause=1)

    def drop(self, programme: Programme) -> None:
        self._programmes.remove(programme)
        self._stop(programme)

    def _launch(self, programme: Programme) -> None:
        programme.start(self._environment, self._folder)
        self._selector.register(programme.process.stdout, selectors.EVENT_READ, programme)

    def _look_after(self, pause: float) -> None:
        self._listen(pause)
        for programme in self._programmes:
            if programme.process and not programme.is_running:
                self._note_death(programme)
            elif programme.process is None and time.monotonic() >= programme.starts_at:
                self._launch(programme)

    def _listen(self, pause: float) -> None:
        for key, _ in self._selector.select(timeout=pause):
            if key.data is None:
                os.read(self._wake_reader, 4096)
            elif key.data.hear(self.say) == 0:
                self._selector.unregister(key.fileobj)

    def _note_death(self, programme: Programme) -> None:
        self._hear_out(programme)
        if not programme.shows_output:
            for line in programme.last_lines:
                self.say(programme.name, line)
        pause, ending = programme.plan_restart(), programme.how_it_ended()
        programme.process = None
        if programme.deaths >= HOPELESS_AFTER:
            self.failed = True
            self.say(
                programme.name,
                f"{ending} {programme.deaths} times in a row: its last lines say why. Stopping.",
            )
        else:
            self.say(programme.name, f"{ending}; it is started again in {pause} s. Nothing is lost.")

    def _hear_out(self, programme: Programme) -> None:
        programme.sweep_up()
        programme.process.wait()
        while programme.hear(self.say):
            pass
        if programme.process.stdout in {key.fileobj for key in self._selector.get_map().values()}:
            self._selector.unregister(programme.process.stdout)
        programme.process.stdout.close()

    def _stop_all(self) -> None:
        for programme in reversed(self._programmes):
            self._stop(programme)

    def _stop(self, programme: Programme) -> None:
        if programme.process is None:
            return
        asked = len(self._signals)
        programme.ask_to_stop()
        give_up_at = time.monotonic() + programme.patience
        # A second Ctrl-C means: now.
        while programme.is_running and time.monotonic() < give_up_at and len(self._signals) <= max(asked, 1):
            self._listen(0.1)
        if programme.is_running:
            self.say(programme.name, "did not stop when asked, so it was killed.")
        self._hear_out(programme)
        programme.process = None
