"""The parts of a report that hold a list each, and the section an area is filed under."""

import re

from inspections.report_reading import headings

SAFEGUARDING = "Safeguarding"
LOOKED_AFTER = "Looked after children"
LOCAL_AUTHORITY = "The local authority"
SAFEGUARDING_BOARD = "The Local Safeguarding Children Board (LSCB)"

LOOKED_AFTER_SERVICES = (
    r"(?:the inspection outcomes:? )?(?:services for looked[ -]after children(?: and young people)?"
    r"|looked[ -]after children services)"
)
PARTS = (
    (SAFEGUARDING, r"(?:the inspection outcomes:? )?safeguarding services"),
    (LOOKED_AFTER, LOOKED_AFTER_SERVICES),
    (LOCAL_AUTHORITY, r"the local authority"),
    (SAFEGUARDING_BOARD, r"(?:the )?(?:.{0,40})?local safeguarding children board(?: \(lscb\))?|the lscb"),
)


def part_begun(text: str) -> str | None:
    """The part of a report that a heading begins."""
    words = headings.plain(text)
    return next((name for name, pattern in PARTS if re.fullmatch(pattern, words)), None)


def part_asked(text: str) -> str | None:
    """The part named inside a list's own heading, as in `What does the LSCB need to improve?`"""
    words = headings.plain(text)
    if re.search(r"\b(?:lscb|safeguarding children board)\b", words):
        return SAFEGUARDING_BOARD
    return LOCAL_AUTHORITY if re.search(r"\blocal authority\b", words) else None


def section_meant(lead_in: str) -> str | None:
    """The section that the sentence over a list says it is for."""
    words = lead_in.lower()
    if re.search(r"services for safeguarding|for safeguarding children|safeguarding of children", words):
        return SAFEGUARDING
    if re.search(r"looked[ -]after children", words) and "improve the quality of provision" in words:
        return LOOKED_AFTER
    return None
