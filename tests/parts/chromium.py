"""The machine's own Chromium, driven by Playwright. Nothing is downloaded."""

import os
import shutil
import signal
from contextlib import suppress
from pathlib import Path

from tests.parts import Missing

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    # A container's /dev/shm is often too small for a page.
    "--disable-dev-shm-usage",
]


def program() -> str:
    for name in (os.environ.get("CHROMIUM"), *NAMES):
        if name and (found := shutil.which(name)):
            return found
    raise Missing("Chromium was not found; on Debian: apt-get install chromium")


def require() -> None:
    program()


def kill_what_this_process_started():
    """For a browser that answers no more: every process below this one that is a Chromium."""
    below = {os.getpid()}
    for pid, parent, name in sorted(_processes()):
        if parent in below:
            below.add(pid)
            if name.startswith("chrom"):
                # It may end by itself between the look and the shot.
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)


def _processes():
    for entry in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            words = entry.read_text()
            name = words[words.index("(") + 1 : words.rindex(")")]
            yield int(entry.parent.name), int(words[words.rindex(")") + 1 :].split()[1]), name
