"""Pages without what stands on each of them, for answers of which only the status counts."""

from contextlib import contextmanager
from functools import cache

from django.conf import settings
from django.template import Template
from django.template.loaders import cached

FRAME = {"header.html", "navigation.html", "footer.html"}
DRAWN = cached.Loader.get_template


@contextmanager
def left_out():
    cached.Loader.get_template = empty_or_drawn
    try:
        yield
    finally:
        cached.Loader.get_template = DRAWN


def empty_or_drawn(loader, name, skip=None):
    return nothing(loader.engine) if name in names() else DRAWN(loader, name, skip)


@cache
def names():
    """tests/config/test_errors.py looks at the pages that say what went wrong."""
    return FRAME | {f"errors/{path.name}" for path in (settings.BASE_DIR / "templates" / "errors").iterdir()}


@cache
def nothing(engine):
    return Template("", engine=engine)
