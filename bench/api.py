"""How long the API takes to read a country's plans, beside other ways to do it with less.

    python bench/api.py [--actions 100000] [--rounds 60] [--pull 100000] [--database URL]

All answer in this process through the same middleware, in the same run and in turn, so that other programs
disturb them alike. Ours tell all computed facts and the latest words; for the others see bench/api_rivals.py.
An order is asked for at its second page. CPU is that of this process and, behind the +, of the database's
own process; on a machine with other work it says more than the clock. An empty database is filled with
councils of 7,000 actions (seed_scale); one that holds actions is taken as it is. Without --database it is a
SQLite file of its own.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench import api_rivals
from bench.ledger_writes import start_django

COUNCIL = 7_000
TICKS = 100
OF_A_QUERY = 1000
ACTIONS, UPDATES = "/api/v1/actions/", "/api/v1/updates/"


def fill(actions):
    from django.core.management import call_command
    from django.db import connection

    from actions.models import Action

    call_command("migrate", verbosity=0)
    if not Action.objects.exists():
        call_command("seed_scale", organisations=max(2, actions // COUNCIL), actions=actions)
    from actions import change_feed

    while change_feed.place():
        pass
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


class Case:
    def __init__(self, name, client, address):
        self.name, self.client, self.address = name, client, address
        self.clock, self.own, self.database = [], [], 0

    def warm(self):
        """Until PostgreSQL has its plan. An order goes on to its second page."""
        for _ in range(9):
            answer = self.client.get(self.address)
            assert answer.status_code == 200, (self.address, answer.status_code, answer.content[:300])
        if "ordering" in self.address:
            self.address = answer.json()["next"].removeprefix("http://127.0.0.1:8000")
            self.client.get(self.address)

    def ask(self):
        began, worked = time.perf_counter(), time.process_time()
        self.answer = self.client.get(self.address)
        self.clock.append((time.perf_counter() - began) * 1000)
        self.own.append((time.process_time() - worked) * 1000)

    def ask_the_database(self, times):
        before = database_cpu()
        for _ in range(times):
            self.client.get(self.address)
        self.database = (database_cpu() - before) * 1000 / times

    def __str__(self):
        slow = sorted(self.clock)[int(len(self.clock) * 0.95)]
        clock, own = statistics.median(self.clock), statistics.median(self.own)
        size = len(self.answer.content) / 1024
        return f"{self.name:<42}{clock:>7.1f}{slow:>8.1f}{own:>8.1f} +{self.database:>5.1f}{size:>6.0f} KB"


def database_cpu():
    """Seconds that the process of our connection has worked; 0 for SQLite, which works in ours."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return 0
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        told = Path(f"/proc/{cursor.fetchone()[0]}/stat").read_text().rpartition(")")[2].split()
    return (int(told[11]) + int(told[12])) / TICKS


def cases():
    from django.contrib.auth.models import AnonymousUser
    from django.test import Client
    from django.utils import timezone

    from accounts.models import Membership, Organisation
    from accounts.viewsets.pages import Order
    from actions.models import Action, Change, ProgressUpdate

    visitor, lead = Client(), Client()
    lead.force_login(Membership.objects.filter(role="lead").order_by("pk")[3].user)
    half = Action.objects.order_by("-pk").values_list("pk", flat=True)[0] // 2
    # Not every action is for everybody.
    seen = Action.objects.visible_to(AnonymousUser()).filter(pk__gte=half)
    middle = seen.order_by("pk").values_list("pk", flat=True)[0]
    deep = f"{ACTIONS}?cursor={Order('id', ('pk',)).cursor([middle])}"
    slug = Organisation.objects.public().order_by("pk").values_list("slug", flat=True)[0]
    on = (timezone.localdate() - timedelta(days=3)).isoformat()
    half = f"/api/v1/changes/?page_size=50&after={Change.objects.last_position() // 2}"
    yield Case("plain SQL and orjson", visitor, api_rivals.plain_after(middle))
    yield Case("values() and orjson", visitor, f"/rival/values/?after={middle}")
    yield Case("REST framework over values()", visitor, f"/rival/rest-values/?after={middle}")
    yield Case("bare ModelSerializer", visitor, api_rivals.bare_after(middle))
    yield Case("actions, in the middle", visitor, deep)
    yield Case("actions, in the middle, as a lead", lead, deep)
    yield Case("actions, as at a day", visitor, f"{deep}&as_at={on}")
    first = ProgressUpdate.objects.order_by("happened_on").values_list("happened_on", flat=True)[0]
    early = first + timedelta(days=9)
    yield Case("actions, as at a day before most of them", visitor, f"{deep}&as_at={early}")
    for order in ("due_on", "-due_on", "updated_on", "title", "reference"):
        yield Case(f"actions, by {order}", visitor, f"{ACTIONS}?ordering={order}")
    yield Case("actions, by -due_on, as a lead", lead, f"{ACTIONS}?ordering=-due_on")
    yield from narrowed_cases(visitor, lead, slug)
    yield Case("one action", visitor, f"{ACTIONS}{middle}/")
    yield Case("one action, as a lead", lead, f"{ACTIONS}{middle}/")
    yield Case("updates", visitor, UPDATES)
    yield Case("updates, by -happened_on", visitor, f"{UPDATES}?ordering=-happened_on")
    yield Case("changes, in the middle", visitor, half)
    yield Case("changes, in the middle, as a lead", lead, half)


def narrowed_cases(visitor, lead, slug):
    """Each question beside the bare view with the same one."""
    from django.contrib.auth.models import AnonymousUser
    from django.utils import timezone

    from actions.models import Action, ProgressUpdate

    today, latest = timezone.localdate(), ProgressUpdate.objects.order_by("-entered_at").first().entered_at
    owned = Action.objects.visible_to(AnonymousUser()).exclude(owner=None).order_by("-pk")
    owner = owned.values_list("owner_id", flat=True)[0]
    days = {"due_on__gt": today - timedelta(days=9), "due_on__lt": today + timedelta(days=60)}
    since = (latest - timedelta(hours=6)).isoformat()
    still_open = "not_started,in_progress"
    late = api_rivals.narrowed(organisation=slug, status__in=still_open, due_on__lt=today)
    overdue = f"{ACTIONS}?organisation={slug}&bucket=overdue"
    yield Case("bare, overdue ones of one council", visitor, late)
    yield Case("actions, overdue ones of one council", visitor, overdue)
    yield Case("the same, as a lead", lead, overdue)
    yield Case("bare, of one owner", visitor, api_rivals.narrowed(owner=owner))
    yield Case("actions, of one owner", visitor, f"{ACTIONS}?owner={owner}")
    yield Case("bare, due between two days", visitor, api_rivals.narrowed(**days))
    between = f"due_after={days['due_on__gt']}&due_before={days['due_on__lt']}"
    yield Case("actions, due between two days", visitor, f"{ACTIONS}?{between}")
    told = {"organisation": slug, "updated_since": since}
    yield Case("bare, of one council, updated since", visitor, api_rivals.narrowed(**told))
    yield Case("actions, of one council, updated since", visitor, f"{ACTIONS}?{urlencode(told)}")
    yield Case("updates, entered since", visitor, f"{UPDATES}?{urlencode({'entered_since': since})}")


def pages(rounds):
    measured = list(cases())
    for case in measured:
        case.warm()
    for _ in range(rounds):
        for case in measured:
            case.ask()
    print(f"{'milliseconds':<42}{'p50':>7}{'p95':>8}{'CPU':>8} +{'database':>5}")
    for case in measured:
        case.ask_the_database(rounds // 3)
        print(case, flush=True)


def pull(name, address, most):
    """To the end or to so many rows. The quickest tenth, of a query's rows each, were the least disturbed."""
    from django.test import Client

    database, began, worked, lines, pieces = database_cpu(), time.perf_counter(), time.process_time(), 0, []
    answer, before, rows = iter(Client().get(address)), worked, 0
    while lines < most and (piece := next(answer, None)) is not None:
        count = piece.count(b"\n")
        lines, rows = lines + count, rows + count
        if rows >= OF_A_QUERY:
            now = time.process_time()
            pieces.append((now - before) / rows)
            before, rows = now, 0
    own, clock = time.process_time() - worked, time.perf_counter() - began
    database = database_cpu() - database
    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    each, quick = 1_000_000 / lines, sorted(pieces or [own / lines])[len(pieces) // 10] * 1_000_000
    of_each = f"{own * each:.1f} (quickest tenth {quick:.1f}) + {database * each:.1f} µs of CPU"
    print(
        f"{name:<30} each {of_each}, {clock * each:.1f} by the clock; "
        f"{lines} rows, {own + database:.1f} s of CPU, at most {size:.0f} MB",
        flush=True,
    )


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--actions", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=60)
    asked.add_argument("--pull", type=int, default=100_000)
    asked.add_argument("--database")
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start_django(asked.database or f"sqlite:///{folder}/api.sqlite3", folder)
        from django.conf import settings
        from django.db import connection

        from actions.models import Action, ProgressUpdate

        settings.ALLOWED_HOSTS = ["*"]
        settings.API_REQUESTS_PER_MINUTE = settings.API_VISITOR_REQUESTS_PER_MINUTE = 10**6
        fill(asked.actions)
        api_rivals.add()
        actions, rows = Action.objects.count(), ProgressUpdate.objects.count()
        print(f"{actions} actions and {rows} rows of ledgers on {connection.vendor}", flush=True)
        pages(asked.rounds)
        for _ in range(2):
            pull("whole, plain SQL and orjson", "/rival/whole/", asked.pull)
            pull("whole, NDJSON", f"{ACTIONS}?format=ndjson", asked.pull)
            pull("whole, CSV", f"{ACTIONS}?format=csv", asked.pull)


if __name__ == "__main__":
    main()
