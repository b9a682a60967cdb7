"""A whole service of its own for a proof: database, broker, workers, mail server, and a clock to move."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import ExitStack, contextmanager
from datetime import UTC, date, datetime
from io import StringIO
from pathlib import Path
from urllib.parse import unquote, urlsplit

from bench.reminders.moved_clock import MovedClock
from config.launcher import broker
from config.launcher.orphans import ending_with_parent
from tests.parts.postgresql import PrivatePostgreSQL
from tests.parts.redis import PrivateRedis
from tests.parts.smtp import Sink

# A Friday that is no bank holiday, so that something is sent, and half an hour past the hour of sending.
DAY = date(2026, 11, 20)
MORNING = datetime(2026, 11, 20, 7, 30, tzinfo=UTC)
DATABASES = ("sqlite", "postgresql")
ROOT = Path(__file__).resolve().parent.parent.parent


class Service:
    """`with Service("sqlite") as service:`; Django of this process works on the same database and clock."""

    def __init__(self, database, at=MORNING, **environment):
        self.database, self._at, self._more = database, at, environment
        self.workers = []

    def __enter__(self):
        self._stack = ExitStack()
        self.folder = Path(self._stack.enter_context(tempfile.TemporaryDirectory(prefix="ft-")))
        self.sink = self._stack.enter_context(Sink())
        url = self._stack.enter_context(a_database(self.database, self.folder))
        self.environment = {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            "VAR_DIR": str(self.folder),
            "DATABASE_URL": url,
            "EMAIL_URL": self.sink.url,
            "LOG_LEVEL": "ERROR",
            "CLOCK_FILE": str(self.folder / "clock"),
            **self._more,
        }
        (self.folder / "clock").write_text("0")
        (self.folder / "output").touch()
        (self.folder / "static").mkdir()
        self._start_django()
        self._stack.callback(self.stop_workers)
        return self

    def __exit__(self, *problem):
        from django.db import connections

        connections.close_all()
        return self._stack.__exit__(*problem)

    def _start_django(self):
        os.environ |= self.environment
        import django

        django.setup()
        from django.core.management import call_command

        self.clock = MovedClock(self.environment["CLOCK_FILE"]).install()
        self.clock.move_to(self._at)
        call_command("migrate", verbosity=0)
        call_command("createcachetable", verbosity=0)
        call_command("arm_reminders", stdout=StringIO())

    def start_broker(self):
        self.broker = self._stack.enter_context(Broker(self.folder))
        return self.broker

    def start_worker(self):
        worker = self.start(
            *("-m", "celery", "--app", "config", "--quiet", "worker", "--concurrency", "1"),
            *("--loglevel", "ERROR", "--without-gossip", "--without-mingle"),
            *("--hostname", f"worker{len(self.workers)}-{time.monotonic_ns()}@%h"),
        )
        self.workers.append(worker)
        return worker

    def start(self, *words):
        """A process of the service under its clock, in a group of its own so that all of it can be killed."""
        with (self.folder / "output").open("a") as output:
            return subprocess.Popen(
                [sys.executable, "-m", "bench.reminders.moved_clock", *words],
                cwd=ROOT,
                env=os.environ | self.environment,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=ending_with_parent(),
            )

    def kill(self, worker):
        """As kill -9 does, the worker and its child at once: neither can tidy up."""
        os.killpg(worker.pid, signal.SIGKILL)
        worker.wait()
        self.workers.remove(worker)

    def stop_workers(self):
        for worker in list(self.workers):
            self.kill(worker)

    def output(self):
        return (self.folder / "output").read_text()


class Broker(PrivateRedis):
    """A Redis that can be killed with all it holds, and frozen."""

    def kill_and_empty(self):
        self.stop()
        shutil.rmtree(broker.find_server(Path(sys.prefix)).folder(self._var_dir), ignore_errors=True)
        super().__enter__()

    def __enter__(self):
        super().__enter__()
        return self

    def stop(self):
        self.thaw()
        self._process.kill()
        self._process.wait()

    def __exit__(self, *problem):
        self.stop()

    def freeze(self):
        self._process.send_signal(signal.SIGSTOP)

    def thaw(self):
        self._process.send_signal(signal.SIGCONT)


@contextmanager
def a_database(kind, folder):
    if kind == "sqlite":
        yield f"sqlite:///{folder / 'proof.sqlite3'}"
        return
    import psycopg

    with PrivatePostgreSQL() as url:
        address = urlsplit(url)
        where = {"host": unquote(address.hostname), "user": address.username}
        with psycopg.connect(dbname="postgres", autocommit=True, **where) as operator:
            operator.execute("CREATE DATABASE followthrough")
        yield url


def wait_until(is_so, seconds, every=0.2):
    give_up_at = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > give_up_at:
            return False
        time.sleep(every)
    return True
