"""What the log says of an exception: its kind and the way to it, never the values on the way.

What an exception says may be what somebody typed ("Key (email)=(…) already exists"). So only those kinds are
quoted that speak of the machine.
"""

import os
import traceback

from django.db import InterfaceError, OperationalError
from kombu.exceptions import OperationalError as BrokerError

from config.watching.scrubbing import scrub_text

SPEAK_OF_THE_MACHINE = (
    OperationalError,
    InterfaceError,
    BrokerError,
    ImportError,
    AttributeError,
    NameError,
    RecursionError,
    MemoryError,
)
FRAMES = 30
CAUSES = 5


def described(problem, causes=CAUSES):
    """Plain values only: for JSON, and the same for every place to which a fault is reported."""
    told = in_short(problem)
    if sqlstate := getattr(problem.__cause__, "sqlstate", None) or getattr(problem, "sqlstate", None):
        told["sqlstate"] = sqlstate
    told["frames"] = [
        f"{frame.filename}:{frame.lineno} {frame.name}: {frame.line}" for frame in frames(problem)
    ]
    before = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    if before is not None and causes:
        told["after"] = described(before, causes - 1)
    return told


def in_short(problem):
    told = {"type": kind_of(problem)}
    if words := says(problem):
        told["says"] = words
    return told


def kind_of(problem):
    kind = type(problem)
    return kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"


def says(problem):
    if isinstance(problem, SPEAK_OF_THE_MACHINE):
        return scrub_text(str(problem).partition("\n")[0])
    if isinstance(problem, OSError) and problem.errno:
        return os.strerror(problem.errno)
    return ""


def frames(problem):
    """Lines of source text, which is known to everybody."""
    return traceback.extract_tb(problem.__traceback__)[-FRAMES:]


def in_lines(told, indent="    "):
    """For people: like Python's own, without the values."""
    if "after" in told:
        yield from in_lines(told["after"], indent)
        yield f"{indent}and after that:"
    for frame in told["frames"]:
        yield f"{indent}{frame}"
    yield indent + " ".join(filter(None, (told["type"], told.get("sqlstate"), told.get("says"))))
