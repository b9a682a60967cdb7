"""For load balancers and watchers: is this process alive, can it do its work, and how is it doing?"""

from django.conf import settings
from django.http import Http404, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from config.watching import machine, work
from config.watching.callers import may_read, shows_token
from config.watching.parts import OK


@require_safe
@never_cache
def healthz(request):
    return JsonResponse({"status": "ok"})


@require_safe
@never_cache
def readyz(request):
    """503 only for what lets a host answer nobody. Taking it away for anything else would make that worse."""
    at = timezone.now()
    parts = [machine.database(), machine.migrations()]
    is_ready = all(part.state == OK for part in parts)
    status = 200 if is_ready else 503
    answer = {"status": "ready" if is_ready else "not ready"}
    if may_read(request):
        if is_ready:
            parts += [work.last_sweep(at), work.outbox(at)]
        parts += [machine.broker(), machine.disk(), machine.files()]
        answer["parts"] = {part.name: part.as_dict for part in parts}
    return JsonResponse(answer, status=status)


@require_safe
@never_cache
def metrics(request):
    if not settings.METRICS_TOKEN:
        raise Http404
    if not shows_token(request):
        return HttpResponse(
            "Show METRICS_TOKEN in the header Authorization.\n",
            status=401,
            headers={"WWW-Authenticate": "Bearer"},
            content_type="text/plain",
        )
    from config.watching.exposition import CONTENT_TYPE, exposition

    return HttpResponse(exposition(timezone.now()), content_type=CONTENT_TYPE)
