"""What the first and last pages say of a report: whose it is, when the fieldwork was, who led it, when it came out."""

import re
from dataclasses import dataclass
from datetime import date

from inspections.report_reading import dates
from inspections.report_reading.document import Document
from inspections.report_reading.families import Family

NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Dame|Sir)\.? )?[A-Z][\w'’-]+(?: (?:[A-Z]\.?|de|van|von|[A-Z][\w'’-]+)){1,3}"
NOT_A_NAME = r"(?! (?:Her|His|HMI|Ofsted|Age|Deputy|Team|Lead|Senior|Judgement|Inspection|Published)\b)"
INSPECTOR = re.compile(
    rf"(?<!Deputy )(?<!deputy )\b(?:Lead|Reporting)\s+[Ii]nspectors?\s*:?\s*(?P<name>[A-Z][\w'’-]+(?:{NOT_A_NAME} [A-Z][\w'’.-]*)+)"
)
INSPECTOR_BEFORE = re.compile(
    rf"^(?P<name>{NAME})(?:,\s*|\s+)(?:Ofsted,?\s+)?(?:HMI,?\s*)?[–-]?\s*\(?[Ll]ead(?:\s+HMI|\s+[Ii]nspector|$)"
)
NAMED_INSPECTORS = re.compile(
    r"\b(?:[Tt]he )?(?:(?:H[ei][rs] Majesty['’]s )?[Ii]nspectors?(?: for (?:this|the) visit)?(?: (?:was|were))"
    r"|(?:visit|inspection) was (?:carried out|undertaken|conducted|led) by)"
    r"(?: (?:two|three|four|five) of)?(?: H[ei][rs] Majesty['’]s Inspectors?,?)?:? "
    rf"(?P<name>[A-Z][\w'’-]+(?:{NOT_A_NAME} [A-Z][\w'’-]+){{1,3}})"
)
SIGNED = re.compile(
    rf"Yours (?:sincerely|faithfully),?\s+(?P<name>{NAME})\s+H[ei][rs] Majesty['’]s Inspector"
)

AUTHORITIES = {
    "slac": (
        r"looked[ -]after children(?:['’]s)? services\s*[–:-]?\s*(?P<who>.{3,80}?)\s+(?:Inspection dates?|Reporting inspector|Age group)",
    ),
    "looked_after": (
        r"looked[ -]after children(?:['’]s)? services\s*[–:-]?\s*(?P<who>.{3,80}?)\s+(?:Inspection dates?|Reporting inspector|Age group|Lead)",
    ),
    "child_protection": (
        r"protection of children\s*[–:-]?\s*(?P<who>.{3,80}?)\s+(?:Inspection dates?|Reporting inspector|Age group|Lead)",
    ),
    "sif": (r"^(?P<who>.{3,90}?)\s+(?:Re-?inspection|Inspection) of services for children in need",),
    "ilacs": (
        r"[Ii]nspection of (?:the )?(?P<who>.{3,80}?)(?:['’]s?)?\s+(?:local authority\s+)?[Cc]hildren['’]s (?:[Ss]ocial [Cc]are )?[Ss]ervices",
        r"^(?P<who>.{3,60}?)\s+[Ii]nspection of (?:local authority )?children['’]s",
    ),
    "focused_visit": (
        r"(?:Focused|Monitoring) visit (?:to|of) (?:the )?(?P<who>.{3,90}?)(?:['’]s?)?\s+(?:local authority\s+)?[Cc]hildren['’]s\s+(?:[Ss]ocial [Cc]are\s+)?[Ss]ervices",
        r"(?:Focused|Monitoring) visit (?:to|of) (?:the )?(?P<who>.{3,60}?)\s+(?:This letter|I am writing|Following)",
    ),
    "jtai": (
        r"[Jj]oint targeted area inspection of (?:the multi-agency response to .{5,160}? in )?(?P<who>(?!the multi)[A-Z].{2,70}?)\s+(?:This letter|Between|From|On \d|Dear)",
        r"in (?P<who>[A-Z][\w' -]{2,60}?)\s+Between \d",
        r"Dear (?P<who>[A-Z].{3,70}?) (?:[Ll]ocal )?(?:[Ss]afeguarding )?(?:[Cc]hildren['’]s )?[Pp]artnership",
    ),
    "area_send": (
        r"Area SEND (?:\w+ )?inspection of (?:the )?(?P<who>.{3,80}?) [Ll]ocal [Aa]rea [Pp]artnership",
    ),
    "area_send_letter": (
        r"SEND (?:inspection|revisit|re-visit) (?:in|of|to) (?:the )?(?:local area of )?(?P<who>[A-Z].{2,70}?)\s+(?:Between|From|On \d|This letter)",
        r"joint inspection of the local area of (?P<who>[A-Z].{2,60}?) to judge",
        r"local area of (?P<who>[A-Z].{2,60}?) (?:to|was)\b",
    ),
    "peel": (r"[Aa]n inspection of (?P<who>[A-Z].{3,60}?(?:Police|Constabulary))",),
    "cqc_local_authority": (r"^(?P<who>.{3,60}?):? [Ll]ocal [Aa]uthority [Aa]ssessment",),
}
COUNCIL = re.compile(
    r"(?<!\w)((?:[A-Z][\w'’&-]*,? (?:(?:and|of|upon|on|the|in) )?){1,6}(?:Council|Borough))\b"
)

PRINTED_BY_BROWSER = re.compile(r"^(?:\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}\b|https?://|file://)")


@dataclass(frozen=True)
class Cover:
    authority: str | None
    started: date | None
    ended: date | None
    published: date | None
    lead_inspector: str | None


def read_cover(document: Document, family: Family) -> Cover:
    front_rows = [
        row for page in document.pages[:2] for row in page.rows if not PRINTED_BY_BROWSER.match(row)
    ]
    front = _flat(front_rows)[:6_000]
    started, ended = _fieldwork(front, family)
    return Cover(
        _authority(front, family),
        started,
        ended,
        _published(front, front_rows, family),
        _lead(document, front, family),
    )


def _flat(rows: list[str]) -> str:
    text = " ".join(
        row.removeprefix("\u2022").strip() for row in rows if not re.fullmatch(r"\s*\d{1,3}\s*", row)
    )
    text = re.sub(r"(?<=[A-Za-z])[#*_]+|[#*_]+(?=[A-Za-z])", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def _authority(front: str, family: Family) -> str | None:
    for pattern in AUTHORITIES.get(family.key, ()):
        if found := re.search(pattern, front):
            who = re.sub(r"^(?:Ofsted|\W)+|[\s,:–-]+$", "", found.group("who")).strip()
            who = re.sub(r"\s+[Ll]ocal [Aa]uthority$|(?<=\w)['’]s?$", "", who)
            if who and not re.search(r"(?:inspection|report|judgement|children)\b", who.lower()):
                return who
    found = COUNCIL.search(front[:1_500])
    return found.group(1).strip() if found else None


def _fieldwork(front: str, family: Family) -> tuple[date | None, date | None]:
    if labelled := re.search(
        rf"[Ii]nspection (?:[Dd]ates?|took place)\s*:?\s*({dates.SPAN})", front, re.IGNORECASE
    ):
        if found := dates.span(labelled.group(1)):
            return found
    body = front[front.find("Dear ") :] if "Dear " in front else front
    for told in re.finditer(rf"\b(?:on|between|from|of)\s+({dates.SPAN})", body, re.IGNORECASE):
        if re.search(r"(?:previous|last|letter|report|published)\W+(?:\w+\W+){0,4}$", body[: told.start()]):
            continue
        if found := dates.span(told.group(1)):
            return found
    return None, None


def _published(front: str, rows: list[str], family: Family) -> date | None:
    front = re.sub(r"(?:Age group:\s*)?Published:\s*(?:All|\d+\s*[–-]\s*\d+)\s+(?=\d)", "Published: ", front)
    labelled = re.search(
        rf"(?:report )?publish(?:ed|ing date)(?: on)?\s*:?\s*({dates.SPAN})", front, re.IGNORECASE
    )
    if labelled:
        return dates.first_date(labelled.group(1))
    if not family.is_letter:
        return None
    for row in rows:
        if re.match(r"(?:Dear|This letter)\b", row):
            return None
        for part in re.split(r"\s{3,}|\t", row):
            if re.fullmatch(rf"(?:Date:?\s*)?{dates.SPAN}", part.strip(), re.IGNORECASE):
                return dates.first_date(part)
    return None


def _lead(document: Document, front: str, family: Family) -> str | None:
    back_rows = [row for page in document.pages[-6:] for row in page.rows][-160:]
    for part in (part for row in back_rows for part in re.split(r"\s{3,}", row)):
        if found := INSPECTOR_BEFORE.match(part.strip()):
            return found.group("name")
    back = _flat(back_rows)
    everywhere = (front, back)
    if family.key == "jtai":
        return None
    for pattern in (INSPECTOR, NAMED_INSPECTORS):
        for text in everywhere:
            if found := pattern.search(text):
                return re.sub(r"[\s.,]+(?:HMI)?$", "", found.group("name")).strip()
    signed = SIGNED.search(back) if family.is_letter else None
    return signed.group("name") if signed else None
