"""Who an area is addressed to: the bodies named before `should`, `must` or `needs to`."""

import re

from inspections.report_reading.headings import ITEM_WORDS

ASKS = r"(?:should|must|needs? to|is required to|are required to|has to|have to)"
NAMED = re.compile(
    r"^(?P<who>(?:[A-Z‘“]|the\b|all\b|each\b)[^.;:?!]{2,320}?),?\s+"
    rf"(?:urgently |jointly |also |now |immediately )?{ASKS}\b"
)
TOLD = re.compile(r"^(?P<who>(?:[A-Z]|the\b)[^.;:?!]{2,200}?),? to (?P<verb>[a-z-]+)\b")
PLAINLY_A_BODY = re.compile(
    r"\b(?:NHS|Trusts?|Council|Police|Board|Authority|CCG|ICB|PCT|LSCB|Partnership)\b"
    r"|^the (?:council|local authority|police|board|partnership)$"
)
ORGANISATION = re.compile(
    r"\b(?:NHS|Trusts?|Board|Council|Police|Constabulary|ICB|CCGs?|Partnership|Authority|Group|Hospitals?"
    r"|Services?"
    r"|PCT|Commissioners?|Forces?|Probation|Ofsted|Committee|Agency|Foundation|University|School|College"
    r"|Company"
    r"|LSCB|LSCP|SSCB|MASH|Executive|Cabinet|Team|Directorate|Office|Forum|Alliance|Consortium|Academy"
    r"|Schools)\b"
    r"|\b(?:council|authority|partners?|partnership|leaders|agencies|police|board|trusts?|force|constabulary"
    r"|providers?|commissioners?|schools|managers)\b"
)
LEADERS_AT = re.compile(
    r"^(?:(?:Senior )?(?:[Ll]eaders|[Mm]anagers) (?:at|of|from|in|within)\s+)(?=the\b|[A-Z])"
)
ASIDE = re.compile(
    r",\s+(?:including|working with|in partnership with|together with|alongside|as well as"
    r"|supported by|with)\b.*$"
)
VERBS = re.compile(r"\b(?:that|which|who|so|because|is|are|was|were|ensure|improve|when|where|if)\b")
NO_BODY = re.compile(
    r"^(?:The|This|That) (?:quality|timeliness|number|extent|way|use|need|range|capacity|impact|pace|role)"
)
LINKS = "and or of the a an to in on for with by from at as that which who their its within across between"
SMALL_WORDS = frozenset(LINKS.split())
LOCAL_WORDS = {"council", "local", "authority", "board", "partners", "police", "safeguarding"}
NAME_WORDS = (SMALL_WORDS - {"to", "in", "that", "which", "who"}) | LOCAL_WORDS | {"children's", "children’s"}


def named_in(text: str) -> list[str]:
    """The bodies a sentence asks something of, in the order and spelling printed."""
    found = NAMED.match(text) or _told(text)
    if not found or NO_BODY.match(text):
        return []
    who = ASIDE.sub("", found.group("who")).strip(" ,")
    if VERBS.search(who) or who.split(" ", 1)[0].lower() in ITEM_WORDS:
        return []
    names = split(LEADERS_AT.sub("", who))
    return names if names and all(ORGANISATION.search(name) for name in names) else []


def _told(text: str) -> re.Match | None:
    """`NHS Westmarch to ensure that …`, a request without `should`."""
    found = TOLD.match(text)
    if not found or found.group("verb") not in ITEM_WORDS:
        return None
    return found if all(PLAINLY_A_BODY.search(name) for name in split(found.group("who"))) else None


def split(who: str) -> list[str]:
    """`NHS A, B and C Trust and the council` as three names: a part is one once it names an organisation."""
    parts = re.split(r"(,\s+and\s+|,\s+|\s+and\s+|\s*;\s*)", who.strip())
    names, name, glue = [], "", ""
    for place in range(0, len(parts), 2):
        part = parts[place].strip()
        name = f"{name}{glue}{part}" if name else part
        glue = parts[place + 1] if place + 1 < len(parts) else ""
        if ORGANISATION.search(name) or name.endswith(")"):
            names.append(name)
            name = ""
    if name and names:
        names[-1] = f"{names[-1]} and {name}"
    elif name:
        names.append(name)
    return [each for each in names if each]


def run_together(text: str) -> list[str]:
    """Two requests printed as one because the mark between them was lost: `… care NHS A and B should …`."""
    for found in re.finditer(r"\s(?:should|must)\s", text):
        words = text[: found.start()].split(" ")
        begin = _first_word_of_name(words)
        start = len(" ".join(words[:begin])) + 1
        if not 0 < begin < len(words) or not re.search(r"\b(?:should|must)\b", text[:start]):
            continue
        before = words[begin - 1]
        if before.islower() and before not in SMALL_WORDS and named_in(text[start:]):
            return [text[:start].strip(), *run_together(text[start:])]
    return [text]


def _first_word_of_name(words: list[str]) -> int:
    """Where the run of names that ends a text begins."""
    begin = len(words)
    while begin and _may_be_in_name(words[begin - 1]):
        begin -= 1
    while begin < len(words) and not words[begin][:1].isupper():
        begin += 1
    return begin


def _may_be_in_name(word: str) -> bool:
    bare = word.strip(",()")
    return bool(bare) and (bare[0].isupper() or bare.lower() in NAME_WORDS)
