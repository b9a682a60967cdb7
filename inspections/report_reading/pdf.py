"""PDF files: lines with their place on the page, from the text layer."""

import ctypes
import re
from itertools import pairwise
from pathlib import Path

import pypdfium2
import pypdfium2.raw as pdfium

from inspections.report_reading import limits, marks
from inspections.report_reading.document import Document, Line, Page, UnreadableReport
from inspections.report_reading.rules import Rules

HYPHEN_BREAKS = (0x02, 0xFFFE)
NEW_LINES = (0x0A, 0x0D)
GLUED_GENITIVE = re.compile(r"(?<=[a-z]s’)(?=[a-z]{3})")
DAMAGED = (
    "This PDF is damaged or cut short and can't be opened: download it again from the inspectorate's website."
)
END_IS_WITHIN = 65_536
LOCKED = "This PDF is protected by a password: ask for a copy without one, or print it to a new PDF."


def read_pdf(path: Path, data: bytes) -> Document:
    if b"%%EOF" not in data[-END_IS_WITHIN:]:
        raise UnreadableReport(DAMAGED)
    try:
        source = pypdfium2.PdfDocument(str(path))
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower() or "security" in str(error).lower():
            raise UnreadableReport(LOCKED) from None
        raise UnreadableReport(DAMAGED) from None
    count = len(source)
    if count == 0:
        raise UnreadableReport("This PDF has no pages: download it again from the inspectorate's website.")
    if count > limits.PAGES:
        raise UnreadableReport(
            f"This PDF has {count:,} pages and a report may have at most {limits.PAGES}: "
            "upload only the inspection report itself."
        )
    pages = [_read_page(source, number) for number in range(count)]
    _refuse_scans(pages)
    return Document("pdf", pages)


def _refuse_scans(pages: list[Page]) -> None:
    letters = [sum(char.isalpha() for char in page.text) for page in pages]
    if sum(letters) < limits.LETTERS_IN_ANY_REPORT or sum(n > 40 for n in letters) * 3 < len(pages):
        raise UnreadableReport(
            "This PDF holds no text, only pictures of pages (a scan) or damaged ones: "
            "get the original PDF from the inspectorate's website, or run text recognition (OCR) on it first."
        )


def _read_page(source, number: int) -> Page:
    try:
        page = source[number]
        textpage = page.get_textpage()
    except pypdfium2.PdfiumError:
        return Page(number + 1)
    width, height = page.get_size()
    rules = Rules.on(page, width, height)
    letters = _Letters(textpage)
    lines = [line for run in letters.runs() for line in letters.lines(run, number + 1, height, rules)]
    lines = _join_lone_marks(lines)
    for line in lines:
        rules.mark(line)
    _note_gaps(lines)
    result = Page(number + 1, lines, _rows(lines), height)
    textpage.close()
    page.close()
    return result


class _Letters:
    """The characters of one page, asked for one by one: the text as a whole has no positions."""

    def __init__(self, textpage):
        self.raw = textpage.raw
        self.count = min(textpage.count_chars(), limits.LETTERS_ON_A_PAGE)
        self.codes = [pdfium.FPDFText_GetUnicode(self.raw, index) for index in range(self.count)]
        self.edges = [ctypes.c_double() for _ in range(4)]
        self.font = ctypes.create_string_buffer(80)
        self.flags = ctypes.c_int()

    def box(self, index: int) -> tuple[float, float, float, float]:
        left, right, bottom, top = self.edges
        pdfium.FPDFText_GetCharBox(self.raw, index, left, right, bottom, top)
        return left.value, right.value, bottom.value, top.value

    def baseline(self, index: int) -> float:
        x, y = self.edges[:2]
        pdfium.FPDFText_GetCharOrigin(self.raw, index, x, y)
        return y.value

    def size(self, index: int) -> float:
        matrix = pdfium.FS_MATRIX()
        pdfium.FPDFText_GetMatrix(self.raw, index, matrix)
        scale = (matrix.b**2 + matrix.d**2) ** 0.5 or 1.0
        return round(pdfium.FPDFText_GetFontSize(self.raw, index) * scale, 1)

    def is_bold(self, index: int) -> bool:
        pdfium.FPDFText_GetFontInfo(self.raw, index, self.font, 80, self.flags)
        name = self.font.value.lower()
        return any(word in name for word in (b"bold", b"black", b"heavy", b"semib"))

    def runs(self) -> list[tuple[list[int], bool]]:
        """Indexes of the characters of each line, and whether the line ends inside a word."""
        runs, run = [], []
        for index, code in enumerate(self.codes):
            if code in NEW_LINES or code in HYPHEN_BREAKS:
                if run:
                    runs.append((run, code in HYPHEN_BREAKS))
                run = []
            else:
                run.append(index)
        if run:
            runs.append((run, False))
        return runs

    def lines(self, run: tuple[list[int], bool], page: int, height: float, rules: Rules) -> list[Line]:
        indexes, broken = run
        parts = self._columns(indexes, rules)
        lines = [line for part in parts if (line := self._line(part, page, height))]
        if lines:
            lines[-1].broken_word = broken
        return lines

    def _columns(self, indexes: list[int], rules: Rules) -> list[list[int]]:
        """One printed line may cross two table cells; a wide blank or a rule between words parts them."""
        parts, part, words = [], [], 0
        for place, index in enumerate(indexes):
            if part and chr(self.codes[index]).isspace() and place + 1 < len(indexes):
                before, after = self.box(part[-1]), self.box(indexes[place + 1])
                blank = after[0] - before[1]
                seen = "".join(chr(self.codes[i]) for i in part).strip()
                is_label = len(seen) <= 4 or marks.LONE_NUMBER.match(seen)
                wide = blank > 2.6 * max(before[3] - before[2], 6) and not is_label
                if blank > 1 and (wide or rules.between(before[1], after[0], before[2])):
                    parts.append(part)
                    part, words = [], words + 1
                    continue
            part.append(index)
        return [*parts, part] if part else parts

    def _line(self, indexes: list[int], page: int, height: float) -> Line | None:
        inked = [i for i in indexes if not chr(self.codes[i]).isspace()]
        if not inked:
            return None
        raw = "".join(chr(self.codes[i]) for i in indexes)
        mark, rest = marks.take_mark(raw)
        words = [i for i in inked if chr(self.codes[i]).isalnum()] or inked
        sample = {words[0], words[len(words) // 2], words[-1]}
        first, last = self.box(inked[0]), self.box(inked[-1])
        return Line(
            text=GLUED_GENITIVE.sub(" ", marks.clean(rest)),
            page=page,
            mark=mark,
            left=round(first[0], 1),
            right=round(last[1], 1),
            top=round(height - self.baseline(words[0]), 1),
            size=self.size(words[-1]),
            bold=all(self.is_bold(i) for i in sample),
        )


def _join_lone_marks(lines: list[Line]) -> list[Line]:
    """A bullet or number set by itself belongs to the words at its height, wherever they come in the file."""
    lone = [line for line in lines if _stands_apart(line)]
    taken = set()
    for label in lone:
        beside = [
            line for line in lines if line not in lone and id(line) not in taken and _is_beside(label, line)
        ]
        if not beside:
            continue
        words = min(beside, key=lambda line: line.left)
        if marks.LONE_NUMBER.match(label.text):
            words.text = f"{label.text} {words.text}"
        elif not words.mark:
            words.mark = label.mark or "\u2022"
        words.left = label.left
        taken |= {id(label), id(words)}
    return [
        line for line in lines if (line.text or line.mark) and not (id(line) in taken and _stands_apart(line))
    ]


def _stands_apart(line: Line) -> bool:
    is_mark = (line.mark and not line.text) or marks.lone_mark(line.text)
    return bool(is_mark or marks.LONE_NUMBER.match(line.text))


def _is_beside(label: Line, line: Line) -> bool:
    return abs(label.top - line.top) < 3 and 0 < line.left - label.left < 60


def _note_gaps(lines: list[Line]) -> None:
    steps = [b.top - a.top for a, b in pairwise(lines) if 4 < b.top - a.top < 40]
    if not steps:
        return
    usual = sorted(steps)[len(steps) // 4]
    for before, line in pairwise(lines):
        step = line.top - before.top
        line.gap = step > max(1.3 * usual, 1.3 * (line.size or 0)) or step < -4


def _rows(lines: list[Line]) -> list[str]:
    """The page as the eye sees it: what stands at one height is one row."""
    rows: list[list[Line]] = []
    for line in sorted(lines, key=lambda each: (each.top, each.left)):
        if rows and abs(rows[-1][0].top - line.top) < 3:
            rows[-1].append(line)
        else:
            rows.append([line])
    return ["   ".join(_printed(each) for each in sorted(row, key=lambda e: e.left)) for row in rows]


def _printed(line: Line) -> str:
    text = f"\u2022 {line.text}" if line.mark else line.text
    return f"{text}-" if line.broken_word else text
