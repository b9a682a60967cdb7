"""A PostgreSQL of our own for the length of one run, on a socket in a folder of its own."""

import os
import pwd
import shutil
import subprocess
import tempfile
import time
from pathlib import Path
from urllib.parse import quote

from config.launcher.orphans import ending_with_parent
from tests.parts import Missing

HOW_TO_GET_IT = "on Debian or Ubuntu: apt-get install postgresql"
READY_WITHIN = 30


def programs() -> Path:
    """The folder of initdb and postgres. Debian keeps it off the PATH, one for each version."""
    on_the_path = shutil.which("initdb")
    candidates = [Path(on_the_path).resolve().parent] if on_the_path else []
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=version, reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Missing(f"initdb and postgres were not found; {HOW_TO_GET_IT}")


def version(folder: Path) -> float:
    try:
        return float(folder.parent.name)
    except ValueError:
        return 0


def owner() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user its package made."""
    if os.geteuid() != 0:
        return None
    try:
        return pwd.getpwnam("postgres").pw_name
    except KeyError:
        raise Missing("PostgreSQL refuses to run as root and there is no user called postgres") from None


def require() -> None:
    programs()
    owner()


class PrivatePostgreSQL:
    def __enter__(self) -> str:
        self._user = owner()
        self._folder = Path(tempfile.mkdtemp(prefix="followthrough-postgresql-"))
        if self._user:
            shutil.chown(self._folder, self._user)
        try:
            return self._start()
        except BaseException:
            self.__exit__()
            raise

    def _start(self) -> str:
        data = str(self._folder / "data")
        initdb = [str(programs() / "initdb"), "--pgdata", data, "--username", "followthrough", "--no-sync"]
        made = self._run([*initdb, "--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8"])
        if made.wait():
            raise Missing(f"initdb failed: {(self._folder / 'log').read_text()}")
        # Durability costs time and these data live for minutes.
        options = ["fsync=off", "full_page_writes=off", "synchronous_commit=off", "max_connections=200"]
        options += ["listen_addresses=", f"unix_socket_directories={self._folder}"]
        settings = [word for option in options for word in ("-c", option)]
        self._server = self._run([str(programs() / "postgres"), "-D", data, *settings])
        give_up_at = time.monotonic() + READY_WITHIN
        # The file is complete, with its last line "ready", only when connections are taken.
        state = self._folder / "data" / "postmaster.pid"
        while not state.exists() or "ready" not in state.read_text():
            if self._server.poll() is not None or time.monotonic() > give_up_at:
                raise Missing(f"PostgreSQL did not start: {(self._folder / 'log').read_text()}")
            time.sleep(0.05)
        return f"postgres://followthrough@{quote(str(self._folder), safe='')}/followthrough"

    def _run(self, command: list[str]) -> subprocess.Popen:
        with (self._folder / "log").open("a") as log:
            return subprocess.Popen(
                command,
                cwd=self._folder,
                user=self._user,
                group=self._user,
                extra_groups=[] if self._user else None,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                preexec_fn=ending_with_parent(),
            )

    def __exit__(self, *_):
        server = getattr(self, "_server", None)
        if server and server.poll() is None:
            # SIGINT is its fast shutdown: it does not wait for connections somebody left open.
            server.send_signal(2)
            server.wait(READY_WITHIN)
        shutil.rmtree(self._folder, ignore_errors=True)


def wait_until_another_waits_for_a_lock(connection) -> None:
    give_up_at = time.monotonic() + READY_WITHIN
    waiting = "SELECT count(*) FROM pg_stat_activity WHERE wait_event_type = 'Lock'"
    with connection.cursor() as cursor:
        while not cursor.execute(waiting).fetchone()[0]:
            if time.monotonic() > give_up_at:
                raise AssertionError("nobody waits for a lock")
            time.sleep(0.01)
