"""No process may outlive the one that started it, however that one ended."""

import ctypes
import os
import signal
import sys
from collections.abc import Callable

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
