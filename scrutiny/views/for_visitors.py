"""Answering visitors: conditionally, compressed, and in a form that caches may keep for visitors alone.

A signed-in person's page is made anew each time, and accounts.middleware keeps it out of every cache.
Compression is for visitors alone too: their pages hold nothing secret that its length could give away.
"""

from django.contrib.messages import get_messages
from django.middleware.gzip import GZipMiddleware
from django.utils.cache import get_conditional_response, patch_vary_headers

# Kept, but asked about each time: what was withdrawn or changed is never served again.
KEPT = "public, no-cache"


def answer(request, mark, build):
    """`mark()` says whether the page may have changed, `build()` makes it; both are asked only if needed."""
    if request.user.is_authenticated or len(get_messages(request)):
        return build()
    etag = f'W/"{mark()}"'
    response = get_conditional_response(request, etag=etag) or _compressed(request, build())
    response.headers["ETag"], response.headers["Cache-Control"] = etag, KEPT
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    return response


def _compressed(request, page):
    return GZipMiddleware(lambda _: page)(request)
