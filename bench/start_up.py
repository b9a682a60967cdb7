"""How long `make run` takes, and what it says when something is wrong: python bench/start_up.py [section]

Clones this checkout into a new folder and starts it with an empty environment, as a stranger would. Some of
the failures can only be made by root on Linux; they are left out, and said so, for anybody else.
"""

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PORT = 8043
IS_ROOT = os.geteuid() == 0


class Run:
    """One `make run`, watched."""

    def __init__(self, folder, *words, **environment):
        own = {"PATH": "/usr/bin:/bin", "HOME": str(folder.parent)} | environment
        self.started_at = time.monotonic()
        self.process = subprocess.Popen(
            ["make", "run", f"PORT={PORT}", *words],
            cwd=folder,
            env=own,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
        )
        os.set_blocking(self.process.stdout.fileno(), False)
        self.heard = ""

    def hear(self):
        self.heard += (self.process.stdout.read() or b"").decode()
        return self.heard

    def until(self, words, seconds=300):
        while words not in self.hear():
            if time.monotonic() - self.started_at > seconds or self.process.poll() is not None:
                raise SystemExit(f"'{words}' was not said:\n{self.hear()}")
            time.sleep(0.05)
        return time.monotonic() - self.started_at

    def end(self, number=signal.SIGINT, seconds=60):
        asked_at = time.monotonic()
        if self.process.poll() is None:
            self.process.send_signal(number)
        self.process.wait(seconds)
        self.hear()
        return time.monotonic() - asked_at


def processes_of(folder):
    """Every process that works in the folder, was started from it, or names it."""
    found = {}
    for path in Path("/proc").iterdir():
        if not path.name.isdigit() or int(path.name) == os.getpid():
            continue
        try:
            words = (path / "cmdline").read_bytes().replace(b"\0", b" ").decode()
            place = str((path / "cwd").readlink())
        except OSError:
            continue
        if str(folder) in words or place.startswith(str(folder)):
            found[int(path.name)] = words.strip()
    return found


def the(folder, words):
    """The oldest process that has these words in its command."""
    return min(number for number, command in processes_of(folder).items() if words in command)


def report(name, words):
    print(f"{name:<44} {words}", flush=True)


def no_orphans(folder, within=15):
    give_up_at = time.monotonic() + within
    while (left := processes_of(folder)) and time.monotonic() < give_up_at:
        time.sleep(0.1)
    return "no orphan" if not left else f"ORPHANS: {left}"


def times(folder):
    first = Run(folder)
    report(
        "first `make run`",
        f"{first.until('answers at'):.1f} s; stopped in {first.end():.1f} s, {no_orphans(folder)}",
    )
    second = Run(folder)
    report("second `make run`", f"{second.until('answers at'):.1f} s; stopped in {second.end():.1f} s")


def signals(folder):
    for number in (signal.SIGTERM, signal.SIGHUP):
        run = Run(folder)
        run.until("answers at")
        report(number.name, f"stopped in {run.end(number):.1f} s, {no_orphans(folder)}")
    for words in ("--quiet worker", "gunicorn", "broker.sock", "--quiet beat"):
        run = Run(folder)
        run.until("answers at")
        os.kill(the(folder, words), signal.SIGKILL)
        run.until("started again")
        time.sleep(4)
        said = [line for line in run.hear().splitlines() if "started again" in line]
        report(
            f"kill -9 of {words.split()[-1]}", f"{said}; stopped in {run.end():.1f} s, {no_orphans(folder)}"
        )
    for words in ("config/launcher run", "make run"):
        run = Run(folder)
        run.until("answers at")
        os.kill(the(folder, words), signal.SIGKILL)
        began = time.monotonic()
        left = no_orphans(folder, 40)
        report(f"kill -9 of {words}", f"{left} after {time.monotonic() - began:.1f} s")
        run.end()
        again = Run(folder)
        report("  and `make run` after that", f"{again.until('answers at'):.1f} s")
        again.end()


def beside(folder):
    run = Run(folder)
    run.process.wait(60)
    return run.hear().strip()


def refused(folder, name, *words, **environment):
    run = Run(folder, *words, **environment)
    run.process.wait(120)
    said = re.sub(r"make: .*\n", "", run.hear()).strip()
    report(name, f"code {run.process.returncode}, {no_orphans(folder)}: {said}")


def refusals(folder):
    with socket.socket() as other:
        other.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        other.bind(("127.0.0.1", PORT))
        other.listen()
        refused(folder, "port taken")
    refused(folder, "port that is no number", "PORT=eight")
    run = Run(folder)
    run.until("answers at")
    report("second run beside the first", beside(folder))
    run.end()
    refused(folder, "DATABASE_URL that is none", DATABASE_URL="nonsense")
    refused(folder, "DATABASE_URL of no server", DATABASE_URL="postgres://me:secret@127.0.0.1:1/x")
    refused(folder, "DATABASE_URL of a file in no folder", DATABASE_URL="sqlite:////nowhere/x.sqlite3")
    refused(folder, "REDIS_URL where nothing answers", REDIS_URL="redis://127.0.0.1:1/0")
    refused(folder, "DEBUG that is neither true nor false", DEBUG="perhaps")
    damaged = folder / "var" / "damaged.sqlite3"
    damaged.write_bytes(b"no database" * 1000)
    refused(folder, "a damaged database file", DATABASE_URL=f"sqlite:///{damaged}")
    for python in sorted(Path.home().glob(".pyenv/versions/3.*/bin/python")):
        if not re.search(r"/3\.1[1-9]", str(python)):
            refused(folder, f"Python {python.parent.parent.name}", f"PYTHON={python}")
    if not IS_ROOT:
        report("read-only var, full disk", "left out: only root can make these")
        return
    small = folder.parent / "small"
    small.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=8m", "tmpfs", small], check=True)
    try:
        refused(folder, "full disk", VAR_DIR=str(small))
        subprocess.run(["mount", "-o", "remount,ro", small], check=True)
        refused(folder, "read-only var", VAR_DIR=str(small))
    finally:
        subprocess.run(["umount", small], check=True)


SECTIONS = {"times": times, "signals": signals, "refusals": refusals}


def main(wanted):
    with tempfile.TemporaryDirectory(prefix="start-up-") as place:
        folder = Path(place) / "clone"
        subprocess.run(["git", "clone", "--quiet", ROOT, folder], check=True)
        for name in wanted or SECTIONS:
            SECTIONS[name](folder)
        shutil.rmtree(folder)


if __name__ == "__main__":
    main(sys.argv[1:])
