"""Sentences that stand over a list and say what its items have in common, and who is asked."""

import re

from inspections.report_reading import bodies

LEAD_IN = re.compile(
    r"(?::|\b(?:take|taking) the following actions?[.:]?"
    r"|\bthe following (?:areas|actions|improvements)\b[^.]*[.:]?)$"
)
# A joint area letter has no heading over its list, only this sentence.
STATEMENT_OF_ACTION = re.compile(
    r"\bstatement of action\b.*\bfollowing (?:\w+ )?(?:areas? of )?(?:significant )?"
    r"(?:weakness(?:es)?|concerns?)[^.]*[:.]$|\btackle the following (?:areas? of )?(?:significant "
    r")?weakness(?:es)?[^.]*[:.]$",
    re.IGNORECASE | re.DOTALL,
)
STANDING = re.compile(r"in order to improve\b|to improve the quality\b", re.IGNORECASE)
ONLY_ASKS = re.compile(r"\b(?:should|must|needs? to|is asked to|are asked to)\s*:?$")


def is_lead_in(text: str) -> bool:
    return bool(LEAD_IN.search(text))


def bodies_asked(text: str) -> tuple[str, ...]:
    """The bodies a lead-in asks. The sentence that templates print over every list names nobody."""
    if STANDING.match(text):
        return ()
    words = text.rstrip(": ")
    return tuple(bodies.named_in(words) or _names_alone(words))


def _names_alone(words: str) -> list[str]:
    """`NHS Westmarch and the council:` with no verb at all."""
    names = bodies.split(words) if len(words) < 200 and not re.search(r"[.;?]", words) else []
    are_names = all(bodies.ORGANISATION.search(name) and not bodies.VERBS.search(name) for name in names)
    return names if are_names and re.match(r"[A-Z]", words) else []


def bodies_of_item(text: str) -> tuple[str, ...]:
    """A bullet that only says `NHS A and B Council should:` names the bodies of the bullets below it."""
    return tuple(bodies.named_in(text.rstrip(": "))) if ONLY_ASKS.search(text) else ()


def bodies_of_tier(rest: str) -> tuple[str, ...]:
    """What follows the timescale on its own line, as in `Within three months, the force should:`"""
    words = ONLY_ASKS.sub("", rest).strip()
    return tuple(bodies.named_in(f"{words[:1].upper()}{words[1:]} should")) if words else ()
