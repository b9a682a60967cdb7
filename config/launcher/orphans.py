"""No process may outlive the one that started it, however that one ended."""

import contextlib
import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

PR_SET_PDEATHSIG = 1
LINUX = sys.platform.startswith("linux")
# Loaded before any fork: loading a library between fork and exec may hang.
libc = ctypes.CDLL(None) if LINUX else None


def ending_with_parent() -> Callable[[], None]:
    """For subprocess's preexec_fn: the child gets a SIGTERM when this process is killed, even by kill -9."""
    parent = os.getpid()

    def ask() -> None:
        end_with(parent)

    return ask


def end_with(parent: int) -> None:
    if not LINUX:
        return
    libc.prctl(PR_SET_PDEATHSIG, signal.SIGTERM)
    if os.getppid() != parent:
        # It was killed between the fork and the request.
        os.kill(os.getpid(), signal.SIGTERM)


def run(command: list[str], **more) -> int:
    """Run to the end and answer the code. Interrupted, end the child with all that it has started."""
    child = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, start_new_session=True, preexec_fn=ending_with_parent(), **more
    )
    try:
        return child.wait()
    except BaseException:
        with contextlib.suppress(ProcessLookupError):
            os.killpg(child.pid, signal.SIGTERM)
        child.wait()
        raise


class WaitingMake:
    """The `make` above this process, if any.

    Interrupted alone, by an editor's stop button for instance, it tells nobody and waits for its child. What
    can be seen from below is that it no longer catches the signal.
    """

    def __init__(self):
        self._status = Path(f"/proc/{os.getppid()}/status") if os.environ.get("MAKELEVEL") else None
        self._at_first = self._caught()

    def was_interrupted(self) -> bool:
        return self._caught() != self._at_first

    def _caught(self) -> int:
        try:
            mask = self._status.read_text().split("SigCgt:")[1].split()[0]
        except (AttributeError, OSError, IndexError):
            return 0
        return int(mask, 16) & sum(1 << (number - 1) for number in (signal.SIGINT, signal.SIGHUP))
