"""One program the supervisor looks after: started, heard, started again when it dies, and stopped."""

import contextlib
import os
import signal
import subprocess
import time
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from config.launcher.orphans import ending_with_parent

LONGEST_PAUSE = 30
RAN_WELL_AFTER = 60


@dataclass
class Programme:
    name: str
    command: list[str]
    patience: float = 10  # seconds it may take to stop by itself
    shows_output: bool = True
    process: subprocess.Popen | None = None
    starts_at: float = 0
    started_at: float = 0
    deaths: int = 0
    last_lines: deque = field(default_factory=lambda: deque(maxlen=20))
    _unfinished: bytes = b""

    def start(self, environment: dict, folder: str) -> None:
        self.process = subprocess.Popen(
            self.command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # A group of its own: Ctrl-C reaches the supervisor alone, which then stops everything in order.
            start_new_session=True,
            preexec_fn=ending_with_parent(),
        )
        os.set_blocking(self.process.stdout.fileno(), False)
        self.started_at = time.monotonic()

    @property
    def is_running(self) -> bool:
        return self.process is not None and self.process.poll() is None

    def hear(self, say: Callable[[str, str], None]) -> int | None:
        """Pass on what it has written and answer how much; 0 is the end, None is nothing at the moment."""
        try:
            heard = os.read(self.process.stdout.fileno(), 65536)
        except BlockingIOError:
            return None
        *lines, self._unfinished = (self._unfinished + heard).split(b"\n")
        if not heard and self._unfinished:
            lines, self._unfinished = [*lines, self._unfinished], b""
        for line in lines:
            words = line.decode(errors="replace").rstrip()
            self.last_lines.append(words)
            if self.shows_output:
                say(self.name, words)
        return len(heard)

    def plan_restart(self) -> float:
        """Note the death; answer after how many seconds it is to be started again."""
        ran_for = time.monotonic() - self.started_at
        self.deaths = 1 if ran_for > RAN_WELL_AFTER else self.deaths + 1
        pause = min(2 ** (self.deaths - 1), LONGEST_PAUSE)
        self.starts_at = time.monotonic() + pause
        return pause

    def how_it_ended(self) -> str:
        code = self.process.returncode
        if code >= 0:
            return f"ended with code {code}"
        return f"was killed by {signal.Signals(-code).name}"

    def sweep_up(self) -> None:
        """End what it started itself; a killed Celery worker leaves its pool behind."""
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def ask_to_stop(self) -> None:
        if self.is_running:
            self.process.terminate()
