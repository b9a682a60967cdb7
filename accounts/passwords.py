"""Passwords that people would guess here first, and passwords that were stolen elsewhere."""

import hashlib
import os
import re
from pathlib import Path

from django.conf import settings
from django.core.exceptions import ValidationError

# What somebody tries who knows for what and for whom this is.
OWN_WORDS = (
    "followthrough", "password", "passphrase", "welcome", "letmein", "changeme", "secret", "council",
    "inspection", "inspector", "ofsted", "improvement", "improvementplan", "scrutiny", "committee",
    "safeguarding", "children", "spring", "summer", "autumn", "winter", "january", "february", "september",
    "october", "november", "december",
)  # fmt: skip
LEFT_TO_GUESS = 8
SHORTEST_WORD = 4
LINE = 200  # bytes: longer than any line of such a file


class OwnWordsValidator:
    """What is left without the words everybody knows has to be enough of a password."""

    def validate(self, password, user=None):
        rest = password.lower()
        for word in sorted({*OWN_WORDS, *_words_of(user)}, key=len, reverse=True):
            rest = rest.replace(word, "")
        if rest != password.lower() and len(re.sub(r"[\W_]", "", rest)) < LEFT_TO_GUESS:
            raise ValidationError(
                "This password is made of words that are easy to guess here, as your organisation’s name is.",
                code="password_of_own_words",
            )

    def get_help_text(self):
        return "Your password can’t be made of words that are easy to guess here."


class BreachedValidator:
    def validate(self, password, user=None):
        if settings.BREACHED_PASSWORDS and is_breached(password, settings.BREACHED_PASSWORDS):
            raise ValidationError(
                "This password has been stolen from another service, so guessers try it. Choose another.",
                code="password_breached",
            )

    def get_help_text(self):
        return "Your password can’t be one that was stolen from another service."


def _words_of(user):
    """The words in the names of the organisations somebody works for."""
    if user is None or user.pk is None:
        return set()
    names = user.memberships.values_list("organisation__name", flat=True)
    words = {word for name in names for word in re.findall(r"\w+", name.lower())}
    return {word for word in words if len(word) >= SHORTEST_WORD}


def is_breached(password, path):
    """Halves the file until the place of the hash is found: some thirty looks into forty gigabytes."""
    wanted = hashlib.sha1(password.encode(), usedforsecurity=False).hexdigest().upper().encode()
    with Path(path).open("rb") as file:
        low, high = 0, os.fstat(file.fileno()).st_size
        while low < high:
            middle = (low + high) // 2
            if _line_from(file, middle)[:40].upper() < wanted:
                low = middle + 1
            else:
                high = middle
        return _line_from(file, low)[:40].upper() == wanted


def _line_from(file, place):
    """The first line that begins at this place or behind it; at the end one that comes after all hashes."""
    file.seek(max(place - 1, 0))
    if place:
        file.readline(LINE)
    return file.readline(LINE) or b"~"
