"""The page for whoever keeps the installation running: how each part is, what recurs, what failed."""

import platform

import celery
import django
from django.contrib.auth.decorators import login_required
from django.db import connection
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts import permissions
from accounts.models import Job, Session
from config.version import release
from config.watching import machine, outboxes, work
from config.watching.parts import DEGRADED, FAILED, OK, UNKNOWN

JOBS_SHOWN = 20
TAGS = {
    OK: ("green", "In order"),
    DEGRADED: ("amber", "Look at this"),
    FAILED: ("red", "Out of order"),
    UNKNOWN: ("grey", "Not known"),
}
TITLES = {
    "database": "Database",
    "migrations": "Shape of the database",
    "broker": "Broker",
    "workers": "Workers",
    "last sweep": "Last sweep",
    "clocks": "Clocks",
    "disk": "Disk of this host",
    "files": "Stored files",
    "mails": "Reminders by mail",
    "webhooks": "Webhooks",
    "notices": "Mails to subscribers",
    "jobs": "Long work",
    "reminders": "Reminders",
    "subscriptions": "Looking what subscribers are owed",
    "evidence": "Tidying stored evidence",
    "kept answers": "Forgetting kept answers of the API",
    "sessions": "Clearing ended sessions",
    "ledger check": "Check of the ledger",
    "paper check": "Check of the papers",
    "evidence check": "Check of the evidence",
}


@require_safe
@login_required
def operations(request):
    permissions.require(permissions.may_look_after_installation(request.user))
    at = timezone.now()
    parts = [*machine.all_parts(at), work.last_sweep(at), *work.each_outbox(at)]
    recurring = work.recurring(at)
    failed = Job.objects.visible_to(request.user).filter(state=Job.State.FAILED)
    return render(
        request,
        "operations.html",
        {
            "parts": [_shown(part) for part in parts],
            "recurring": [_shown(part) | {"sweep": sweep} for sweep, part in recurring],
            "verdict": verdict([*parts, *(part for _, part in recurring)]),
            "failed": failed.select_related("organisation").order_by("-ended_at")[:JOBS_SHOWN],
            "numbers": numbers(at),
            "versions": versions(),
            "at": at,
        },
    )


def _shown(part):
    kind, word = TAGS[part.state]
    title = TITLES.get(part.name, part.name.capitalize())
    return {"title": title, "kind": kind, "word": word, "words": part.words}


def verdict(parts):
    """What is not as it should be, the worst first; what nobody knows, last. One word where all is well."""
    names = {state: [_shown(part)["title"] for part in parts if part.state == state] for state in TAGS}
    trouble = [state for state in (FAILED, DEGRADED) if names[state]]
    told = [*(trouble or [OK]), *([UNKNOWN] if names[UNKNOWN] else [])]
    return [
        {"kind": TAGS[state][0], "word": TAGS[state][1], "names": () if state == OK else names[state]}
        for state in told
    ]


def numbers(at):
    return [
        ("Rows of the ledger, by the number of the last", f"{outboxes.ledger_rows():,}"),
        ("Rows the slowest webhook has still to be told", f"{outboxes.rows_behind():,}"),
        ("Sessions that have not ended", f"{Session.objects.live(at).count():,}"),
    ]


def versions():
    database = ".".join(map(str, connection.get_database_version()))
    kind = "PostgreSQL" if connection.vendor == "postgresql" else "SQLite"
    return [
        ("Followthrough", release()),
        ("Python", platform.python_version()),
        ("Django", django.get_version()),
        ("Celery", celery.__version__),
        (kind, database),
        ("This host", platform.node()),
    ]
