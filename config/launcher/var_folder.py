"""The folder that holds all this installation remembers, and the lock of the one run that may use it."""

import contextlib
import errno
import fcntl
import os
import shutil
from pathlib import Path

from config.launcher.refusal import Refusal

LEAST_FREE = 50 * 1024 * 1024  # below this, SQLite and the broker soon fail in the middle of a write


def make_usable(var_dir: Path) -> None:
    """Make the folder and prove that a file can be written there, before anything depends on it."""
    probe = var_dir / f".probe-{os.getpid()}"
    try:
        var_dir.mkdir(mode=0o700, parents=True, exist_ok=True)
        with probe.open("wb") as file:
            file.write(b"0" * 4096)
            file.flush()
            os.fsync(file.fileno())
        probe.unlink()
    except OSError as problem:
        with contextlib.suppress(OSError):
            probe.unlink()
        raise Refusal(sentence(var_dir, problem)) from problem
    free = shutil.disk_usage(var_dir).free
    if free < LEAST_FREE:
        raise Refusal(
            f"There is no disk space: only {free // 2**20} MB are free where {var_dir} is, and Followthrough "
            f"needs {LEAST_FREE // 2**20} MB to start. Free some, or set VAR_DIR to a folder elsewhere."
        )


def sentence(var_dir: Path, problem: OSError) -> str:
    if problem.errno in (errno.ENOSPC, errno.EDQUOT):
        return f"There is no disk space left where {var_dir} is: free some, or set VAR_DIR to another folder."
    return (
        f"The folder {var_dir} can't be written to ({problem.strerror}): make it writable for this user, "
        "or set VAR_DIR to a folder that is."
    )


class RunLock:
    """Held by the run in progress. The system lets go of it when the process ends, however it ends."""

    def __init__(self, var_dir: Path):
        self._path = var_dir / "run.lock"
        self.earlier_run_was_killed = False

    def take(self, address: str) -> None:
        try:
            self._file = self._path.open("a+")
        except OSError as problem:
            raise Refusal(sentence(self._path.parent, problem)) from problem
        self._file.seek(0)
        holder = self._file.read().strip()
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as problem:
            self._file.close()
            raise Refusal(
                f"Followthrough is already running here ({holder or 'it is just starting'}). "
                "Use that one, or stop it first with Ctrl-C."
            ) from problem
        self.earlier_run_was_killed = bool(holder)
        self._write(f"process {os.getpid()}, {address}")

    def release(self) -> None:
        self._write("")
        self._file.close()

    def _write(self, text: str) -> None:
        # A full disk must not stop the run from ending; the words are only for whoever is turned away.
        try:
            self._file.truncate(0)
            self._file.write(text)
            self._file.flush()
        except OSError as problem:
            print(f"{self._path} could not be written ({problem.strerror}).")


class SetUpLock:
    """Two commands may not fill .venv at once; the second waits for the first."""

    def __init__(self, root: Path):
        self._path = root / "build" / "set-up.lock"

    def __enter__(self):
        try:
            self._path.parent.mkdir(exist_ok=True)
            self._file = self._path.open("a")
        except OSError as problem:
            raise Refusal(sentence(self._path.parent, problem)) from problem
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            print("Another command is setting up here; waiting for it.", flush=True)
            fcntl.flock(self._file, fcntl.LOCK_EX)
        return self

    def __exit__(self, *_):
        self._file.close()
