"""What a provider's web interface answers, as a mail server would say it: senders know one set of errors.

- 4xx: not now, try again later;
- 5xx: never, this mail to this address;
- SMTPServerDisconnected: nobody knows whether it was taken.
"""

from smtplib import SMTPConnectError, SMTPResponseException, SMTPServerDisconnected

import requests
from urllib3.exceptions import NewConnectionError

NOT_NOW, NEVER, CANNOT_CONNECT = 451, 554, 421
LONGEST = 1000

# Whatever is wrong with the key or the account is wrong with every mail, and somebody will put it right.
_ABOUT_THE_ACCOUNT = {401, 402, 403, 404, 407}
_PASSES = {408, 409, 425, 429}


def not_now(words):
    return SMTPResponseException(NOT_NOW, words[:LONGEST])


def never(words):
    return SMTPResponseException(NEVER, words[:LONGEST])


def by_status(status, words):
    if status < 300:
        # It said yes in words that nobody understands: it may well have taken it.
        return without_answer(words)
    if status in _ABOUT_THE_ACCOUNT or status in _PASSES or status >= 500:
        return not_now(words)
    return never(words)


def without_answer(problem):
    """What to say of a request that got no answer: before it could be put, or after."""
    if _was_never_put(problem):
        return SMTPConnectError(CANNOT_CONNECT, f"The provider can't be reached. {problem}"[:LONGEST])
    return SMTPServerDisconnected(f"The provider did not say whether it took the mail. {problem}"[:LONGEST])


def _was_never_put(problem):
    """requests has one ConnectionError for a line that was refused and for one that was cut half-way."""
    if isinstance(problem, requests.ConnectTimeout | requests.exceptions.SSLError):
        return True
    reasons = [getattr(each, "reason", each) for each in getattr(problem, "args", ())]
    return any(isinstance(reason, NewConnectionError) for reason in reasons)
