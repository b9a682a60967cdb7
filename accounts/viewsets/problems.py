"""Every refusal of the API in one shape: problem details (RFC 9457), with field names and plain words."""

from http import HTTPStatus

import orjson
import structlog
from django.core.exceptions import PermissionDenied
from django.db import OperationalError
from django.http import Http404, HttpResponse
from rest_framework import exceptions
from rest_framework.exceptions import APIException

from accounts.time_limits import was_given_up

CONTENT_TYPE = "application/problem+json"
KIND = "urn:followthrough:problem:{}"
TITLES = {
    400: "The request can't be understood",
    401: "A token is needed",
    403: "You may not do this",
    404: "There is nothing here, or not for you",
    405: "This address does not take that method",
    406: "The answer does not come in that format",
    409: "Somebody else was quicker",
    412: "It has changed since you read it",
    413: "This is too large",
    415: "The request does not come in a format taken here",
    422: "This can't be done now",
    428: "Say which version you have seen",
    429: "Too many requests",
    500: "Something went wrong here",
    503: "Nothing can be done at the moment",
}
DETAILS = {
    403: "You may not do this.",
    404: "There is nothing at this address, or you may not see it.",
    500: "This is our mistake. It has been written down. Try again later.",
    503: "Try again in a few minutes.",
}
TAKES_TOO_LONG = "This takes too long to find. Ask for less: more or rarer words, or one organisation."


class Problem(APIException):
    """Raised by a view that refuses: `errors` is {field: words}; `more` are further members of the answer."""

    def __init__(self, status, detail, *, kind="", errors=None, headers=None, **more):
        super().__init__(detail)
        self.status_code, self.words, self.kind = status, detail, kind
        self.errors, self.headers, self.more = errors or {}, headers or {}, more


def problem(status, detail="", *, kind="", errors=None, headers=None, **more):
    """The answer itself, for whoever has no view: middleware's pages, addresses that do not exist."""
    title = TITLES.get(status) or HTTPStatus(status).phrase
    told = {
        "type": KIND.format(kind) if kind else "about:blank",
        "title": title,
        "status": status,
        "detail": detail or DETAILS.get(status) or f"{title}.",
    }
    if request_id := structlog.contextvars.get_contextvars().get("request_id"):
        told["instance"] = f"urn:followthrough:request:{request_id}"
    if errors:
        told["errors"] = [
            {"field": field, "detail": sentence}
            for field, words in errors.items()
            for sentence in ([words] if isinstance(words, str) else words)
        ]
    return HttpResponse(
        orjson.dumps(told | more, default=str), status=status, headers=headers, content_type=CONTENT_TYPE
    )


def refused_fields(errors):
    """A 400 that names each field and says what is wrong with it."""
    return Problem(400, " ".join(_sentences(errors)), kind="bad-value", errors=errors)


def answer_to(refusal, context):
    """For the setting EXCEPTION_HANDLER. What is not a refusal is our mistake and goes on its way."""
    if isinstance(refusal, Problem):
        return problem(
            refusal.status_code,
            refusal.words,
            kind=refusal.kind,
            errors=refusal.errors,
            headers=refusal.headers,
            **refusal.more,
        )
    if isinstance(refusal, Http404):
        return problem(404)
    if isinstance(refusal, PermissionDenied):
        return problem(403, str(refusal))
    if isinstance(refusal, exceptions.ValidationError):
        errors = _named(refusal.detail)
        return problem(400, " ".join(_sentences(errors)), kind="bad-value", errors=errors)
    if isinstance(refusal, APIException):
        return problem(refusal.status_code, _words(refusal), headers=_headers(refusal))
    if isinstance(refusal, OperationalError) and was_given_up(refusal):
        return problem(503, TAKES_TOO_LONG, kind="takes-too-long")
    if isinstance(refusal, OperationalError):
        return problem(503, headers={"Retry-After": "30"})
    return None


def _words(refusal):
    if isinstance(refusal, exceptions.MethodNotAllowed):
        return "This address does not take that method. The header Allow names those it takes."
    if isinstance(refusal, exceptions.NotAuthenticated):
        return "Show a token in the header Authorization, or sign in."
    if isinstance(refusal, exceptions.Throttled):
        return "You have asked as often as is allowed for now. The header Retry-After says when to go on."
    return str(refusal.detail)


def _headers(refusal):
    headers = {}
    if getattr(refusal, "auth_header", None):
        headers["WWW-Authenticate"] = refusal.auth_header
    if getattr(refusal, "wait", None):
        headers["Retry-After"] = str(int(refusal.wait))
    return headers


def _named(detail, before=""):
    """{field: sentences} of what a serializer says, however deep: a field in a field is `outer.inner`."""
    if isinstance(detail, dict):
        found = {}
        for field, inner in detail.items():
            name = "" if field == "non_field_errors" else str(field)
            found |= _named(inner, ".".join(part for part in (before, name) if part))
        return found
    if isinstance(detail, list) and any(isinstance(each, (dict, list)) for each in detail):
        found = {}
        for place, inner in enumerate(detail):
            found |= _named(inner, f"{before}[{place}]") if inner else {}
        return found
    return {before: [str(each) for each in (detail if isinstance(detail, list) else [detail])]}


def _sentences(errors):
    for words in errors.values():
        yield from [words] if isinstance(words, str) else words
