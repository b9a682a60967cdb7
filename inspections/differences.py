"""How like two wordings are, what differs between them, and which of two lists belong together."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from rapidfuzz import fuzz

# Words that every area is made of say nothing about what it is about.
_EVERYWHERE = frozenset(
    re.findall(
        r"\w+",
        "a all and are as at be by ensure ensuring for from has have in improve improving is it its of on "
        "or so that the their these they this to with",
    )
)
_WORD = re.compile(r"\S+\s*")
_ENDINGS = re.compile(r"(?:ing|ed|es|s)$")


@dataclass(frozen=True)
class Piece:
    """A run of words of one text: in both, or in this one only."""

    words: str
    is_shared: bool


@dataclass(frozen=True)
class Pair:
    """What stands against what: an index into the old list, one into the new, or only one of the two."""

    old: int | None
    new: int | None
    score: int


@lru_cache(maxsize=8192)
def flat(words: str) -> str:
    """Equal for wordings that differ only in spaces, capitals, quotes, dashes or the closing full stop."""
    plain = words.replace("’", "'").replace("‘", "'").replace("–", "-").replace("—", "-").replace("“", '"')
    return " ".join(plain.replace("”", '"').split()).strip(" .;").casefold()


def likeness(one: str, other: str) -> int:
    """0 to 100: how much of the two wordings' own words they share, whatever the order."""
    if flat(one) == flat(other):
        return 100
    first, second = _stems(one), _stems(other)
    if not first or not second:
        return 0
    shared = 200 * len(first & second) / (len(first) + len(second))
    return min(99, round((2 * shared + fuzz.ratio(_in_order(first), _in_order(second))) / 3))


def side_by_side(old: str, new: str) -> tuple[list[Piece], list[Piece]]:
    """The two wordings in pieces, each marked as shared or its own."""
    before, after = _WORD.findall(old), _WORD.findall(new)
    left, right = [], []
    compared = [[word.strip() for word in words] for words in (before, after)]
    for tag, a, b, c, d in SequenceMatcher(None, *compared, autojunk=False).get_opcodes():
        shared = tag == "equal"
        if b > a:
            left.append(Piece("".join(before[a:b]), shared))
        if d > c:
            right.append(Piece("".join(after[c:d]), shared))
    return left, right


def pair_up(old: Sequence[str], new: Sequence[str], threshold: int) -> list[Pair]:
    """Each wording with the most like one of the other list, each used once; the rest stand alone.

    In the order of the new list, then what is gone in the order of the old one.
    """
    scored = sorted(
        (
            (likeness(was, now), -abs(before - after), before, after)
            for before, was in enumerate(old)
            for after, now in enumerate(new)
        ),
        reverse=True,
    )
    taken: dict[int, tuple[int, int]] = {}
    used: set[int] = set()
    for score, _, before, after in scored:
        if score >= threshold and after not in taken and before not in used:
            taken[after] = (before, score)
            used.add(before)
    paired = [
        Pair(taken.get(after, (None, 0))[0], after, taken.get(after, (None, 0))[1])
        for after in range(len(new))
    ]
    return paired + [Pair(before, None, 0) for before in range(len(old)) if before not in used]


# Each area of a report is compared with every earlier one, so its words are taken apart once.
@lru_cache(maxsize=8192)
def _stems(words: str) -> frozenset[str]:
    found = re.findall(r"[a-z0-9']+", flat(words))
    return frozenset(_ENDINGS.sub("", word) for word in found if word not in _EVERYWHERE)


@lru_cache(maxsize=8192)
def _in_order(stems: frozenset[str]) -> str:
    return " ".join(sorted(stems))
