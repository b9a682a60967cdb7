"""Word documents (.docx): paragraphs and tables straight from the XML, with guards against bombs."""

import io
import re
import zipfile
from xml.etree import ElementTree

from accounts.damaged_zips import DAMAGED_ZIP
from inspections.report_reading import limits, marks
from inspections.report_reading.document import Document, Line, Page, UnreadableReport

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
BODY = "word/document.xml"
NUMBERING = "word/numbering.xml"
BROKEN = "This Word document is damaged and can't be opened: open it in Word, save it again and upload that."
OTHER_PACKAGES = (
    ("xl/", "a spreadsheet"),
    ("ppt/", "a slide deck"),
    ("mimetype", "an OpenDocument file or an e-book"),
)


def read_docx(data: bytes) -> Document:
    try:
        package = zipfile.ZipFile(io.BytesIO(data))
        names = set(package.namelist())
    except DAMAGED_ZIP:
        raise UnreadableReport(BROKEN) from None
    if BODY not in names:
        kind = next(
            (kind for start, kind in OTHER_PACKAGES if any(name.startswith(start) for name in names)),
            "a zip file",
        )
        raise UnreadableReport(
            f"This is {kind}, not a report: upload the report as a PDF, a .docx or plain text."
        )
    body = _part(package, BODY)
    styles = _styles(_part(package, "word/styles.xml")) if "word/styles.xml" in names else {}
    numbering = _numbering(_part(package, NUMBERING)) if NUMBERING in names else {}
    reader = _Reader(styles, numbering)
    reader.read(body.find(f"{W}body"))
    if sum(len(line.text) for page in reader.pages for line in page.lines) < limits.LETTERS_IN_ANY_REPORT:
        raise UnreadableReport("This Word document has hardly any text in it: upload the report itself.")
    return Document("docx", reader.pages)


def _part(package: zipfile.ZipFile, name: str) -> ElementTree.Element:
    """One XML part, unpacked no further than a report could need and with no entities in it."""
    try:
        with package.open(name) as part:
            xml = part.read(limits.UNPACKED_BYTES + 1)
    except DAMAGED_ZIP:
        raise UnreadableReport(BROKEN) from None
    if len(xml) > limits.UNPACKED_BYTES:
        raise UnreadableReport(
            "This Word document unpacks to far more than any report: upload the report itself."
        )
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or "<!DOCTYPE".encode("utf-16-le") in xml:
        raise UnreadableReport(
            "This Word document holds instructions that no report needs, so it was not opened."
        )
    try:
        return ElementTree.fromstring(xml)  # noqa: S314 - no entities are left in it to be expanded
    except ElementTree.ParseError:
        raise UnreadableReport(BROKEN) from None


def _styles(root: ElementTree.Element) -> dict[str, tuple[int | None, bool]]:
    """For each style: its heading level, and whether it is a list style."""
    styles = {}
    for style in root.iter(f"{W}style"):
        name = style.find(f"{W}name")
        words = (name.get(f"{W}val") or "").lower() if name is not None else ""
        level = re.match(r"(?:heading|title)\s*(\d)?", words)
        is_list = words.startswith("list bullet") or style.find(f"{W}pPr/{W}numPr") is not None
        styles[style.get(f"{W}styleId")] = (
            int(level.group(1) or 1) if level else None,
            is_list and not level,
        )
    return styles


def _numbering(root: ElementTree.Element) -> dict[tuple[str, str], bool]:
    """For each list and level: whether it counts, rather than being marked with bullets."""
    levels: dict[str, dict[str, bool]] = {}
    for plan in root.iter(f"{W}abstractNum"):
        kinds = {level.get(f"{W}ilvl"): level.find(f"{W}numFmt") for level in plan.iter(f"{W}lvl")}
        levels[plan.get(f"{W}abstractNumId")] = {
            level: kind is not None and kind.get(f"{W}val") == "decimal" for level, kind in kinds.items()
        }
    counts = {}
    for number in root.iter(f"{W}num"):
        plan = number.find(f"{W}abstractNumId")
        for level, is_count in levels.get(plan.get(f"{W}val") if plan is not None else "", {}).items():
            counts[number.get(f"{W}numId"), level] = is_count
    return counts


class _Reader:
    def __init__(self, styles: dict, numbering: dict):
        self.styles = styles
        self.numbering = numbering
        self.pages = [Page(1)]
        self.tables = 0
        self.counts: dict[tuple, int] = {}

    def read(self, body: ElementTree.Element | None, cell: tuple | None = None, column: int = 0) -> None:
        for element in body if body is not None else ():
            if element.tag == f"{W}p":
                self._paragraph(element, cell, column)
            elif element.tag == f"{W}tbl":
                self._table(element)
            elif element.tag == f"{W}sdt":
                self.read(element.find(f"{W}sdtContent"), cell, column)

    def _table(self, table: ElementTree.Element) -> None:
        self.tables += 1
        number = self.tables
        for row_number, row in enumerate(table.iter(f"{W}tr")):
            before = len(self.pages[-1].rows)
            for column, cell in enumerate(row.findall(f"{W}tc")):
                self.read(cell, (number, row_number, column), column)
            page = self.pages[-1]
            page.rows[before:] = ["   ".join(page.rows[before:])] if page.rows[before:] else []

    def _paragraph(self, paragraph: ElementTree.Element, cell: tuple | None, column: int) -> None:
        text = self._text(paragraph)
        page = self.pages[-1]
        mark, rest = marks.take_mark(text)
        words = marks.clean(rest)
        if not words:
            return
        style = paragraph.find(f"{W}pPr/{W}pStyle")
        heading, listed = self.styles.get(style.get(f"{W}val") if style is not None else None, (None, False))
        if not mark and not heading and not marks.NUMBER.match(words):
            number = self._number(paragraph)
            mark = "\u2022" if number is None and (listed or self._list(paragraph)) else ""
            words = f"{number}. {words}" if number else words
        line = Line(words, page.number, mark, cell=cell, column=column, heading=heading, whole=True)
        line.left = self._indent(paragraph)
        line.bold = self._is_bold(paragraph)
        page.lines.append(line)
        page.rows.append(f"\u2022 {words}" if mark else words)

    def _text(self, paragraph: ElementTree.Element) -> str:
        parts = []
        for element in paragraph.iter():
            if element.tag == f"{W}t":
                parts.append(element.text or "")
            elif element.tag in (f"{W}tab", f"{W}br", f"{W}cr"):
                if element.get(f"{W}type") == "page" or element.tag == f"{W}lastRenderedPageBreak":
                    self._new_page()
                parts.append(" ")
            elif element.tag == f"{W}lastRenderedPageBreak":
                self._new_page()
            elif element.tag == f"{W}noBreakHyphen":
                parts.append("-")
        return "".join(parts)

    def _new_page(self) -> None:
        if self.pages[-1].lines and len(self.pages) < limits.PAGES:
            self.pages.append(Page(len(self.pages) + 1))

    def _list(self, paragraph: ElementTree.Element) -> tuple[str, str] | None:
        """The list and level a paragraph belongs to."""
        properties = paragraph.find(f"{W}pPr/{W}numPr")
        if properties is None:
            return None
        number, level = properties.find(f"{W}numId"), properties.find(f"{W}ilvl")
        list_id = number.get(f"{W}val") if number is not None else "0"
        return (list_id, level.get(f"{W}val") if level is not None else "0") if list_id != "0" else None

    def _number(self, paragraph: ElementTree.Element) -> int | None:
        """The number Word would print before a paragraph of a counted list."""
        place = self._list(paragraph)
        if place is None or not self.numbering.get(place):
            return None
        self.counts[place] = self.counts.get(place, 0) + 1
        return self.counts[place]

    def _indent(self, paragraph: ElementTree.Element) -> float:
        level = paragraph.find(f"{W}pPr/{W}numPr/{W}ilvl")
        depth = level.get(f"{W}val") if level is not None else "0"
        return float(depth) * 20 if (depth or "0").isdigit() else 0.0

    def _is_bold(self, paragraph: ElementTree.Element) -> bool:
        runs = [
            run for run in paragraph.iter(f"{W}r") if "".join(t.text or "" for t in run.iter(f"{W}t")).strip()
        ]
        return bool(runs) and all(run.find(f"{W}rPr/{W}b") is not None for run in runs)
