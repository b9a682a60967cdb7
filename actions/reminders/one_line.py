"""Words that people typed, as one line of a mail."""

import re
import unicodedata

LONGEST = 200
# What turns the direction of writing, and marks that nobody sees: with them a line can look like another.
_UNSEEN = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]")


def one_line(words, longest=LONGEST):
    """Without line breaks, control characters and hidden marks, and no longer than a line should be."""
    seen = words[: 10 * longest]
    if not seen.isprintable():
        seen = _UNSEEN.sub("", "".join(" " if _breaks(letter) else letter for letter in seen))
    line = " ".join(seen.split())
    return line if len(line) <= longest else f"{line[: longest - 1].rstrip()}…"


def _breaks(letter):
    return unicodedata.category(letter) in ("Cc", "Zl", "Zp")
