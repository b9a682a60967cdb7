"""What the first and last pages say: whose report it is, when the fieldwork was and who led it."""

import re
from dataclasses import dataclass
from datetime import date

from inspections.report_reading import dates
from inspections.report_reading.authorities import find_authority
from inspections.report_reading.document import Document
from inspections.report_reading.families import Family
from inspections.report_reading.inspectors import find_lead_inspector

PRINTED_BY_BROWSER = re.compile(r"^(?:\d{1,2}/\d{1,2}/\d{2,4}, \d{1,2}:\d{2}\b|https?://|file://)")
LETTERS_OF_FRONT = 6_000
PAGES_OF_BACK = 6
ROWS_OF_BACK = 160
EARLIER = re.compile(r"(?:previous|last|letter|report|published)\W+(?:\w+\W+){0,4}$", re.IGNORECASE)
# An extractor may print the labels first and their values after them.
LABEL_APART = re.compile(r"(?:Age group:\s*)?Published:\s*(?:All|\d+\s*[–-]\s*\d+)\s+(?=\d)")


@dataclass(frozen=True)
class Cover:
    authority: str | None
    started: date | None
    ended: date | None
    published: date | None
    lead_inspector: str | None


def read_cover(document: Document, family: Family) -> Cover:
    rows = [row for page in document.pages[:2] for row in page.rows if not PRINTED_BY_BROWSER.match(row)]
    front = flat(rows)[:LETTERS_OF_FRONT]
    back = [row for page in document.pages[-PAGES_OF_BACK:] for row in page.rows][-ROWS_OF_BACK:]
    started, ended = _fieldwork(front)
    return Cover(
        authority=find_authority(front, family.key),
        started=started,
        ended=ended,
        published=_published(front, rows, family),
        lead_inspector=find_lead_inspector(front, back, flat(back), family),
    )


def flat(rows: list[str]) -> str:
    """Rows as one line of words, without bullets, page numbers and the marks of emphasis."""
    kept = (row for row in rows if not re.fullmatch(r"\s*\d{1,3}\s*", row))
    text = " ".join(row.removeprefix("\u2022").strip() for row in kept)
    text = re.sub(r"(?<=[A-Za-z])[#*_]+|[#*_]+(?=[A-Za-z])", " ", text)
    return re.sub(r"\s+", " ", text).strip()


def _fieldwork(front: str) -> tuple[date | None, date | None]:
    labelled = re.search(rf"inspection (?:dates?|took place)\s*:?\s*({dates.SPAN})", front, re.IGNORECASE)
    if labelled and (found := dates.span(labelled.group(1))):
        return found
    body = front[max(0, front.find("Dear ")) :]
    for told in re.finditer(rf"\b(?:on|between|from|of)\s+({dates.SPAN})", body, re.IGNORECASE):
        if not EARLIER.search(body[: told.start()]) and (found := dates.span(told.group(1))):
            return found
    return None, None


def _published(front: str, rows: list[str], family: Family) -> date | None:
    front = LABEL_APART.sub("Published: ", front)
    labelled = re.search(
        rf"(?:report )?publish(?:ed|ing date)(?: on)?\s*:?\s*({dates.SPAN})", front, re.IGNORECASE
    )
    if labelled:
        return dates.first_date(labelled.group(1))
    return _date_of_letter(rows) if family.is_letter else None


def _date_of_letter(rows: list[str]) -> date | None:
    for row in rows:
        if re.match(r"(?:Dear|This letter)\b", row):
            break
        for part in re.split(r"\s{3,}|\t", row):
            if re.fullmatch(rf"(?:Date:?\s*)?{dates.SPAN}", part.strip(), re.IGNORECASE):
                return dates.first_date(part)
    return None
