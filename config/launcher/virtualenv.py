"""The folder .venv: made when missing or broken, filled with the pinned requirements when they changed."""

import contextlib
import hashlib
import importlib.util
import json
import shutil
import subprocess
import sys

from config.launcher import orphans
from config.launcher.installation import Installation
from config.launcher.refusal import Refusal

LOCAL, DEVELOPMENT = "requirements-local.txt", "requirements-dev.txt"
# Whoever has installed the key has installed the values as well.
INCLUDES = {LOCAL: (LOCAL,), DEVELOPMENT: (DEVELOPMENT, LOCAL)}
NEEDED_FOR_INSTALLING = 700 * 1024 * 1024


def prepare(installation: Installation, requirements: str) -> None:
    if not works(installation):
        make(installation)
    wanted = fingerprint(installation, requirements)
    if installed(installation).get(requirements) != wanted:
        install(installation, requirements)


def works(installation: Installation) -> bool:
    """A .venv stops working when its Python goes away, or when the folder it was made in is moved."""
    question = "import sys, pip; print(sys.prefix, sys.version_info >= (3, 11))"
    try:
        answer = subprocess.run(
            [installation.python, "-c", question],
            env=installation.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
    except OSError:
        return False
    return answer.stdout.strip() == f"{installation.venv} True" and not was_moved(installation)


def was_moved(installation: Installation) -> bool:
    """The programs in .venv/bin begin with the path of the Python they were installed for."""
    try:
        program = (installation.venv / "bin" / "pip").read_bytes()
    except OSError:
        return True
    return str(installation.venv).encode() not in program


def make(installation: Installation) -> None:
    if installation.venv.is_symlink():
        raise Refusal(
            f"{installation.venv} is a link to {installation.venv.readlink()}. Making it anew would empty "
            "that folder, which another copy may be using. Remove the link and try again."
        )
    require_venv_module()
    require_room(installation)
    print(f"Making {installation.venv.name} with Python {sys.version.split()[0]}.", flush=True)
    answer = subprocess.run(
        [sys.executable, "-m", "venv", "--clear", str(installation.venv)],
        env=installation.environment(),
        capture_output=True,
        text=True,
        check=False,
    )
    if answer.returncode:
        print(answer.stdout + answer.stderr, flush=True)
        raise Refusal(
            f"The virtual environment {installation.venv} could not be made; Python's own words are above. "
            "Most often the folder can't be written to or the disk is full."
        )


def require_venv_module() -> None:
    """Debian keeps half of the venv module in a package of its own, and the half that is there fails late."""
    missing = [name for name in ("venv", "ensurepip") if importlib.util.find_spec(name) is None]
    if missing:
        raise Refusal(
            f"{sys.executable} can't make a virtual environment, because its module {missing[0]} is missing. "
            "On Debian or Ubuntu: apt-get install python3-venv"
        )


def require_room(installation: Installation) -> None:
    free = shutil.disk_usage(installation.root).free
    if free < NEEDED_FOR_INSTALLING:
        raise Refusal(
            f"There is no disk space: the requirements need about {NEEDED_FOR_INSTALLING // 2**20} MB and "
            f"only {free // 2**20} MB are free where {installation.root} is. Free some and try again."
        )


def install(installation: Installation, requirements: str) -> None:
    print(f"Installing {requirements} into .venv; this takes about a minute.", flush=True)
    pip = [installation.python, "-m", "pip", "install", "--require-hashes", "--disable-pip-version-check"]
    # Python translates what is used when it is first used, and keeps it: not half of what pip translates.
    command = [*pip, "--no-compile", "--no-input", "-qq", "-r", str(installation.root / requirements)]
    if orphans.run(command, env=installation.environment()):
        raise Refusal(
            f"The packages of {requirements} could not be installed; pip's own words are above. "
            "Most often the network or the disk is the reason: mend it and run the same command again."
        )
    done = installed(installation)
    for name in INCLUDES[requirements]:
        done[name] = fingerprint(installation, name)
    stamp(installation).write_text(json.dumps(done, indent=1))


def fingerprint(installation: Installation, requirements: str) -> str:
    return hashlib.sha256((installation.root / requirements).read_bytes()).hexdigest()


def installed(installation: Installation) -> dict[str, str]:
    with contextlib.suppress(OSError, ValueError):
        return dict(json.loads(stamp(installation).read_text()))
    return {}


def stamp(installation: Installation):
    return installation.venv / "followthrough-installed.json"
