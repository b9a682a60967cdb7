"""Who an area is addressed to: the bodies named before `should`, `must` or `needs to`."""

import re

ASKS = r"(?:should|must|needs? to|is required to|are required to|has to|have to)"
NAMED = re.compile(
    rf"^(?P<who>(?:[A-Z‘“]|the\b|all\b|each\b)[^.;:?!]{{2,320}}?),?\s+(?:urgently |jointly |also |now )?{ASKS}\b"
)
ORGANISATION = re.compile(
    r"\b(?:NHS|Trusts?|Board|Council|Police|Constabulary|ICB|CCGs?|Partnership|Authority|Group|Hospitals?|Service|Services|"
    r"PCT|Commissioners?|Forces?|Probation|Ofsted|Committee|Agency|Foundation|University|School|College|Company|LSCB|LSCP|"
    r"SSCB|MASH|Executive|Cabinet|Team|Directorate|Office|Forum|Alliance|Consortium|Academy|Schools)\b"
    r"|\b(?:the )?(?:local )?(?:council|authority|partners?|partnership|leaders|agencies|police|board|trusts?|force|providers?|"
    r"commissioners?|schools|managers)\b(?:['’]s)?",
)
LEADERS_AT = re.compile(
    r"^(?:(?:Senior )?(?:[Ll]eaders|[Mm]anagers) (?:at|of|from|in|within)\s+)(?=the\b|[A-Z])"
)
ASIDE = re.compile(
    r",\s+(?:including|working with|in partnership with|together with|alongside|as well as|supported by)\b.*$"
)
VERB_START = re.compile(
    r"^(?:[Tt]he|[Tt]his|[Tt]hat|[Ii]n order|[Ww]here|[Ww]hen|[Ii]f)\s+(?:quality|timeliness|number|extent|way|use|need)\b"
)


def named_in(text: str) -> list[str]:
    """The bodies a sentence asks something of, in the order and spelling printed."""
    found = NAMED.match(text)
    if not found or VERB_START.match(text):
        return []
    who = ASIDE.sub("", found.group("who")).strip(" ,")
    if re.search(r"\b(?:that|which|who|so|because|is|are|was|were|ensure|improve)\b", who):
        return []
    names = split(LEADERS_AT.sub("", who))
    return names if names and all(ORGANISATION.search(name) for name in names) else []


def split(who: str) -> list[str]:
    """`NHS A, B and C Trust and the council` as three names: a part is a name only once it names an organisation."""
    parts = re.split(r"(,\s+and\s+|,\s+|\s+and\s+|\s*;\s*)", who.strip())
    names, name, glue = [], "", ""
    for place in range(0, len(parts), 2):
        part = parts[place].strip()
        name = f"{name}{glue}{part}" if name else part
        glue = parts[place + 1] if place + 1 < len(parts) else ""
        if _is_complete(name):
            names.append(name)
            name = ""
    if name:
        if names:
            names[-1] = f"{names[-1]} and {name}"
        else:
            names.append(name)
    return [each for each in names if each]


def _is_complete(name: str) -> bool:
    return bool(ORGANISATION.search(name)) or name.endswith(")")


def run_together(text: str) -> list[str]:
    """Two requests printed as one because the mark between them was lost: `… care NHS A and B should …`."""
    for found in re.finditer(r"\s(?:should|must)\s", text):
        words = text[: found.start()].split(" ")
        begin = len(words)
        while begin and _may_be_in_name(words[begin - 1]):
            begin -= 1
        while begin < len(words) and not words[begin][:1].isupper():
            begin += 1
        if not 0 < begin < len(words):
            continue
        before, start = words[begin - 1], len(" ".join(words[:begin])) + 1
        if (
            not before.islower()
            or before in SMALL_WORDS
            or not re.search(r"\b(?:should|must)\b", text[:start])
        ):
            continue
        if named_in(text[start:]):
            return [text[:start].strip(), *run_together(text[start:])]
    return [text]


SMALL_WORDS = frozenset(
    ["and", "or", "of", "the", "a", "an", "to", "in", "on", "for", "with", "by", "from", "at", "as", "that", "which", "who", "their", "its", "within", "across", "between"]
)
NAME_WORDS = SMALL_WORDS | {
    "council",
    "local",
    "authority",
    "board",
    "partners",
    "police",
    "children's",
    "children’s",
    "safeguarding",
}


def _may_be_in_name(word: str) -> bool:
    bare = word.strip(",()")
    return bool(bare) and (
        bare[0].isupper() or bare.lower() in NAME_WORDS - {"to", "in", "that", "which", "who"}
    )
