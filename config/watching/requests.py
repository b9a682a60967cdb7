"""Middleware, the outermost: the id of each request, one line in the log for it, and its numbers."""

import re
import secrets
import time

import structlog
from django.conf import settings
from django.db import connection
from django.utils.functional import SimpleLazyObject, empty
from structlog.contextvars import bind_contextvars, clear_contextvars

from config.logs import EVERYTHING

log = structlog.get_logger(__name__)

HEADER = "X-Request-ID"
A_SANE_ID = re.compile(r"[0-9A-Za-z-]{8,64}")
SLOW_SECONDS = 5
# Asked so often that their lines would bury the others. They are counted all the same.
SELDOM_TOLD = frozenset({"healthz", "readyz", "metrics", "static files"})
METHODS = frozenset({"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})


class WatchRequests:
    def __init__(self, get_response):
        self.get_response = get_response
        self.tells_everything = settings.LOG.requests == EVERYTHING
        self.count = None
        if settings.METRICS_TOKEN:
            from config.watching.metrics import count_request

            self.count = count_request

    def __call__(self, request):
        began = time.perf_counter()
        clear_contextvars()
        request.id = id_of(request)
        bind_contextvars(request_id=request.id)
        statements = Statements()
        with connection.execute_wrapper(statements):
            answer = self.get_response(request)
        answer[HEADER] = request.id
        if answer.streaming:
            self._tell_when_sent(request, answer, began, statements)
        else:
            self._tell(request, answer, began, statements)
        return answer

    def process_view(self, request, view, args, kwargs):
        """From here on each line that is written on the way says which page it was for."""
        bind_contextvars(route=route_of(request))

    def _tell_when_sent(self, request, answer, began, statements):
        close = answer.close

        def close_and_tell():
            close()
            self._tell(request, answer, began, statements)

        answer.close = close_and_tell

    def _tell(self, request, answer, began, statements):
        seconds, route = time.perf_counter() - began, route_of(request)
        method = request.method if request.method in METHODS else "OTHER"
        if self.count:
            self.count(route, method, answer.status_code, seconds, statements)
        failed, is_told = answer.status_code >= 500, route not in SELDOM_TOLD
        slow = is_told and seconds >= SLOW_SECONDS
        if failed or slow or (is_told and self.tells_everything):
            tell = log.error if failed else log.warning if slow else log.info
            tell(
                "request_finished",
                method=method,
                route=route,
                status=answer.status_code,
                ms=round(seconds * 1000, 1),
                queries=statements.number,
                database_ms=round(statements.seconds * 1000, 1),
                **whose(request, answer.status_code),
            )
        clear_contextvars()


class Statements:
    """How many statements a request sent to the database, and how long it waited for them."""

    __slots__ = ("number", "seconds")

    def __init__(self):
        self.number, self.seconds = 0, 0.0

    def __call__(self, execute, sql, params, many, context):
        began = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            self.number += 1
            self.seconds += time.perf_counter() - began


def id_of(request):
    """The one that a proxy of ours gave it, so that its log and ours can be read together; else a new one."""
    if settings.TRUSTED_PROXIES:
        given = request.META.get("HTTP_X_REQUEST_ID", "")
        if A_SANE_ID.fullmatch(given):
            return given
    return secrets.token_hex(8)


def route_of(request):
    """Its name, never the address: addresses hold secrets, and there is no end of them."""
    match = request.resolver_match
    if match is not None:
        return match.view_name or "nameless"
    return "static files" if request.path_info.startswith(settings.STATIC_URL) else "none"


def whose(request, status):
    """Ids only, and only what is known already: looking somebody up for the log would cost a query."""
    user, token, match = request.__dict__.get("user"), getattr(request, "auth", None), request.resolver_match
    if isinstance(user, SimpleLazyObject) and user._wrapped is empty:
        user = None
    known = {"user": getattr(user, "pk", None), "client": getattr(token, "pk", None)}
    if match is not None:
        # What stands in an address that leads nowhere, somebody made up.
        leads_somewhere = status < 300 or (status < 400 and known["user"])
        known["organisation"] = match.kwargs.get("slug") if leads_somewhere else None
        known["ids"] = {name: value for name, value in match.kwargs.items() if isinstance(value, int)} or None
    return {name: value for name, value in known.items() if value is not None}
