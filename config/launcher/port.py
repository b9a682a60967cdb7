"""The port the web server is to listen on: is it free, and does our own page answer there."""

import errno
import http.client
import socket
import time

from config.launcher.refusal import Refusal


def require_free(port: int, wait: float = 0) -> None:
    """`wait` is for the web server of a run that was killed: it needs a moment to end."""
    give_up_at = time.monotonic() + wait
    while (problem := bind_problem(port)) == errno.EADDRINUSE and time.monotonic() < give_up_at:
        time.sleep(0.2)
    if problem == errno.EADDRINUSE:
        raise Refusal(
            f"Port {port} is taken by another program: stop it or choose another port, for example: "
            f"make run PORT={port + 1 if port < 65535 else 8000}"
        )
    if problem:
        raise Refusal(
            f"This user may not open port {port}: choose one above 1023, for example: make run PORT=8000"
        )


def bind_problem(port: int) -> int | None:
    with socket.socket(socket.AF_INET, socket.SOCK_STREAM) as probe:
        # As gunicorn does: connections that are closing down don't count as taken.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
            probe.listen(1)
        except OSError as problem:
            return problem.errno
    return None


def page_answers(port: int, path: str = "/healthz") -> bool:
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=2)
    try:
        line.request("GET", path)
        line.getresponse()
        return True
    except (OSError, http.client.HTTPException):
        return False
    finally:
        line.close()


def accepts(host: str, port: int) -> bool:
    try:
        with socket.create_connection((host, port), timeout=3):
            return True
    except OSError:
        return False
