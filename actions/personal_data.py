"""Signs that a text may hold a child's details. They warn and never block: the writer decides."""

import re
from dataclasses import dataclass

_NHS = re.compile(r"(?<!\d)\d{3}[ -]?\d{3}[ -]?\d{4}(?!\d)")
_DAY = r"(?:0?[1-9]|[12]\d|3[01])"
_MONTH = (
    r"(?:0?[1-9]|1[0-2]|jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|"
    r"sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
)
_DATE = rf"{_DAY}(?:st|nd|rd|th)?[ ./-](?:of )?{_MONTH}[ ,./-]+(?:19|20)?\d{{2}}"
_BIRTH = re.compile(
    rf"\b(?:d\.?\s?o\.?\s?b\.?|date of birth|born(?: on)?|birthday)\b[\s:,.-]*(?:is |was )?(?:{_DATE})?", re.I
)
_CHILD = re.compile(
    r"\b(?i:child|boy|girl|baby|sibling|pupil|young person|yp)\s+"
    r"(?:[A-Z]{1,2}\b\.?(?:\s?[A-Z]\b\.?){0,2}|[A-Z][a-z]?\d{1,3}\b)(?!\w)"
)
_CASE = re.compile(
    r"\b(?:case|mosaic|liquidlogic|lcs|ics|eclipse|person)\s*(?:id|no\.?|number|ref(?:erence)?)[\s:#]*\d{4,}",
    re.I,
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s?\d[A-Z]{2}\b")
_PHONE = re.compile(r"(?<!\d)(?:\+44\s?|0)7\d{3}[ -]?\d{3}[ -]?\d{3}(?!\d)")


@dataclass(frozen=True)
class Warned:
    kind: str
    found: str
    sentence: str


def warnings(text: str) -> list[Warned]:
    """What to look at again before saving, in the order of the text; each spot once."""
    found = [
        *_matches(_BIRTH, text, "date_of_birth", "This looks like a date of birth."),
        *filter(_is_nhs, _matches(_NHS, text, "nhs_number", "This looks like an NHS number.")),
        *_matches(_CHILD, text, "child", "This looks like a child's initials or a name for one child."),
        *_matches(_CASE, text, "case_number", "This looks like the number of a person's case."),
        *_matches(_POSTCODE, text, "postcode", "This looks like a postcode."),
        *_matches(_PHONE, text, "phone", "This looks like a mobile number."),
    ]  # fmt: skip
    return [warned for _, warned in sorted(found, key=lambda pair: pair[0])]


def _matches(pattern, text, kind, sentence):
    return [
        (
            match.start(),
            Warned(kind, match.group().strip(" ."), f"{sentence} Take it out unless it must be here."),
        )
        for match in pattern.finditer(text)
    ]


def _is_nhs(match) -> bool:
    """Its last figure is a check on the others, so that a telephone or invoice number raises no alarm."""
    figures = [int(char) for char in match[1].found if char.isdigit()]
    remainder = sum(figure * (10 - place) for place, figure in enumerate(figures[:9])) % 11
    return (11 - remainder) % 11 == figures[9]
