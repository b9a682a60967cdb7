"""Which word starts what. The Makefile has the same words."""

import os
import signal
import sys

from config.launcher import checks, dependencies, orphans, running, set_up, virtualenv
from config.launcher.installation import Installation, read_installation
from config.launcher.refusal import Refusal
from config.launcher.reset import reset


def main(arguments: list[str]) -> int:
    command, more = (arguments or ["help"])[0], arguments[1:]
    if command not in COMMANDS:
        print(f"'{command}' is none of the commands: {', '.join(COMMANDS)}.", file=sys.stderr)
        return 2
    # A SIGTERM during set-up ends what set-up has started as well.
    signal.signal(signal.SIGTERM, interrupt)
    if os.environ.get("MAKELEVEL"):
        orphans.end_with(os.getppid())
    try:
        return COMMANDS[command](read_installation(), *more) or 0
    except Refusal as refusal:
        print(str(refusal), file=sys.stderr) if str(refusal) else None
    except OSError as problem:
        print(f"{problem.strerror}: {problem.filename or command}.", file=sys.stderr)
    except KeyboardInterrupt:
        print("Stopped.", file=sys.stderr)
        return 130
    return 1


def interrupt(number, frame):
    raise KeyboardInterrupt


def run(installation: Installation) -> int:
    return running.run(installation)


def setup(installation: Installation) -> None:
    set_up.install(installation, virtualenv.LOCAL)
    set_up.prepare_data(installation)
    print("Everything is set up. Start it with: make run")


def test(installation: Installation, *more: str) -> None:
    set_up.set_up(installation, virtualenv.DEVELOPMENT)
    become(installation, "-m", "tests.parts", *more)


def check(installation: Installation, *wishes: str) -> int:
    set_up.set_up(installation, virtualenv.DEVELOPMENT)
    return checks.check(installation, *wishes)


def fuzz(installation: Installation, *more: str) -> None:
    set_up.set_up(installation, virtualenv.DEVELOPMENT)
    become(installation, "-m", "tests.fuzzing", "--examples", "1000", *more)


def worker(installation: Installation, *more: str) -> None:
    set_up.set_up(installation, virtualenv.LOCAL)
    become(installation, "-m", "celery", "--app", "config", "worker", "--loglevel", "INFO", *more)


def shell(installation: Installation) -> None:
    set_up.install(installation, virtualenv.LOCAL)
    set_up.prepare_data(installation)
    become(installation, "manage.py", "shell")


def audit(installation: Installation) -> int:
    return dependencies.audit(installation)


def sbom(installation: Installation) -> int:
    set_up.set_up(installation, virtualenv.DEVELOPMENT)
    return dependencies.sbom(installation)


def become(installation: Installation, *arguments: str) -> None:
    sys.stdout.flush()
    os.chdir(installation.root)
    os.execve(installation.python, [installation.python, *arguments], installation.environment())


def help_(installation: Installation) -> None:
    print(HELP.strip())


HELP = """
make run      set up and start Followthrough, with a sample council (PORT=8001)
make test     set up and run the whole test suite (ARGS=tests/accounts)
make setup    only set up: .venv, style, database, sample council
make check    style, layers, templates, migrations, production settings, guards
make fuzz     requests nobody thought of, 1,000 for each operation of the API (ARGS="--examples 50")
make worker   one more worker for long jobs
make shell    a Python shell with the database at hand
make reset    delete everything in var/ (asks first; YES=1 does not ask)
make audit    ask a public service about known holes in the pinned packages
make sbom     list every pinned package with its checksums in build/sbom.json (CycloneDX)
"""

COMMANDS = {
    "run": run,
    "test": test,
    "setup": setup,
    "check": check,
    "fuzz": fuzz,
    "worker": worker,
    "shell": shell,
    "reset": reset,
    "audit": audit,
    "sbom": sbom,
    "help": help_,
}
