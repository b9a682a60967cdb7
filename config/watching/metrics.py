"""The numbers each process counts. Imported only where METRICS_TOKEN asks for them.

Labels come from lists of ours (names of routes and tasks, methods, statuses), so their number has an end.
"""

import os
from functools import lru_cache

from prometheus_client import Counter, Histogram

from config.metrics import NAME_OF_FOLDER

SECONDS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, float("inf"))
TASK_SECONDS = (0.01, 0.1, 1, 10, 60, 300, 600, float("inf"))

REQUESTS = Counter(
    "followthrough_requests", "Requests answered, by route and status", ["route", "method", "status"]
)
REQUEST_SECONDS = Histogram(
    "followthrough_request_seconds", "Time from a request to its answer", ["route"], buckets=SECONDS
)
STATEMENTS = Counter("followthrough_request_statements", "Database statements of requests", ["route"])
DATABASE_SECONDS = Counter(
    "followthrough_request_database_seconds", "Time requests waited for the database", ["route"]
)
TASKS = Counter("followthrough_tasks", "Tasks ended, by name and outcome", ["task", "outcome"])
TASK_TIME = Histogram("followthrough_task_seconds", "Time a task took", ["task"], buckets=TASK_SECONDS)


def are_shared():
    """Whether each process writes to a folder that was begun for all. A single one counts for itself."""
    return NAME_OF_FOLDER in os.environ


def count_request(route, method, status, seconds, statements):
    answered, took, asked, waited = _of_request(route, method, status)
    answered.inc()
    took.observe(seconds)
    if statements.number:
        asked.inc(statements.number)
        waited.inc(statements.seconds)


@lru_cache(maxsize=4096)
def _of_request(route, method, status):
    return (
        REQUESTS.labels(route, method, status),
        REQUEST_SECONDS.labels(route),
        STATEMENTS.labels(route),
        DATABASE_SECONDS.labels(route),
    )


def count_task(task, outcome, seconds):
    TASKS.labels(task, outcome).inc()
    if seconds is not None:
        TASK_TIME.labels(task).observe(seconds)
