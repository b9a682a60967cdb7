"""`Idempotency-Key`: the same request sent twice does its work once and is answered twice."""

import hashlib
import json
from functools import wraps

import orjson
from django.db import transaction
from django.http import HttpResponse
from django.utils import timezone

from accounts.models import KeptAnswer
from accounts.models.idempotency import ClaimLost, OtherRequest, UnderWay
from accounts.viewsets.problems import Problem, refused_fields

HEADER = "Idempotency-Key"
LONGEST = 200
REPEATED = "Idempotency-Replayed"
KEPT_HEADERS = ("ETag", "Location")


def once(post):
    """For a view's method that writes. Only what was done is kept: a refusal wrote nothing."""

    @wraps(post)
    def answer(view, request, *args, **kwargs):
        key = _key(request)
        if key is None:
            return post(view, request, *args, **kwargs)
        held = _claim(request, key)
        if held.is_kept:
            headers = held.headers | {REPEATED: "true"}
            content_type = "application/json" if held.body else None
            return HttpResponse(held.body, status=held.status, headers=headers, content_type=content_type)
        return _do(post, held, view, request, args, kwargs)

    return answer


def _do(post, held, view, request, args, kwargs):
    try:
        with transaction.atomic():
            response = post(view, request, *args, **kwargs)
            body = (
                "" if response.data is None else orjson.dumps(response.data, option=orjson.OPT_UTC_Z).decode()
            )
            kept = {name: response[name] for name in KEPT_HEADERS if response.has_header(name)}
            held.keep(response.status_code, body, kept)
    except ClaimLost:
        raise _under_way() from None
    except BaseException:
        held.give_up()
        raise
    return response


def _key(request):
    key = request.headers.get(HEADER)
    if key is None:
        return None
    if not key.strip() or len(key) > LONGEST or not key.isascii() or not key.isprintable():
        raise refused_fields({HEADER: f"Give 1 to {LONGEST} plain letters, for example a UUID."})
    return key


def _claim(request, key):
    caller = f"token {request.auth.pk}" if request.auth else f"person {request.user.pk}"
    route = f"{request.method} {request.path}"[:200]
    try:
        return KeptAnswer.claim(request.user, caller, route, key, _sha256(request.data), timezone.now())
    except OtherRequest:
        raise Problem(
            422,
            "This Idempotency-Key was used for another request here. Use a new key for each request.",
            kind="key-used",
        ) from None
    except UnderWay:
        raise _under_way() from None


def _under_way():
    return Problem(
        409,
        "The first request with this Idempotency-Key is still under way. Ask again in a moment.",
        kind="key-in-use",
        headers={"Retry-After": "1"},
    )


def _sha256(data):
    """Of what was sent, so that spaces and the order of members make no difference."""
    if hasattr(data, "lists"):
        data = {name: [_part(value) for value in values] for name, values in data.lists()}
    return hashlib.sha256(json.dumps(data, sort_keys=True, default=str).encode()).hexdigest()


def _part(value):
    if not hasattr(value, "chunks"):
        return value
    digest = hashlib.sha256()
    for chunk in value.chunks():
        digest.update(chunk)
    value.seek(0)
    return [value.name, digest.hexdigest()]
