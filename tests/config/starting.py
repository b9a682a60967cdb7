"""Starts that cost little: one interpreter loads the packages that settings need, each start is a fork of it.

Of Followthrough itself nothing is loaded before the fork, and the environment of a start is what it is given:
so whatever can go wrong in a start goes wrong in these as well.
"""

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

ROOT = Path(__file__).resolve().parents[2]
PACKAGES = (
    "celery.app", "celery.contrib.django.task", "csp.constants", "dj_database_url", "dj_email_url",
    "django.core.checks", "django.db.models.sql", "environs", "psycopg", "structlog",
)  # fmt: skip
FORKING = """
import gc, importlib, json, os, sys
for name in {packages!r}:
    importlib.import_module(name)
own = [name for name in sys.modules if name.partition(".")[0] in ("config", "accounts")]
assert not own, own
gc.freeze()
for line in sys.stdin:
    asked = json.loads(line)
    child = os.fork()
    if not child:
        break
    _, status = os.waitpid(child, 0)
    print(os.waitstatus_to_exitcode(status), flush=True)
else:
    sys.exit()
os.environ.clear()
os.environ.update(asked["environment"])
for number, name in ((0, os.devnull), (1, asked["stdout"]), (2, asked["stderr"])):
    os.dup2(os.open(name, os.O_RDWR | os.O_CREAT), number)
exec(asked["programme"])
"""


@contextmanager
def interpreter(folder):
    """What it yields runs a programme in an environment, as `python -c` would, and tells how that ended."""
    command = [sys.executable, "-c", FORKING.format(packages=PACKAGES)]
    streams = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True, "bufsize": 1}
    stdout, stderr = folder / "stdout", folder / "stderr"

    def run(programme, environment):
        asked = {"programme": programme, "environment": environment}
        process.stdin.write(json.dumps(asked | {"stdout": str(stdout), "stderr": str(stderr)}) + "\n")
        ended = process.stdout.readline()
        assert ended, "The interpreter that forks has ended."
        said = SimpleNamespace(returncode=int(ended), stdout=stdout.read_text(), stderr=stderr.read_text())
        stdout.unlink()
        stderr.unlink()
        return said

    with subprocess.Popen(command, cwd=ROOT, env={"PATH": os.environ["PATH"]}, **streams) as process:
        yield run
