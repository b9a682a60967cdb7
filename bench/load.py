"""Managers write and readers read for ten minutes: how long each waits, and whether anything fails.

    python bench/load.py [--managers 50] [--readers 200] [--minutes 10] [--actions 10000] [--report FILE]

Starts gunicorn with two workers, one Celery worker with its scheduler, PostgreSQL as in production and a
Redis, over councils made by seed_scale. Each manager opens the front page, an action and its form, and
records progress, with five to fifteen seconds between two pages; each reader goes from the front page to an
organisation, a progress page and the API, with four to twelve. Every person has a network address of their
own.

Prints the waiting time of each kind of page, what went wrong, and the memory of the web workers minute by
minute: with --minutes 60 it is the soak. Ends with 1 if an answer was an error or an acknowledged update is
missing. Ended earlier, or killed, it takes all that it started with it.
"""

import argparse
import json
import os
import random
import signal
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter, defaultdict
from contextlib import contextmanager
from pathlib import Path

import requests
from lxml import html

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from bench.kills import PostgreSQL, Web, a_free_port  # noqa: E402
from bench.ledger_writes import start_django  # noqa: E402
from config.launcher import assets  # noqa: E402
from config.launcher.orphans import ending_with_parent  # noqa: E402
from tests.parts.redis import PrivateRedis  # noqa: E402

SETTLING_SECONDS = 30


class Over(Exception):
    """Everybody goes home, wherever they are: nobody hurries through the rest of a visit."""


class Person(threading.Thread):
    """One browser with its own cookies and network address."""

    pause = (4, 12)

    def __init__(self, number, base, over, told):
        super().__init__(daemon=True)
        self.base, self.over, self.told = base, over, told
        self.chance = random.Random(number)
        self.browser = requests.Session()
        # As the proxy of docs/operations.md does: a line kept open might close just when it is used.
        self.browser.headers["Connection"] = "close"
        self.browser.headers["X-Forwarded-For"] = (
            f"10.{number // 60000}.{number // 250 % 240}.{number % 250 + 1}"
        )

    def run(self):
        self.over.wait(self.chance.uniform(0, SETTLING_SECONDS))
        try:
            while True:
                self.one_visit()
        except Over:
            pass
        except requests.RequestException as problem:
            self.told.went_wrong("no answer", type(problem).__name__)

    def ask(self, kind, path, expect=200, **sent):
        if self.over.wait(self.chance.uniform(*self.pause)):
            raise Over
        began = time.perf_counter()
        method = self.browser.post if sent else self.browser.get
        answer = method(self.base + path, timeout=60, allow_redirects=False, **sent)
        self.told.answered(kind, time.perf_counter() - began)
        if answer.status_code != expect:
            self.told.went_wrong(kind, answer.status_code)
        return answer.text


class Reader(Person):
    def __init__(self, *known, pages):
        super().__init__(*known)
        self.pages = pages

    def one_visit(self):
        organisation, inspection, number = self.chance.choice(self.pages)
        self.ask("front page", "/")
        self.ask("organisation", f"/organisations/{organisation}/")
        for _ in range(3):
            self.ask("progress", f"/organisations/{organisation}/inspections/{inspection}/progress/")
        self.ask("API, actions", f"/api/v1/actions/?inspection={number}")


class Manager(Person):
    pause = (5, 15)

    def __init__(self, *known, email, password, actions):
        super().__init__(*known)
        self.email, self.password, self.actions = email, password, actions
        self.acknowledged = []

    def run(self):
        self.over.wait(self.chance.uniform(0, SETTLING_SECONDS))
        page = self.fields(self.browser.get(self.base + "/sign-in/").text)
        fields = page | {"login": self.email, "password": self.password}
        self.ask("sign in", "/sign-in/", expect=302, data=fields)
        super().run()

    def one_visit(self):
        action = self.chance.choice(self.actions)
        self.ask("my work", "/")
        self.ask("action", action)
        form = self.fields(self.ask("form", action + "record-progress/"))
        note = f"{self.email} wrote this as number {len(self.acknowledged)}."
        page = self.ask(
            "record progress", action + "record-progress/", expect=302, data=form | {"note": note}
        )
        if not page:
            self.acknowledged.append(note)

    @staticmethod
    def fields(page):
        forms = html.fromstring(page).xpath("//main//form") if page else []
        return dict(forms[0].form_values()) if forms else {}


class Told:
    def __init__(self):
        self.seconds, self.wrong, self.lock = defaultdict(list), Counter(), threading.Lock()

    def answered(self, kind, seconds):
        with self.lock:
            self.seconds[kind].append(seconds)

    def went_wrong(self, kind, what):
        with self.lock:
            self.wrong[f"{kind}: {what}"] += 1

    def table(self):
        everything = [seconds for some in self.seconds.values() for seconds in some]
        for kind, some in [*sorted(self.seconds.items()), ("all", everything)]:
            if len(some) > 1:
                cuts = statistics.quantiles(some, n=100, method="inclusive")
                yield (
                    kind,
                    len(some),
                    *(round(cuts[place] * 1000) for place in (49, 94, 98)),
                    round(max(some) * 1000),
                )


def furnish(managers, actions):
    """The managers hold posts of the first councils, which own actions still open."""
    from django.contrib.auth.models import AnonymousUser
    from django.core.management import call_command

    from accounts.models import Membership, Post
    from actions.models import Action
    from inspections.models import Inspection
    from tests.factories import PASSWORD, make_user

    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    call_command("seed_scale", organisations=max(2, actions // 1000), actions=actions, verbosity=0)
    open_ones = Action.objects.filter(status__in=("not_started", "in_progress"))
    posts = Post.objects.filter(pk__in=open_ones.values("owner")).select_related("organisation")[:managers]
    hashed, known = make_user(password=PASSWORD).password, []
    for post in posts:
        holder = make_user()
        holder.password = hashed
        holder.save()
        Membership.objects.get_or_create(organisation=post.organisation, user=holder, role="manager")
        post.holder = holder
        post.save()
        addresses = [action.get_absolute_url() for action in open_ones.filter(owner=post)[:20]]
        known.append({"email": holder.email, "password": PASSWORD, "actions": addresses})
    public = Inspection.objects.visible_to(AnonymousUser())
    pages = public.values_list("organisation__slug", "slug", "pk")[:200]
    return known, list(pages)


def memory(web):
    """Of each web worker, in megabytes."""
    workers = subprocess.run(["pgrep", "-P", str(web.master.pid)], capture_output=True, text=True)
    sizes = []
    for pid in workers.stdout.split():
        words = Path(f"/proc/{pid}/status").read_text().split()
        sizes.append(int(words[words.index("VmRSS:") + 1]) // 1024)
    return sizes


@contextmanager
def service():
    """The web server and the worker, which end with this process however it ends."""
    celery = [sys.executable, "-m", "celery", "--app", "config", "--quiet", "worker", "--beat"]
    celery += ["--concurrency", "1", "--loglevel", "ERROR"]
    web = Web(a_free_port())
    worker = subprocess.Popen(celery, cwd=ROOT, preexec_fn=ending_with_parent())
    try:
        web.wait()
        answer = requests.get(f"http://127.0.0.1:{web.port}/", timeout=60)
        if answer.status_code != 200:
            raise SystemExit(f"The front page answers {answer.status_code}: nothing is measured.")
        yield web
    finally:
        web.stop()
        worker.terminate()
        worker.wait()


def run(options):
    from django.db import connection

    known, pages = furnish(options.managers, options.actions)
    connection.close()
    connection.close_pool()
    with service() as web:
        managers, told = be_at_work(web, known, pages, options)
    return told | verdict(managers)


def be_at_work(web, known, pages, options):
    over, told = threading.Event(), Told()
    where = f"http://127.0.0.1:{web.port}", over, told
    managers = [Manager(number, *where, **who) for number, who in enumerate(known)]
    readers = [Reader(1000 + number, *where, pages=pages) for number in range(options.readers)]
    sizes, began = [memory(web)], os.times()
    for person in [*managers, *readers]:
        person.start()
    for _ in range(options.minutes):
        time.sleep(60)
        sizes.append(memory(web))
    over.set()
    for person in [*managers, *readers]:
        person.join(120)
    return managers, {
        "managers": len(managers),
        "readers": len(readers),
        "minutes": options.minutes,
        "processor seconds of the driver": round(sum(os.times()[:2]) - sum(began[:2])),
        "load of the machine": os.getloadavg()[1],
        "wrong": dict(told.wrong),
        "memory of the web workers, MB": sizes,
        "table": list(told.table()),
    }


def verdict(managers):
    from actions.models import ProgressUpdate

    acknowledged = [note for manager in managers for note in manager.acknowledged]
    found = Counter(ProgressUpdate.objects.filter(note__in=acknowledged).values_list("note", flat=True))
    return {
        "acknowledged": len(acknowledged),
        "missing": sum(found[note] == 0 for note in acknowledged),
        "doubled": sum(count > 1 for count in found.values()),
    }


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--managers", type=int, default=50)
    parser.add_argument("--readers", type=int, default=200)
    parser.add_argument("--minutes", type=int, default=10)
    parser.add_argument("--actions", type=int, default=10_000)
    parser.add_argument("--report", type=Path)
    options = parser.parse_args()
    if assets.main():
        return 1
    # As an interrupt: what is begun below is ended and put away.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    with (
        tempfile.TemporaryDirectory(prefix="followthrough-load-", ignore_cleanup_errors=True) as folder,
        PostgreSQL() as address,
        PrivateRedis(Path(folder)),
    ):
        os.environ["TRUSTED_PROXIES"] = "1"
        start_django(address, folder)
        told = run(options)
    table = told.pop("table")
    print(f"{'':<18}{'asked':>8}{'p50':>8}{'p95':>8}{'p99':>8}{'most':>8}  ms")
    for kind, *figures in table:
        print(f"{kind:<18}" + "".join(f"{figure:>8}" for figure in figures))
    print(json.dumps(told, indent=1))
    if options.report:
        options.report.write_text(json.dumps(told | {"table": table}))
    return 0 if told["acknowledged"] and not (told["wrong"] or told["missing"] or told["doubled"]) else 1


if __name__ == "__main__":
    raise SystemExit(main())
