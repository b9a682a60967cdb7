"""Conditional requests, and how long an answer of the API may be kept and by whom."""

import hashlib
import re

from django.utils.cache import get_conditional_response, patch_vary_headers
from django.utils.http import parse_etags, parse_http_date_safe

# Whoever is nobody in particular gets what is published: a cache on the way may keep it for a minute.
FOR_EVERYBODY = "public, max-age=60"
FOR_ONE = "private, no-store"
# What nobody wants to hear of a minute late.
ALWAYS_FRESH = "public, no-cache"
NUMBER = re.compile(r'(?:W/)?"(\d{1,9})(?:\.[0-9a-f]+)?"')


def etag(content, number=None):
    """Changes with every letter of the answer. `number` is the ledger's, for `If-Match`: `"7.3fa2…"`."""
    digest = hashlib.blake2b(content, digest_size=12).hexdigest()
    return f'"{digest}"' if number is None else f'"{number}.{digest}"'


def numbers_seen(request):
    """The ledger numbers that `If-Match` names, from an ETag of ours or bare as `"7"`.

    None without the header; empty when it names none.
    """
    header = request.headers.get("If-Match")
    if header is None:
        return None
    return {int(found[1]) for each in parse_etags(header) if (found := NUMBER.fullmatch(each))}


def answer_conditionally(get_response):
    """Middleware: an ETag for every answer to a GET of the API, and 304 for whoever has it already.

    `Last-Modified` stands only on what never changes after its moment. Most answers can't promise that: a
    deadline passes at midnight, a post is renamed, words are taken from view, and no row of it is touched.
    """

    def answer(request):
        response = get_response(request)
        if not request.path.startswith("/api/"):
            return response
        patch_vary_headers(response, ["Accept", "Authorization", "Cookie"])
        if request.method not in ("GET", "HEAD") or response.status_code != 200:
            response.headers.setdefault("Cache-Control", "no-store")
            return response
        response.headers.setdefault(
            "Cache-Control", FOR_ONE if request.user.is_authenticated else FOR_EVERYBODY
        )
        if response.streaming:
            return response
        if not response.has_header("ETag"):
            response["ETag"] = etag(response.content, getattr(response, "ledger_number", None))
        modified = parse_http_date_safe(response.get("Last-Modified", ""))
        return get_conditional_response(request, response["ETag"], modified, response)

    return answer
