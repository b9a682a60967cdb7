"""Takes out of a line of the log what must never stand in one, whoever wrote the line.

Lines of ours hold names, numbers and ids only. This is the net below, for secrets, links and addresses.
"""

import re

REMOVED = "[removed]"
SECRET_NAMES = re.compile(
    r"pass(word|wd|phrase)|secret|token|authorization|cookie|session_?(key|id)|api_?key|signature|credential|dsn",
    re.IGNORECASE,
)
SCHEMES = "(?:Bearer|Token|Basic)"
UUID = r"[0-9a-fA-F]{8}-(?:[0-9a-fA-F]{4}-){3}[0-9a-fA-F]{12}"
TAKEN_OUT = (
    # user:password@ of an address of a service
    (re.compile(r"(?<=://)[^/\s@]*@"), f"{REMOVED}@"),
    (re.compile(r"[\w.+%-]+@[\w-]+(?:\.[\w-]+)+"), REMOVED),
    (
        re.compile(
            rf"([\"']?\w*(?:{SECRET_NAMES.pattern})\w*[\"']?\s*[=:]\s*)(?:{SCHEMES}\s+)?[^\s,&)}}]+", re.I
        ),
        rf"\1{REMOVED}",
    ),
    (re.compile(rf"\b({SCHEMES})\s+[^\s,'\"]+", re.I), rf"\1 {REMOVED}"),
    # Links that let in whoever has them: long words of letters and digits. Ids of ours may stay.
    (
        re.compile(rf"(?<![\w-])(?!{UUID}(?![\w-]))(?=[\w:-]*\d)(?=[\w:-]*[A-Za-z])[\w-][\w:-]{{19,}}"),
        REMOVED,
    ),
)
LONGEST = 500
SHORTEST_LINK = 20
# A short word without any of these fits none of the patterns, and most values are such words.
MAY_HOLD_A_SECRET = re.compile(r"[@=:\s]")


def scrub(value, depth=0):
    if isinstance(value, str):
        return scrub_text(value)
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if depth > 6:
        return REMOVED
    if isinstance(value, dict):
        return {str(name): scrub_named(str(name), inner, depth + 1) for name, inner in value.items()}
    if isinstance(value, (list, tuple, set, frozenset)):
        return [scrub(inner, depth + 1) for inner in value]
    return scrub_text(str(value))


def scrub_named(name, value, depth=0):
    return REMOVED if value and SECRET_NAMES.search(name) else scrub(value, depth)


def scrub_text(text):
    text = text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
    if len(text) < SHORTEST_LINK and not MAY_HOLD_A_SECRET.search(text):
        return text
    for pattern, instead in TAKEN_OUT:
        text = pattern.sub(instead, text)
    return text
