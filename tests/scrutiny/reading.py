"""Pages as people read them."""

import re

from tests.accounts.people import words_of


def text_of(answer):
    """What people read, without the marks between."""
    text = " ".join(re.sub(r"<[^>]+>", " ", words_of(answer)).split())
    return re.sub(r"\s+([.,;:])", r"\1", text)
