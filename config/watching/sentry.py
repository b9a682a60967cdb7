"""Reports what the log calls an error. Loaded only where SENTRY_DSN names a server.

An event is made here, from names, numbers and lines of source. The library only sends it.
"""

import logging
import sys

import sentry_sdk
from structlog.contextvars import get_contextvars

from config.version import release
from config.watching import faults
from config.watching.scrubbing import scrub

KEPT = ("event_id", "timestamp", "platform", "level", "logger", "release", "environment", "message",
        "exception", "tags", "fingerprint")  # fmt: skip
TAGS = ("request_id", "task_id", "task", "route")


class Faults(logging.Handler):
    """For logging's dictConfig."""

    def __init__(self, dsn):
        super().__init__(logging.ERROR)
        self.client = sentry_sdk.Client(
            dsn=dsn,
            release=release(),
            default_integrations=False,
            auto_enabling_integrations=False,
            include_local_variables=False,
            include_source_context=False,
            max_request_body_size="never",
            server_name="",
            before_send=keep_what_is_ours,
        )

    def filter(self, record):
        """Which request it was stands in `request_failed` already; what was refused is no fault of ours."""
        is_no_fault = record.name == "config.watching.requests" or record.name.startswith("django.security.")
        return super().filter(record) and not is_no_fault

    def emit(self, record):
        try:
            self.client.capture_event(event_of(record))
        except Exception:  # noqa: BLE001 - what reports faults makes none
            self.handleError(record)


def event_of(record):
    from_structlog = isinstance(record.msg, dict)
    name = record.msg.get("event", "") if from_structlog else "library_spoke"
    if record.name == "django.request":
        name = record.msg
    given = (record.msg.get("exc_info") if from_structlog else None) or record.exc_info
    problem = sys.exc_info()[1] if given is True else given[1] if isinstance(given, tuple) else given
    known = {**get_contextvars(), **(record.msg if from_structlog else {})}
    event = {
        "level": record.levelname.lower(),
        "logger": record.name,
        "message": str(name),
        "tags": {tag: str(scrub(known[tag])) for tag in TAGS if known.get(tag)},
    }
    if isinstance(problem, BaseException):
        event["exception"] = {"values": list(_chain(faults.described(problem), problem))}
    return event


def _chain(told, problem):
    """The oldest first, as the protocol wants it."""
    before = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    if before is not None and "after" in told:
        yield from _chain(told["after"], before)
    frames = [
        {"abs_path": frame.filename, "filename": frame.filename, "lineno": frame.lineno,
         "function": frame.name, "context_line": frame.line}
        for frame in faults.frames(problem)
    ]  # fmt: skip
    yield {"type": told["type"], "value": told.get("says", ""), "stacktrace": {"frames": frames}}


def keep_what_is_ours(event, hint):
    """The last look: neither a person, a request, a host nor what came before it leaves with an event."""
    return {name: event[name] for name in KEPT if name in event}
