"""Pages of visitors, kept for the next visitor until what they are made of has changed.

One row for each address: a page that was made anew takes the place of the one before, so there are never more
than pages. What can't be kept is made again: nobody misses a page because of this.
"""

import gzip
import hashlib

from django.conf import settings
from django.core.cache import caches

# Level 6 is what Django compresses by; the day of making would make two like pages differ.
LEVEL = 6


def find(path, mark):
    """The compressed page, if there is one and it was made under this mark."""
    kept_mark, compressed = caches["pages"].get(_key(path)) or (None, None)
    return compressed if kept_mark == mark else None


def keep(path, mark, content):
    """Gives the page compressed."""
    compressed = gzip.compress(content, LEVEL, mtime=0)
    caches["pages"].set(_key(path), (mark, compressed))
    return compressed


def _key(path):
    # Addresses on the page may begin with the service's own.
    return hashlib.sha256(f"{settings.PUBLIC_URL} {path}".encode()).hexdigest()
