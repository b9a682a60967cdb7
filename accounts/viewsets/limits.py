"""How often one caller may ask. Headers say what is left, and after a refusal when to go on."""

import math
import threading
from dataclasses import dataclass

from django.conf import settings
from django.db import OperationalError
from django.utils import timezone
from rest_framework.throttling import BaseThrottle

from accounts.client_address import client_address
from accounts.models import RequestCount

MINUTE = 60
# So many shares of what is allowed: a process takes a share at a time, and asks the database once for each.
SHARES = 20


@dataclass
class Share:
    """What this process may still give to one caller in this minute, taken from the count of all."""

    minute: int
    own: int = 0
    elsewhere: int = 0
    is_used_up: bool = False


@dataclass(frozen=True)
class Standing:
    allowed: int
    left: int
    resets_in: int

    @property
    def headers(self):
        return {
            "RateLimit-Limit": str(self.allowed),
            "RateLimit-Remaining": str(self.left),
            "RateLimit-Reset": str(self.resets_in),
        }


_shares: dict[str, Share] = {}
_one_at_a_time = threading.Lock()


class RequestLimit(BaseThrottle):
    """For the setting DEFAULT_THROTTLE_CLASSES."""

    def allow_request(self, request, view):
        subject, allowed = caller(request)
        if not allowed:
            return True
        at = timezone.now().timestamp()
        may, left = take_one(subject, allowed, int(at // MINUTE))
        self.standing = Standing(allowed, left, math.ceil(MINUTE - at % MINUTE))
        request._request.request_limit = self.standing
        return may

    def wait(self):
        return self.standing.resets_in


def caller(request):
    """(who is counted, how many requests a minute): a token, else a person, else a network address."""
    if request.auth is not None:
        return f"token {request.auth.pk}", settings.API_REQUESTS_PER_MINUTE
    if request.user.is_authenticated:
        return f"person {request.user.pk}", settings.API_REQUESTS_PER_MINUTE
    return f"address {client_address(request)}", settings.API_VISITOR_REQUESTS_PER_MINUTE


def take_one(subject, allowed, minute):
    with _one_at_a_time:
        return _take_one(subject, allowed, minute)


def _take_one(subject, allowed, minute):
    share = _shares.get(subject)
    if share is None or share.minute != minute:
        # Put in order of time: if the first is of this minute, all are.
        if _shares and next(iter(_shares.values())).minute != minute:
            _shares.clear()
        share = _shares[subject] = Share(minute)
    if share.own == 0 and not share.is_used_up:
        _take_a_share(subject, allowed, share)
    if share.own == 0:
        return False, 0
    share.own -= 1
    return True, share.own + share.elsewhere


def _take_a_share(subject, allowed, share):
    wanted = max(1, allowed // SHARES)
    try:
        share.own, share.elsewhere = RequestCount.take(subject, wanted, allowed, share.minute)
    except OperationalError:
        # A database that is busy writing is no reason to refuse somebody who reads.
        share.own = 1
    share.is_used_up = share.own == 0


def say_what_is_left(get_response):
    """Middleware: the headers stand on every answer that was counted, on 304 and 429 too."""

    def answer(request):
        response = get_response(request)
        standing = getattr(request, "request_limit", None)
        if standing:
            for name, value in standing.headers.items():
                response[name] = value
        return response

    return answer
