"""The state of each part of the service, in words. That it can't be asked is a state too, never an error."""

from dataclasses import dataclass
from functools import wraps

from django.db import DatabaseError
from structlog import get_logger

log = get_logger(__name__)

OK, DEGRADED, FAILED, UNKNOWN = "ok", "degraded", "failed", "unknown"


@dataclass(frozen=True)
class Part:
    name: str
    state: str
    words: str

    @property
    def as_dict(self):
        return {"state": self.state, "words": self.words}


def part(name):
    """A function that answers (state, words) becomes one that answers a Part, whatever happens."""

    def named(ask):
        @wraps(ask)
        def asked(*args):
            try:
                return Part(name, *ask(*args))
            except DatabaseError:
                return Part(name, UNKNOWN, "The database gives no answer, so this is not known.")
            except Exception as problem:
                log.error("part_not_asked", part=name, exc_info=problem)
                return Part(name, UNKNOWN, "This could not be asked; the log says why.")

        return asked

    return named


def ago(seconds):
    """A duration as people say it."""
    seconds = max(int(seconds), 0)
    for size, word in ((86400, "day"), (3600, "hour"), (60, "minute")):
        if seconds >= 2 * size or (seconds >= size and word != "day"):
            number = seconds // size
            return f"{number} {word}{'' if number == 1 else 's'}"
    return f"{seconds} second{'' if seconds == 1 else 's'}"


def number_of(number, word):
    return f"{number:,} {word}{'' if number == 1 else 's'}"
