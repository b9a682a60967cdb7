"""Who led the inspection: from a label, a table of names, the opening sentence or the signature."""

import re

from inspections.report_reading.families import Family

NAME = r"(?:(?:Dr|Mr|Mrs|Ms|Dame|Sir)\.? )?[A-Z][\w'’-]+(?: (?:[A-Z]\.?|de|van|von|[A-Z][\w'’-]+)){1,3}"
NOT_A_NAME = (
    r"(?! (?:Her|His|HMI|Ofsted|Age|Deputy|Team|Lead|Senior|Judgement|Inspection|Published|Quality|This|The"
    r"|Report)\b)"
)
FULL_NAME = rf"(?P<name>[A-Z][\w'’-]+(?:{NOT_A_NAME} [A-Z][\w'’.-]*){{1,3}})"
MAJESTY = r"H(?:er|is) Majesty['’]s"
LABELLED = re.compile(rf"(?<!Deputy )(?<!deputy )\b(?:Lead|Reporting)\s+[Ii]nspectors?\s*:?\s*{FULL_NAME}")
IN_CELL = re.compile(
    rf"^(?P<name>{NAME})(?:,\s*|\s+)(?:Ofsted,?\s+)?(?:HMI,?\s*)?[–-]?\s*\(?[Ll]ead(?:\s+HMI"
    rf"|\s+[Ii]nspector|$)"
)
TITLE_IN_CELL = re.compile(r"^(?:Ofsted,?\s+)?(?:HMI,?\s+)?[Ll]ead\s+(?:HMI|[Ii]nspector)$")
INTRODUCED = re.compile(
    rf"\b(?:(?:[Tt]he )?(?:{MAJESTY} )?[Ii]nspectors?(?: \(HMI\))?(?: for (?:this|the) visit)? (?:was|were)"
    r"|(?:visit|inspection) was (?:carried out|undertaken|conducted|led) by)"
    rf"(?: (?:two|three|four|five) of)?(?: {MAJESTY} Inspectors?,?)?:? {FULL_NAME}"
)
SIGNED = re.compile(rf"Yours (?:sincerely|faithfully),?\s+(?P<name>{NAME})\s+{MAJESTY} Inspector")


def find_lead_inspector(front: str, back_rows: list[str], back: str, family: Family) -> str | None:
    if not family.has_lead:
        return None
    if name := _in_table(back_rows):
        return name
    for pattern in (LABELLED, INTRODUCED):
        for text in (front, back):
            if found := pattern.search(text):
                return re.sub(r"[\s.,]+(?:HMI)?$", "", found.group("name")).strip()
    signed = SIGNED.search(back) if family.is_letter else None
    return signed.group("name") if signed else None


def _in_table(rows: list[str]) -> str | None:
    """`Name, HMI Lead inspector` in one cell, or the title below the name."""
    above: list[str] = []
    for row in rows:
        parts = [part.strip() for part in re.split(r"\s{3,}", row)]
        for place, part in enumerate(parts):
            if found := IN_CELL.match(part):
                return found.group("name")
            if (
                TITLE_IN_CELL.match(part)
                and len(above) > place
                and re.fullmatch(rf"{NAME}(?:,? HMI)?", above[place])
            ):
                return re.sub(r",? HMI$", "", above[place])
        above = parts
    return None
