"""What watching costs a request, in microseconds of processor: `python -m bench.watching`.

Beside it, in the same process, the same view without the middleware. The view asks the database ten times.
"""

import os
import subprocess
import sys
import tempfile
import time

REQUESTS, ROUNDS = 2000, 5
WAYS = {
    "only trouble is told": {"LOG_REQUESTS": "trouble"},
    "a line of JSON for each": {"LOG_REQUESTS": "everything", "LOG_FORMAT": "json"},
    "and metrics": {"LOG_REQUESTS": "everything", "LOG_FORMAT": "json", "METRICS_TOKEN": "x" * 20},
}


def main():
    for way, settings in WAYS.items():
        with tempfile.TemporaryDirectory() as folder:
            own = os.environ | {"DJANGO_SETTINGS_MODULE": "config.settings", "VAR_DIR": folder} | settings
            own |= {"PROMETHEUS_MULTIPROC_DIR": folder} if "METRICS_TOKEN" in settings else {}
            subprocess.run([sys.executable, "-m", "bench.watching", way], env=own, check=True)


def measure(way):
    import django

    django.setup()
    import logging

    from django.db import connection
    from django.http import HttpResponse
    from django.test import RequestFactory
    from django.urls import resolve

    from config.watching.requests import WatchRequests

    logging.getLogger().handlers[0].setStream(open(os.devnull, "w"))  # noqa: SIM115, PTH123
    match = resolve("/privacy/")

    def view(request):
        request.resolver_match = match
        for _ in range(10):
            with connection.cursor() as cursor:
                cursor.execute("SELECT 1")
        return HttpResponse(b"An answer.")

    requests = [RequestFactory().get("/privacy/") for _ in range(REQUESTS)]
    bare, watched = (microseconds(handler, requests) for handler in (view, WatchRequests(view)))
    print(f"{way}: {bare:.0f} without, {watched:.0f} with, {watched - bare:.0f} more")


def microseconds(handler, requests):
    rounds = []
    for _ in range(ROUNDS):
        began = time.process_time()
        for request in requests:
            handler(request)
        rounds.append(time.process_time() - began)
    return min(rounds) / len(requests) * 1e6


if __name__ == "__main__":
    measure(sys.argv[1]) if sys.argv[1:] else main()
