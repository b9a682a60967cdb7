"""What became of a try, told from what the way out raised. Providers' ways raise what smtplib does."""

import random
from datetime import timedelta
from enum import Enum
from smtplib import (
    SMTPConnectError,
    SMTPNotSupportedError,
    SMTPRecipientsRefused,
    SMTPResponseException,
    SMTPServerDisconnected,
)

LONGEST = 500
FIRST_WAIT = timedelta(minutes=1)
LONGEST_WAIT = timedelta(minutes=30)


class Outcome(Enum):
    NOT_NOW = "not now"  # nothing has gone out; try again
    NEVER = "never"  # nothing has gone out, and trying again can't help
    UNKNOWN = "unknown"  # it may have gone out


def of_opening(problem):
    """Of a line that did not open: nothing can have gone out. The account may be mended, so: not now."""
    return Outcome.NOT_NOW


def of_sending(problem):
    if isinstance(problem, SMTPRecipientsRefused):
        codes = [code for code, _ in problem.recipients.values()]
        return Outcome.NEVER if codes and min(codes) >= 500 else Outcome.NOT_NOW
    if isinstance(problem, SMTPConnectError):
        return Outcome.NOT_NOW
    if isinstance(problem, SMTPResponseException):
        return Outcome.NEVER if problem.smtp_code >= 500 else Outcome.NOT_NOW
    if isinstance(problem, SMTPServerDisconnected):
        return Outcome.UNKNOWN
    if isinstance(problem, SMTPNotSupportedError | ValueError):
        # Such as an address or a header that no mail can carry.
        return Outcome.NEVER
    return Outcome.UNKNOWN


def in_words(problem):
    """(class, sentence) for the row and the page."""
    if isinstance(problem, SMTPRecipientsRefused):
        said = "; ".join(f"{code} {_text(words)}" for code, words in problem.recipients.values())
    elif isinstance(problem, SMTPResponseException):
        said = f"{problem.smtp_code} {_text(problem.smtp_error)}"
    else:
        said = str(problem) or type(problem).__name__
    return type(problem).__name__, said[:LONGEST]


def _text(words):
    return words.decode("utf-8", "replace") if isinstance(words, bytes) else str(words)


def next_try(at, attempts, chance=random.random):
    """Later and later, up to half an hour, and never all at the same moment."""
    wait = min(FIRST_WAIT * 2 ** min(attempts - 1, 10), LONGEST_WAIT)
    return at + wait * (0.5 + chance() / 2)
