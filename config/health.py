"""For load balancers and watchers: is this process alive, and can it do its work?"""

from celery import current_app
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from kombu.exceptions import OperationalError

from accounts.models import Sweep

SWEEP_MAY_BE_SILENT_FOR_SECONDS = 15 * 60


@require_safe
@never_cache
def healthz(request):
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request):
    parts = {"database": _database(), "broker": _broker(), "last sweep": _last_sweep()}
    ready = parts["database"] == "ok"
    return JsonResponse({"status": "ready" if ready else "not ready", **parts}, status=200 if ready else 503)


def _database():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return "no answer"
    return "ok"


def _broker():
    """Without a broker nothing is lost, only later: so it is told, and does not make the service unready."""
    try:
        with current_app.connection_for_write() as broker:
            broker.ensure_connection(max_retries=1, timeout=2)
    except OperationalError:
        return "no answer"
    return "ok"


def _last_sweep():
    try:
        finished = (
            Sweep.objects.exclude(last_finished_at=None)
            .values_list("last_finished_at", flat=True)
            .order_by("-last_finished_at")
            .first()
        )
    except DatabaseError:
        return "unknown"
    if finished is None:
        return "none yet"
    age = (timezone.now() - finished).total_seconds()
    return "ok" if age < SWEEP_MAY_BE_SILENT_FOR_SECONDS else f"{int(age // 60)} minutes ago"
