"""The pages people see when a request can't be answered. Each says what is wrong and what to do next.

A view raises Django's own exceptions, or answers `HttpResponse(status=409)` with nothing in it: then the
middleware at the end puts the page of that status in place of the empty answer. A page that could not take
what was sent gives the words back.
"""

import errno
import sys

from django.conf import settings
from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import OperationalError
from django.http import HttpResponse
from django.shortcuts import render, resolve_url
from django.template.loader import render_to_string

from accounts.viewsets.problems import problem
from config.typed_words import typed_words

STATUSES_WITH_A_PAGE = (400, 403, 404, 405, 409, 413, 429)


def error_page(request, status, template=None, **context):
    if request.path.startswith("/api/"):
        return problem(status, context.get("reason", ""))
    return render(request, f"errors/{template or status}.html", context, status=status)


def bad_request(request, exception=None):
    too_big = isinstance(exception, (RequestDataTooBig, TooManyFilesSent))
    return error_page(request, 413 if too_big else 400)


def permission_denied(request, exception=None):
    """What was raised as PermissionDenied("...") is said to the person, so it must be a sentence for them."""
    return error_page(request, 403, reason=str(exception or ""))


def page_not_found(request, exception=None):
    return error_page(request, 404)


def too_many_requests(request, exception=None):
    return error_page(request, 429)


def csrf_failure(request, reason=""):
    return error_page(request, 403, template="form_expired", typed=typed_words(request))


def server_error(request):
    """Without the request: the user, the session and the database may be what is broken."""
    status = 503 if is_out_of_reach(sys.exception()) else 500
    if request.path.startswith("/api/"):
        return problem(status)
    try:
        words = {"typed": typed_words(request), "request_id": getattr(request, "id", "")}
        page = render_to_string(f"errors/{status}.html", words)
        return HttpResponse(page, status=status)
    except ValueError:
        # collectstatic has not run, so the page's own stylesheet has no address.
        return HttpResponse(
            "Sorry, something went wrong. Try again later.", content_type="text/plain", status=status
        )


def is_out_of_reach(problem):
    """The database or the disk refuses everybody, whatever they asked: a full disk, a server that is down."""
    if isinstance(problem, OSError):
        return problem.errno in (errno.ENOSPC, errno.EDQUOT, errno.EROFS)
    return isinstance(problem, OperationalError)


def is_sent_to_sign_in(request, answer):
    """A session that ended while somebody wrote, and nobody has kept the words."""
    if "Location" not in answer or getattr(answer, "words_are_kept", False):
        return False
    sign_in = resolve_url(settings.LOGIN_URL)
    return request.path != sign_in and answer["Location"].partition("?")[0] == sign_in


def empty_answers_get_a_page(get_response):
    def middleware(request):
        answer = get_response(request)
        if is_sent_to_sign_in(request, answer) and (typed := typed_words(request)):
            return error_page(request, 403, template="signed_out", typed=typed, next=request.path)
        if answer.status_code not in STATUSES_WITH_A_PAGE or answer.streaming or answer.content:
            return answer
        page = error_page(request, answer.status_code)
        # Allow and Retry-After are part of the answer.
        for name, value in answer.items():
            if name not in ("Content-Type", "Content-Length"):
                page[name] = value
        page.cookies.update(answer.cookies)
        return page

    return middleware
