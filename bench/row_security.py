"""What it costs that PostgreSQL keeps the organisations apart: the same requests as two roles.

    python -m bench.row_security [--actions 100000] [--rounds 20] [--database URL] [--only WORD]

Starts a PostgreSQL of its own and seeds it, or takes the database of the URL as it is, if it has a country in
it already. Milliseconds of processor time for one request, of this process and of PostgreSQL's together; for
the whole pull microseconds for one action. --only measures what has that word in its name.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from contextlib import contextmanager, nullcontext
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlencode

import psycopg

ROOT = Path(__file__).resolve().parents[1]
ROLE = "followthrough_application"
TICKS = os.sysconf("SC_CLK_TCK")
COUNCIL = 7_000
# Written by nobody; in every tenth action; in every fifth row of ledger; both common; a reference.
WORDS = ("zebra", "letters", "panel", "fewer children", "1.1")


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=20)
    parser.add_argument("--database", help="of the role that owns its tables")
    parser.add_argument("--only", default="", help="measure only what has this in its name")
    parser.add_argument("--measure", action="store_true", help="only measure, with the settings there are")
    options = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ |= {"API_REQUESTS_PER_MINUTE": "0", "API_VISITOR_REQUESTS_PER_MINUTE": "0"}
    os.environ |= {"LOG_LEVEL": "ERROR"}
    if options.measure:
        print(json.dumps(measure(options.rounds, options.only)))
    else:
        compare(options)


def compare(options):
    with nullcontext(options.database) if options.database else seeded(options.actions) as owner:
        own = os.environ | {"DATABASE_URL": owner}
        own = {name: value for name, value in own.items() if name != "DATABASE_OWNER_URL"}
        before, _, place = owner.partition("@")
        application = f"{before.partition('//')[0]}//{ROLE}@{place}"
        apart = os.environ | {
            "DATABASE_URL": application,
            "DATABASE_OWNER_URL": owner,
            "ROW_SECURITY": "true",
        }
        manage("migrate", "-v0", environment=apart)
        told = {
            name: measured_with(environment, options)
            for name, environment in (("owner", own), ("application", apart))
        }
    print("\n| | owner | application, with its rules | times |\n|---|---|---|---|")
    for line, value in told["owner"].items():
        with_rules = told["application"][line]
        print(f"| {line} | {value:.1f} | {with_rules:.1f} | {with_rules / value:.1f} |")


@contextmanager
def seeded(actions):
    from tests.parts.postgresql import PrivatePostgreSQL

    with PrivatePostgreSQL() as owner:
        with psycopg.connect(owner.removesuffix("followthrough") + "postgres", autocommit=True) as operator:
            operator.execute("CREATE DATABASE followthrough")
        own = os.environ | {"DATABASE_URL": owner}
        manage("migrate", "-v0", environment=own)
        councils = max(1, actions // COUNCIL)
        manage("seed_scale", f"--organisations={councils}", f"--actions={actions}", environment=own)
        yield owner


def manage(*words, environment):
    command = [sys.executable, "manage.py", *words]
    subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.DEVNULL)


def measured_with(environment, options):
    command = [sys.executable, "-m", "bench.row_security", "--measure"]
    command += ["--rounds", str(options.rounds), "--only", options.only]
    answer = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout.splitlines()[-1])


def measure(rounds, only):
    import django

    django.setup()
    from django.db import close_old_connections
    from django.test import override_settings

    from accounts.row_security import everything
    from actions import change_feed
    from bench.everything.pages import Council

    with everything():
        while change_feed.place():
            pass  # or the first who reads the feed would do it for all
        council = Council()
        clients = people(council)
        asked = [each for each in addresses(council) if only in f"{each[0]}, {each[1]}"]
    close_old_connections()
    with override_settings(ALLOWED_HOSTS=["*"]):
        found = {f"{name}, {who}": per_request(clients[who], address, rounds) for name, who, address in asked}
        pulls = {f"whole pull, {who}": who for who in ("visitor", "lead")}
        return found | {name: per_row(clients[who]) for name, who in pulls.items() if only in name}


def people(council):
    """{who: a client of theirs}"""
    from django.conf import settings
    from django.test import Client
    from django.utils import timezone

    from accounts.models import ApiToken, User

    now, organisation = timezone.now(), council.organisation
    operator, _ = User.objects.get_or_create(email="operator@seeded.example", defaults={"is_superuser": True})
    signed_in = {name: getattr(council, name) for name in ("viewer", "lead", "manager")}
    clients = {name: Client() for name in ("visitor", "operator", *signed_in)}
    for name, user in (signed_in | {"operator": operator}).items():
        clients[name].force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    token = ApiToken(user=council.viewer, organisation=organisation, expires_at=now + timedelta(1))
    return clients | {"token": Client(headers={"authorization": f"Bearer {token.issue(now)}"})}


def addresses(council):
    """(what, who asks, where)"""
    from django.urls import reverse

    slug, day = council.organisation.slug, (council.today - timedelta(200)).isoformat()
    plan, api = reverse("organisation-plan", args=[slug]), "/api/v1/actions/?page_size=50"
    yield "my work", "manager", reverse("front")
    yield "plan of a council", "lead", plan
    yield "plan of a council, as at a day", "lead", f"{plan}?as_at={day}"
    yield "plan of a council, by a word", "lead", f"{plan}?q=letters"
    yield "page of a council", "lead", reverse("organisation", args=[slug])
    yield "one action", "manager", council.action.get_absolute_url()
    since = (council.today - timedelta(30)).isoformat()
    for who in ("visitor", "viewer", "lead", "operator", "token"):
        yield "API, 50 actions", who, api
        yield "API, by deadline", who, f"{api}&ordering=due_on"
        yield "API, as at a day", who, f"{api}&as_at={day}"
        yield "API, overdue of a council", who, f"{api}&organisation={slug}&overdue=true"
        yield "API, of a council, updated in a month", who, f"{api}&organisation={slug}&updated_since={since}"
        yield "API, one action", who, f"/api/v1/actions/{council.action.pk}/"
        yield "API, 50 updates", who, "/api/v1/updates/?page_size=50"
        yield "API, 50 changes", who, "/api/v1/changes/?page_size=50"
        yield "API, 50 areas", who, "/api/v1/areas/?page_size=50"
        yield "API, 50 inspections", who, "/api/v1/inspections/?page_size=50"
    for who in ("visitor", "lead"):
        for word in WORDS:
            yield f"search, {word}", who, f"{reverse('search')}?{urlencode({'q': word})}"
            yield f"API, search, {word}", who, f"{api}&{urlencode({'search': word})}"


def per_request(client, address, rounds):
    """Slow ones are asked less often."""
    for _ in range(3):
        began = time.monotonic()
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.content[:300])
    rounds = max(2, min(rounds, int(4 / (time.monotonic() - began))))
    began = processor_time()
    for _ in range(rounds):
        client.get(address)
    return 1000 * (processor_time() - began) / rounds


def per_row(client):
    began, rows = processor_time(), 0
    for piece in client.get("/api/v1/actions/", headers={"accept": "application/x-ndjson"}).streaming_content:
        rows += piece.count(b"\n")
    return 1_000_000 * (processor_time() - began) / rows


def processor_time():
    """Of this process and of the process of PostgreSQL that serves it."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    words = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return time.process_time() + (int(words[11]) + int(words[12])) / TICKS


if __name__ == "__main__":
    main()
