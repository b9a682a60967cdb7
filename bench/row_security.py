"""What it costs that PostgreSQL keeps the organisations apart: the same requests as two roles.

    python bench/row_security.py [--actions 100000] [--rounds 60]

Starts a PostgreSQL of its own. Milliseconds of processor time for one request, of this process and of
PostgreSQL's together; for the whole pull microseconds for one action.
"""

import argparse
import json
import os
import subprocess
import sys
import time
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[1]
ROLE = "followthrough_application"
TICKS = os.sysconf("SC_CLK_TCK")
LISTS = {
    "50 actions, a visitor": ("visitor", "/api/v1/actions/?page_size=50"),
    "50 actions, a lead": ("lead", "/api/v1/actions/?page_size=50"),
    "50 overdue actions of the own council, a lead": (
        "lead",
        "/api/v1/actions/?page_size=50&organisation=borough-001&overdue=true",
    ),
    "one action, a lead": ("lead", "/api/v1/actions/{action}/"),
    "50 changes, a lead": ("lead", "/api/v1/changes/?page_size=50"),
}
PULLS = {"whole pull, a visitor": "visitor", "whole pull, a lead": "lead"}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--actions", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=60)
    parser.add_argument("--measure", action="store_true", help="only measure, with the settings there are")
    options = parser.parse_args()
    sys.path.insert(0, str(ROOT))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    os.environ |= {"API_REQUESTS_PER_MINUTE": "0", "API_VISITOR_REQUESTS_PER_MINUTE": "0"}
    if options.measure:
        print(json.dumps(measure(options.rounds)))
    else:
        compare(options)


def compare(options):
    from tests.parts.postgresql import PrivatePostgreSQL

    with PrivatePostgreSQL() as owner:
        with psycopg.connect(owner.removesuffix("followthrough") + "postgres", autocommit=True) as operator:
            operator.execute("CREATE DATABASE followthrough")
        own = os.environ | {"DATABASE_URL": owner}
        subprocess.run([sys.executable, "-c", FILL.format(options.actions)], env=own, cwd=ROOT, check=True)
        application = owner.replace("//followthrough@", f"//{ROLE}@")
        apart = os.environ | {"DATABASE_URL": application, "DATABASE_OWNER_URL": owner}
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], env=apart, cwd=ROOT, check=True)
        told = {
            name: measured_with(environment, options.rounds)
            for name, environment in (("owner", own), ("application", apart))
        }
    print(f"\n{options.actions:,} actions\n\n| | owner | application, with its rules |\n|---|---|---|")
    for line, value in told["owner"].items():
        print(f"| {line} | {value:.1f} | {told['application'][line]:.1f} |")


FILL = "import django; django.setup(); from bench.api import fill; fill({})"


def measured_with(environment, rounds):
    command = [sys.executable, __file__, "--measure", "--rounds", str(rounds)]
    answer = subprocess.run(command, env=environment, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    return json.loads(answer.stdout.splitlines()[-1])


def measure(rounds):
    import django

    django.setup()
    from django.conf import settings
    from django.db import close_old_connections
    from django.test import Client, override_settings

    from accounts.models import Organisation
    from accounts.row_security import everything
    from actions import change_feed
    from actions.models import Action

    with everything():
        while change_feed.place():
            pass  # or the first who reads the feed would do it for all
        lead = Organisation.objects.get(slug="borough-001").memberships.get(role="lead").user
        action = Action.objects.order_by("pk").values_list("pk", flat=True)[1000]
        clients = {"visitor": Client(), "lead": Client()}
        clients["lead"].force_login(lead, settings.AUTHENTICATION_BACKENDS[0])
    close_old_connections()
    with override_settings(ALLOWED_HOSTS=["*"]):
        found = {
            name: per_request(clients[who], address.format(action=action), rounds)
            for name, (who, address) in LISTS.items()
        }
        return found | {name: per_row(clients[who]) for name, who in PULLS.items()}


def per_request(client, address, rounds):
    for _ in range(8):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.content[:300])
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
