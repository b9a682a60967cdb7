"""Answering visitors: conditionally, compressed, and in a form that caches may keep for visitors alone.

A signed-in person's page is made anew each time, and accounts.middleware keeps it out of every cache.
Compression is for visitors alone too: their pages hold nothing secret that its length could give away.
"""

import gzip

from django.contrib.messages import get_messages
from django.http import HttpResponse
from django.middleware.gzip import GZipMiddleware, re_accepts_gzip
from django.utils.cache import get_conditional_response, patch_vary_headers

from accounts.row_security import everything
from scrutiny import kept_pages

# Kept, but asked about each time: what was withdrawn or changed is never served again.
KEPT = "public, no-cache"


def answer(request, mark, build):
    """`mark()` says whether the page may have changed, `build()` makes it; both are asked only if needed."""
    if request.user.is_authenticated or len(get_messages(request)):
        return build()
    # Before the page is made: what changes meanwhile is then under the next mark, never under this one.
    with everything():
        # It counts what changed, also in histories that visitors may not read.
        mark = mark()
    etag = f'W/"{mark}"'
    response = get_conditional_response(request, etag=etag) or _page(request, mark, build)
    response.headers["ETag"], response.headers["Cache-Control"] = etag, KEPT
    patch_vary_headers(response, ("Cookie", "Accept-Encoding"))
    return response


def _page(request, mark, build):
    """Only the plain address is kept: whoever invents questions could fill a table with their answers."""
    if request.META.get("QUERY_STRING"):
        return GZipMiddleware(lambda _: build())(request)
    compressed = kept_pages.find(request.path, mark)
    if compressed is None:
        page = build()
        if page.status_code != HttpResponse.status_code or page.cookies:
            return page
        compressed = kept_pages.keep(request.path, mark, page.content)
    if re_accepts_gzip.search(request.headers.get("Accept-Encoding", "")):
        return HttpResponse(compressed, headers={"Content-Encoding": "gzip"})
    return HttpResponse(gzip.decompress(compressed))
