"""The table of judgements: a name and its grade in each row, the name often broken over several lines."""

import re

from inspections.report_reading.document import Document
from inspections.report_reading.families import Family
from inspections.report_reading.reading import ReadJudgement

GRADES = (
    r"Requires [Ii]mprovement to be [Gg]ood|Requires [Ii]mprovement|Outstanding|Inadequate|Adequate|Good"
    r"|Excellent|Very [Gg]ood|Weak|Unsatisfactory|Not (?:judged|inspected|graded)"
)
GRADE_AT_END = re.compile(
    rf"^(?P<name>.*?)\s*\|?\s*(?:Grade\s+\d\s*)?\(?(?P<grade>{GRADES})\)?(?:\s*\((?:grade\s*)?\d\)"
    rf"|\s+\d)?\s*\|?$"
)
SECTIONS = (
    (re.compile(r"^safeguarding services?$", re.IGNORECASE), "Safeguarding"),
    (
        re.compile(
            r"^services? for looked[ -]after children(?: and .*)?$|^looked[ -]after children services?$",
            re.IGNORECASE,
        ),
        "Looked after children",
    ),
)
STARTS = {
    "slac": r"^record of main findings:?$",
    "looked_after": r"^record of main findings:?$",
    "child_protection": r"^record of main findings:?$",
    "ilacs": r"^judgement\s+grade$|^judgement$|^the impact of leaders on social work",
    "sif": r"^1\.?\s+children who need help\b",
}
NO_ROW = re.compile(
    r"^(?:record of main findings:?|judgement(?:\s+grade)?|grade|\d{1,3}|.*inspection of .*\d)$",
    re.IGNORECASE,
)
LONGEST_ROW = 160
LONGEST_NAME = 4
ENOUGH_WITHOUT_GRADE = 4


def find_judgements(document: Document, family: Family) -> list[ReadJudgement]:
    if family.key not in STARTS:
        return []
    rows = _rows(document)
    starts = [place for place, row in enumerate(rows) if re.match(STARTS[family.key], row, re.IGNORECASE)]
    tables = [_table(rows[place:]) for place in starts]
    best = max(tables, key=len, default=[])
    return best + (_overall(rows) if family.key == "sif" and best else [])


def _rows(document: Document) -> list[str]:
    rows: list[str] = []
    for row in document.rows:
        row = re.sub(r"[|\t]+|\s{2,}", "  ", re.sub(r"[*_#•]+", "", row)).strip(" |")
        if rows and re.search(r"\bRequires$", rows[-1]) and re.match(r"improvement\b", row, re.IGNORECASE):
            rows[-1] = f"{rows[-1]} {row.lower()}"
        elif row:
            rows.append(row)
    return rows


def _table(rows: list[str]) -> list[ReadJudgement]:
    table = _Table()
    for row in rows:
        if not table.take(row):
            break
    return table.found


class _Table:
    """Rows of the table so far, and the lines of a name whose grade has not come yet."""

    def __init__(self):
        self.found: list[ReadJudgement] = []
        self.section: str | None = None
        self.pending: list[str] = []
        self.without_grade = 0

    def take(self, row: str) -> bool:
        """Fit the next row in, or say that the table is over."""
        if NO_ROW.match(row):
            return True
        section = _section(" ".join([*self.pending, row])) or _section(row)
        if section:
            self.section, self.pending = section, []
            return True
        graded = GRADE_AT_END.match(row)
        if graded and len(row) < LONGEST_ROW:
            self._take_grade(graded)
            return True
        if self.found and not self.pending and row[:1].islower() and len(row) < 80:
            self.found[-1] = _longer(self.found[-1], row)
            return True
        return self._wait(row)

    def _take_grade(self, graded: re.Match) -> None:
        if graded.group("name")[:1].isupper():
            self.pending = []
        name = _name([*self.pending, graded.group("name")])
        if name:
            self.found.append(ReadJudgement(self.section, name, _grade(graded.group("grade"))))
        self.pending, self.without_grade = [], 0

    def _wait(self, row: str) -> bool:
        """A row without a grade is the start of a name, or a heading that the next name replaces."""
        if row[:1].isupper():
            self.pending = []
        self.pending.append(row)
        self.without_grade += 1
        return (
            self.without_grade <= ENOUGH_WITHOUT_GRADE
            and len(row) <= 110
            and len(self.pending) <= LONGEST_NAME
        )


def _section(words: str) -> str | None:
    return next((name for pattern, name in SECTIONS if pattern.match(words)), None)


def _longer(judgement: ReadJudgement, row: str) -> ReadJudgement:
    """The last row's name goes on below its grade; so may a long grade."""
    grade = judgement.grade
    if row.endswith("to be good"):
        row = row.removesuffix("to be good").strip()
        grade = "Requires improvement to be good"
    return ReadJudgement(judgement.section, f"{judgement.name} {row}".strip(), grade)


def _name(parts: list[str]) -> str:
    name = re.sub(r"\s+", " ", " ".join(part.strip() for part in parts if part.strip()))
    return re.sub(r"^\d+(?:\.\d+)?\.?\s+", "", name).strip(" :–-")


def _grade(text: str) -> str:
    return text[:1].upper() + text[1:].lower()


def _overall(rows: list[str]) -> list[ReadJudgement]:
    """The single inspection framework says the overall judgement, and the board's, in a sentence."""
    front = " ".join(rows[:60])
    everywhere = " ".join(rows)
    grades = r"(?P<grade>outstanding|good|requires? improvement(?: to be good)?|inadequate)"
    answers = []
    if found := re.search(rf"[Cc]hildren['’]s services(?: in .{{3,60}}?)? (?:are |is )?{grades}\b", front):
        answers.append(ReadJudgement(None, "Overall effectiveness", _required(found.group("grade"))))
    if found := re.search(
        rf"The (?:\w+ )?Local Safeguarding Children Board (?:\(LSCB\) )?(?:is |are )?{grades}\b", everywhere
    ):
        answers.append(
            ReadJudgement(
                "The Local Safeguarding Children Board (LSCB)",
                "Local Safeguarding Children Board",
                _required(found.group("grade")),
            )
        )
    return answers


def _required(text: str) -> str:
    return _grade(re.sub(r"^require ", "requires ", text))
