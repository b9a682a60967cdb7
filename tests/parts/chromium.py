"""The machine's own Chromium, driven by Playwright. Nothing is downloaded."""

import os
import shutil

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
