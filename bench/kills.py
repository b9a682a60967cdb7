"""Processes are killed while clients write by the API: every acknowledged update is there, once.

    python bench/kills.py [--web-kills 50] [--database-kills 10] [--clients 20] [--postgresql]

Starts gunicorn with two workers over a database of its own: a SQLite file, or a PostgreSQL that keeps what it
has committed. Each client records progress on an action of its own, each update with a key of its own, and
sends a request that got no answer again with the same key, as docs/api.md tells clients to. Meanwhile a
worker, or gunicorn as a whole, gets SIGKILL; and with --postgresql the whole database server too.

Prints one line of JSON; ends with 1 if an acknowledged update is missing or doubled, or the ledger is not
whole.
"""

import argparse
import http.client
import json
import os
import random
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
import uuid
from collections import Counter
from contextlib import suppress
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.ledger_writes import start_django  # noqa: E402
from config.launcher.orphans import ending_with_parent  # noqa: E402
from tests.parts.postgresql import PrivatePostgreSQL, owner, programs  # noqa: E402

NO_ANSWER_FOR = 120


class PostgreSQL(PrivatePostgreSQL):
    """The private one, made anew with the durability of production, so that it can be killed."""

    def __enter__(self):
        address = super().__enter__()
        self._server.send_signal(signal.SIGINT)
        self._server.wait()
        self.start()
        made = ["createdb", "-h", str(self._folder), "-U", "followthrough", "followthrough"]
        subprocess.run(made, check=True)
        return address

    def start(self):
        settings = ["listen_addresses=", f"unix_socket_directories={self._folder}", "max_connections=200"]
        words = [word for option in settings for word in ("-c", option)]
        self._server = self._run([str(programs() / "postgres"), "-D", str(self._folder / "data"), *words])
        self.wait()

    def wait(self):
        socket_file = self._folder / ".s.PGSQL.5432"
        ready = [str(programs() / "pg_isready"), "-q", "-h", str(self._folder)]
        give_up_at = time.monotonic() + NO_ANSWER_FOR
        while time.monotonic() < give_up_at:
            if socket_file.exists() and subprocess.call(ready, user=owner()) == 0:
                return
            time.sleep(0.05)
        raise SystemExit("PostgreSQL did not come back.")

    def kill(self):
        children = subprocess.run(["pgrep", "-P", str(self._server.pid)], capture_output=True, text=True)
        self._server.kill()
        for pid in children.stdout.split():
            with suppress(ProcessLookupError):
                os.kill(int(pid), signal.SIGKILL)
        self._server.wait()
        (self._folder / "data" / "postmaster.pid").unlink(missing_ok=True)
        time.sleep(0.2)
        self.start()


def a_free_port():
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return free.getsockname()[1]


class Web:
    def __init__(self, port):
        self.port = port
        self.start()

    def start(self):
        command = [sys.executable, "-m", "gunicorn", "config.wsgi", "--bind", f"127.0.0.1:{self.port}"]
        more = ["--workers", "2", "--threads", "4", "--no-control-socket", "--log-level", "critical"]
        self.master = subprocess.Popen(
            [*command, *more], cwd=ROOT, start_new_session=True, preexec_fn=ending_with_parent()
        )

    def wait(self):
        give_up_at = time.monotonic() + NO_ANSWER_FOR
        while time.monotonic() < give_up_at:
            with suppress(OSError), socket.create_connection(("127.0.0.1", self.port)):
                return
            time.sleep(0.1)
        raise SystemExit("The web server did not start.")

    def kill(self, chance):
        workers = subprocess.run(["pgrep", "-P", str(self.master.pid)], capture_output=True, text=True)
        pids = workers.stdout.split()
        if pids and chance.random() < 0.7:
            with suppress(ProcessLookupError):
                os.kill(int(chance.choice(pids)), signal.SIGKILL)
            return "worker"
        self.stop(signal.SIGKILL)
        self.start()
        return "whole"

    def stop(self, number=signal.SIGTERM):
        with suppress(ProcessLookupError):
            os.killpg(self.master.pid, number)
        self.master.wait()


class Client(threading.Thread):
    """Knows only what the server has told it."""

    def __init__(self, port, action_id, token, over):
        super().__init__()
        self.port, self.over = port, over
        self.path = f"/api/v1/actions/{action_id}/record-progress/"
        self.headers = {"Authorization": f"Bearer {token}", "Content-Type": "application/json"}
        self.acknowledged, self.wrong, self.sent_again = [], Counter(), 0

    def run(self):
        number = 1
        while not self.over.is_set():
            note = f"Update {len(self.acknowledged)} of {self.path}"
            status = self._until_answered(note, number)
            if status != 200:
                self.wrong[status] += 1
                return
            self.acknowledged.append(note)
            number += 1

    def _until_answered(self, note, number):
        headers = self.headers | {"If-Match": f'"{number}"', "Idempotency-Key": str(uuid.uuid4())}
        give_up_at = time.monotonic() + NO_ANSWER_FOR
        while time.monotonic() < give_up_at:
            status = self._send(note, headers)
            # 409: the request that was killed may still hold its key for a moment.
            if status is not None and status < 500 and status != 409:
                return status
            self.sent_again += 1
            time.sleep(0.2)
        return "no answer"

    def _send(self, note, headers):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            connection.request("POST", self.path, json.dumps({"note": note}), headers)
            answer = connection.getresponse()
            answer.read()
        except (OSError, http.client.HTTPException):
            return None
        finally:
            connection.close()
        return answer.status


def furnish(clients):
    """An action for each client, and the token of the manager who owns them all."""
    from django.utils import timezone

    from accounts.models import ApiToken
    from tests.factories import (
        MORNING,
        later,
        make_action,
        make_area,
        make_member,
        make_organisation,
        make_post,
    )

    council = make_organisation("Westmarch County Council")
    lead, manager = make_member(council, "lead"), make_member(council, "manager")
    post = make_post(council, "Head of Service", holder=manager)
    area = make_area()
    area.inspection.organisation = council
    area.inspection.save()
    actions = [make_action(area, lead, owner=post, due_on=MORNING.date()) for _ in range(clients)]
    at = timezone.now()
    token = ApiToken(
        user=manager,
        organisation=council,
        name="Clients",
        scope=ApiToken.Scope.READ_WRITE,
        expires_at=later(at, days=1),
    )
    return [action.pk for action in actions], token.issue(at)


def wait_for_writes(clients):
    """So that each kill meets a service at work, and not one that is still starting after the one before."""
    before, give_up_at = sum(len(client.acknowledged) for client in clients), time.monotonic() + NO_ANSWER_FOR
    while sum(len(client.acknowledged) for client in clients) < before + len(clients) / 4:
        if time.monotonic() > give_up_at:
            raise SystemExit("Nothing is written any more.")
        time.sleep(0.05)


def verdict(clients):
    from actions.ledger_check import check_ledger
    from actions.models import ProgressUpdate

    found = Counter(ProgressUpdate.objects.filter(kind="progress").values_list("note", flat=True))
    acknowledged = [note for client in clients for note in client.acknowledged]
    return {
        "acknowledged": len(acknowledged),
        "missing": sum(found[note] == 0 for note in acknowledged),
        "doubled": sum(count > 1 for count in found.values()),
        "sent again": sum(client.sent_again for client in clients),
        "wrong answers": dict(sum((client.wrong for client in clients), Counter())),
        "ledger is whole": check_ledger().is_whole,
    }


def run(options, postgresql):
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    action_ids, token = furnish(options.clients)
    connection.close()
    port = a_free_port()
    web, over, chance, killed = Web(port), threading.Event(), random.Random(options.seed), Counter()
    clients = [Client(port, action_id, token, over) for action_id in action_ids]
    for client in clients:
        client.start()
    every = max(1, options.web_kills // max(1, options.database_kills))
    for number in range(options.web_kills):
        wait_for_writes(clients)
        time.sleep(chance.random())
        killed[web.kill(chance)] += 1
        if postgresql and number % every == every - 1 and killed["database"] < options.database_kills:
            postgresql.kill()
            killed["database"] += 1
    time.sleep(5)
    over.set()
    for client in clients:
        client.join()
    web.stop()
    return {"database": connection.vendor, "killed": dict(killed)} | verdict(clients)


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--web-kills", type=int, default=50)
    parser.add_argument("--database-kills", type=int, default=10)
    parser.add_argument("--clients", type=int, default=20)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--postgresql", action="store_true")
    options = parser.parse_args()
    folder = tempfile.mkdtemp(prefix="followthrough-kills-")
    (Path(folder) / "static").mkdir()
    try:
        if options.postgresql:
            server = PostgreSQL()
            with server as address:
                start_django(address, folder)
                told = run(options, server)
        else:
            start_django(f"sqlite:///{folder}/kills.sqlite3", folder)
            told = run(options, None)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    print(json.dumps(told))
    is_good = not (told["missing"] or told["doubled"] or told["wrong answers"]) and told["ledger is whole"]
    return 0 if is_good and told["acknowledged"] else 1


if __name__ == "__main__":
    raise SystemExit(main())
