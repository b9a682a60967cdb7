"""How long the API takes to read a plan of any size, beside a bare view of the REST framework and plain SQL.

    python bench/api.py [--actions 100000] [--rounds 100] [--pull-bare 20000] [--database URL]

All three answer in this process through the same middleware, in the same run: ours with all computed facts
and the latest words; a ModelSerializer over the bare columns with its cursor pages; and one SQL statement
written out by orjson, the least that is possible. Without --database it makes a SQLite file of its own. Half
of the actions have progress recorded. What is pulled whole by the bare view is cut short and scaled up. On a
machine with other work the process's own CPU time says more than the clock.
"""

import argparse
import resource
import statistics
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.ledger_writes import start_django

VISITORS = 10**6
PROGRESS = """
    INSERT INTO actions_progressupdate (action_id, number, kind, happened_on, entered_at, by_id, by_post,
        note, impact, visibility, withholds, attached_sha256s, seen_sha256s, status, confidence, due_on,
        owner_id, original_due_on, times_moved, updated_on, previous_hash, hash)
    SELECT action_id, 2, 'progress', happened_on, entered_at, by_id, by_post,
        'The panel met again, and four of five teams have begun to look at their plans each month.', '',
        'public', withholds, attached_sha256s, seen_sha256s, 'in_progress', 'on_track', due_on, owner_id,
        original_due_on, times_moved, happened_on, hash, previous_hash
    FROM actions_progressupdate WHERE number = 1 AND action_id % 2 = 0
"""
POSITION = """
    UPDATE actions_action SET ledger_number = 2, status = 'in_progress', confidence = 'on_track',
        updated_on = (SELECT happened_on FROM actions_progressupdate
                      WHERE action_id = actions_action.id AND number = 2)
    WHERE id % 2 = 0
"""
PLAIN = """
    SELECT a.id, a.number, a.title, a.task, a.good_looks_like, a.status, a.confidence, a.due_on,
        a.forecast_on, a.original_due_on, a.times_moved, a.updated_on, a.ledger_number, r.number, r.words,
        i.title, o.name, p.title
    FROM actions_action a JOIN inspections_area r ON r.id = a.area_id
        JOIN inspections_inspection i ON i.id = r.inspection_id
        JOIN accounts_organisation o ON o.id = i.organisation_id
        LEFT JOIN accounts_post p ON p.id = a.owner_id
    WHERE a.id > %s ORDER BY a.id
"""


def fill(actions):
    from django.core.management import call_command
    from django.db import connection
    from django.utils import timezone

    from accounts.models import Organisation
    from bench.large_data import Size, write

    call_command("migrate", verbosity=0)
    councils = max(1, actions // 2000)
    size = Size(actions=actions, overdue=actions // 5, owners=councils * 20, organisations=councils)
    write(size, timezone.localdate() - timedelta(days=5))
    Organisation.objects.update(has_public_site=True)
    with connection.cursor() as cursor:
        cursor.execute(PROGRESS)
        cursor.execute(POSITION)
        cursor.execute("ANALYZE")


def add_rivals():
    """Two addresses that exist in this process only."""
    import orjson
    from django.db import connection
    from django.http import HttpResponse, StreamingHttpResponse
    from django.urls import path
    from rest_framework import generics, pagination, renderers, serializers

    from actions.models import Action
    from config import urls

    class BareSerializer(serializers.ModelSerializer):
        class Meta:
            model = Action
            exclude = ["contributors"]

    class Pages(pagination.CursorPagination):
        ordering, page_size, page_size_query_param, max_page_size = "id", 50, "page_size", 1000

    class Bare(generics.ListAPIView):
        queryset, serializer_class, pagination_class = Action.objects.all(), BareSerializer, Pages
        renderer_classes, throttle_classes = [renderers.JSONRenderer], []

    def plain(request):
        after = request.GET.get("after", 0)
        with connection.cursor() as cursor:
            cursor.execute(PLAIN + " LIMIT 50", [after])
            return HttpResponse(orjson.dumps(cursor.fetchall()), content_type="application/json")

    def whole(request):
        def lines():
            with connection.cursor() as cursor:
                cursor.execute(PLAIN, [0])
                while rows := cursor.fetchmany(1000):
                    yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)

        return StreamingHttpResponse(lines())

    urls.urlpatterns[:0] = [
        path("rival/bare/", Bare.as_view()),
        path("rival/plain/", plain),
        path("rival/whole/", whole),
    ]


def timed(client, address, rounds):
    for _ in range(5):
        answer = client.get(address)
        assert answer.status_code == 200, (address, answer.status_code, answer.content[:300])
    times, own = [], []
    for _ in range(rounds):
        began, worked = time.perf_counter(), time.process_time()
        client.get(address)
        times.append((time.perf_counter() - began) * 1000)
        own.append((time.process_time() - worked) * 1000)
    times.sort()
    size = len(answer.content) / 1024
    return statistics.median(times), times[int(len(times) * 0.95)], statistics.median(own), size


def report(name, client, address, rounds):
    middle, slow, own, size = timed(client, address, rounds)
    print(f"{name:<40}{middle:>8.1f} ms{slow:>8.1f} ms{own:>8.1f} ms{size:>6.0f} KB", flush=True)


def pages(client, actions, rounds):
    from accounts.models import Organisation
    from actions.models import Action

    middle = Action.objects.order_by("pk").values_list("pk", flat=True)[actions // 2]
    deep = cursor_after(middle)
    slug = Organisation.objects.order_by("pk").values_list("slug", flat=True)[0]
    print(f"{'':<40}{'p50':>11}{'p95':>11}{'own CPU':>11}")
    report("plain SQL and orjson, 50", client, f"/rival/plain/?after={middle}", rounds)
    report("bare ModelSerializer, 50", client, bare_after(client, middle), rounds)
    report("actions, 50 in the middle", client, f"/api/v1/actions/?cursor={deep}", rounds)
    report("actions, first 50", client, "/api/v1/actions/", rounds)
    report(
        "actions, overdue of one council",
        client,
        f"/api/v1/actions/?organisation={slug}&bucket=overdue",
        rounds,
    )
    report("actions, 50 by deadline", client, "/api/v1/actions/?ordering=due_on", rounds)
    on = (latest_day() - timedelta(days=3)).isoformat()
    report("actions, 50 as at a day", client, f"/api/v1/actions/?cursor={deep}&as_at={on}", rounds)
    report("one action", client, f"/api/v1/actions/{middle}/", rounds)
    report("updates, 50", client, "/api/v1/updates/", rounds)
    report("changes, 50", client, "/api/v1/changes/?page_size=50", rounds)


def cursor_after(pk):
    from accounts.viewsets.pages import Order

    return Order("id", ("pk",)).cursor([pk])


def bare_after(client, pk):
    from base64 import b64encode
    from urllib.parse import urlencode

    return "/rival/bare/?" + urlencode({"cursor": b64encode(urlencode({"p": pk}).encode()).decode()})


def latest_day():
    from django.utils import timezone

    return timezone.localdate()


def pulled(name, answer, scale=1):
    began, worked, lines = time.perf_counter(), time.process_time(), 0
    for piece in answer():
        lines += piece
    seconds, own = (time.perf_counter() - began) * scale, (time.process_time() - worked) * scale
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    rows = lines * scale
    print(
        f"{name:<40}{seconds:>8.1f} s {own:>8.1f} s CPU{rows:>10.0f} rows, at most {most:.0f} MB", flush=True
    )


def whole_pull(client, actions, bare):
    def stream(address):
        return lambda: (piece.count(b"\n") for piece in client.get(address))

    def bare_pages():
        address, read = "/rival/bare/?page_size=1000", 0
        while address and read < bare:
            told = client.get(address).json()
            address, read = told["next"], read + len(told["results"])
            yield len(told["results"])

    pulled("whole, plain SQL and orjson", stream("/rival/whole/"))
    pulled("whole, NDJSON", stream("/api/v1/actions/?format=ndjson"))
    pulled("whole, CSV", stream("/api/v1/actions/?format=csv"))
    read = min(bare, actions)
    pulled("whole, bare ModelSerializer by pages", bare_pages, actions / read)


def main():
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawTextHelpFormatter)
    asked.add_argument("--actions", type=int, default=100_000)
    asked.add_argument("--rounds", type=int, default=100)
    asked.add_argument("--pull-bare", type=int, default=20_000)
    asked.add_argument("--database")
    asked = asked.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        start_django(asked.database or f"sqlite:///{folder}/api.sqlite3", folder)
        from django.conf import settings
        from django.db import connection
        from django.test import Client

        settings.ALLOWED_HOSTS, settings.API_VISITOR_REQUESTS_PER_MINUTE = ["*"], VISITORS
        began = time.perf_counter()
        fill(asked.actions)
        add_rivals()
        took = time.perf_counter() - began
        print(f"{asked.actions} actions on {connection.vendor}, written in {took:.0f} s", flush=True)
        pages(Client(), asked.actions, asked.rounds)
        whole_pull(Client(), asked.actions, asked.pull_bare)


if __name__ == "__main__":
    main()
