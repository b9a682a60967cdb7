"""Plain text in any usual encoding, as saved by hand or by a text extractor, with or without its layout."""

import re
from collections import Counter

from inspections.report_reading import limits, marks
from inspections.report_reading.document import Document, Line, Page, UnreadableReport

BYTE_ORDER_MARKS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))
HEADING = re.compile(r"^\s{0,3}(#{1,6})\s+(?=\S)")
EMPHASIS = re.compile(r"(\*\*|__)(?=\S)(.+?)(?<=\S)\1|(?<![\w*])\*(?=[^\s*])([^*]+?)(?<=[^\s*])\*(?![\w*])")
WIDE_BLANK = re.compile(r"(?<=\S)(?:\s{3,}|\t+)(?=\S)")
DEEP = 20
TABLE_RULE = re.compile(r"^\s*\|?[\s:|+=-]{5,}\|?\s*$")


def decode(data: bytes) -> str:
    """The words of a text file; a file with no byte order mark is judged by how its bytes fall."""
    for mark, encoding in BYTE_ORDER_MARKS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    sample = data[:4000]
    if len(sample) > 3 and sample[1::2].count(0) > len(sample) // 4:
        return _strictly(data, "utf-16-le")
    if len(sample) > 3 and sample[0::2].count(0) > len(sample) // 4:
        return _strictly(data, "utf-16-be")
    for encoding in ("utf-8", "cp1252"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return data.decode("latin-1")


def _strictly(data: bytes, encoding: str) -> str:
    return data.decode(encoding, errors="replace")


def read_text(data: bytes) -> Document:
    text = decode(data).replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > limits.LETTERS_IN_A_FILE:
        raise UnreadableReport(
            "This text is far longer than any inspection report: upload only the inspection report itself."
        )
    sheets = text.split("\f")
    if len(sheets) > 1 and not sheets[-1].strip():
        sheets.pop()
    if len(sheets) > limits.PAGES:
        raise UnreadableReport(
            f"This text has {len(sheets):,} pages and a report may have at most {limits.PAGES}: "
            "upload only the inspection report itself."
        )
    return Document("text", [_read_page(sheet, number) for number, sheet in enumerate(sheets, 1)])


def _read_page(sheet: str, number: int) -> Page:
    page = Page(number)
    printed = [line.rstrip() for line in sheet.split("\n")]
    table_starts = _column_starts(printed)
    gap = False
    row = 0
    for place, raw in enumerate(printed):
        if not raw.strip(" \t|"):
            gap, row = True, row + 1
            continue
        if TABLE_RULE.match(raw):
            continue
        page.rows.append(_row(raw))
        for line in _lines_of(raw, number, table_starts.get(place), row):
            line.gap, gap = gap, False
            page.lines.append(line)
    page.lines = _joined(_columns_in_order(page.lines))
    return page


def _row(raw: str) -> str:
    if raw.strip().startswith("|"):
        raw = "   ".join(cell.strip() for cell in raw.strip().strip("|").split("|"))
    return marks.UNSEEN.sub("", _unmarked(re.sub(r"\t+", "   ", HEADING.sub("", raw)))).strip()


def _unmarked(text: str) -> str:
    return EMPHASIS.sub(lambda found: found.group(2) or found.group(3), text)


def _lines_of(raw: str, page: int, start: int | None, row: int) -> list[Line]:
    heading = None
    if found := HEADING.match(raw):
        heading, raw = len(found.group(1)), raw[found.end() :]
    bold = bool(re.match(r"^\s*\*\*.+\*\*:?\s*$", raw))
    raw = _unmarked(raw)
    if raw.strip().startswith("|"):
        cells = [cell.strip() for cell in raw.strip().strip("|").split("|")]
        return [
            Line(
                marks.clean(rest),
                page,
                mark,
                cell=(page, f"row {id(raw)}", column),
                column=column,
                whole=True,
            )
            for column, (mark, rest) in enumerate(map(marks.take_mark, cells))
            if rest
        ]
    lines = []
    for left, piece in _pieces(raw, start):
        mark, rest = marks.take_list_mark(piece)
        words = marks.clean(rest)
        if not words and not mark:
            continue
        line = Line(words, page, mark, left=left, right=left + len(piece), bold=bold, heading=heading)
        if start is not None:
            line.column = 1 if left >= start else 0
            line.cell = (page, f"rows {row}", line.column)
        lines.append(line)
    return lines


def _pieces(raw: str, start: int | None) -> list[tuple[int, str]]:
    """The parts of a printed line that stand in different columns, each with where it begins."""
    if (
        start is not None
        and len(raw) > start
        and raw[start - 1] == " "
        and raw[start] != " "
        and raw[:start].strip()
    ):
        cuts = [0, start]
    else:
        cuts = [0, *(found.end() for found in WIDE_BLANK.finditer(raw))]
        if len(cuts) > 1 and _is_label(raw[: cuts[1]].strip()):
            del cuts[1]
    pieces = []
    for begin, end in zip(cuts, [*cuts[1:], len(raw)], strict=True):
        piece = raw[begin:end]
        left = begin + len(piece) - len(piece.lstrip())
        if piece.strip():
            pieces.append((left, piece.strip()))
    return pieces


def _column_starts(printed: list[str]) -> dict[int, int]:
    """Where the second column begins, for each line of a two-column table laid out with blanks."""
    starts: dict[int, int] = {}
    begin = 0
    while begin < len(printed):
        end = begin
        while end < len(printed) and printed[end].strip():
            end += 1
        block = range(begin, end)
        seen = Counter(filter(None, (_second_column(printed[place]) for place in block)))
        seen.update(_indent(printed[place]) for place in block if _indent(printed[place]) >= DEEP)
        if seen:
            start, times = seen.most_common(1)[0]
            wide = [p for p in block if len(printed[p]) > start]
            if times >= 3 and times * 5 >= len(block) * 3 and all(printed[p][start - 1] == " " for p in wide):
                starts.update(dict.fromkeys(block, start))
        begin = end + 1
    return starts


def _second_column(raw: str) -> int | None:
    """Where the words after a wide blank begin; a bullet or number before them is no column."""
    found = WIDE_BLANK.search(raw)
    return found.end() if found and not _is_label(raw[: found.start()].strip()) else None


def _is_label(words: str) -> bool:
    return len(words) <= 2 or bool(marks.LONE_NUMBER.match(words)) or marks.lone_mark(words)


def _indent(raw: str) -> int:
    return len(raw) - len(raw.lstrip())


def _columns_in_order(lines: list[Line]) -> list[Line]:
    """The first column of a table row before its second."""
    ordered: list[Line] = []
    place = 0
    while place < len(lines):
        cell = lines[place].cell
        if cell is None or lines[place].whole:
            ordered.append(lines[place])
            place += 1
            continue
        row = []
        while place < len(lines) and lines[place].cell and lines[place].cell[:2] == cell[:2]:
            row.append(lines[place])
            place += 1
        ordered += [line for line in row if line.column == 0] + [line for line in row if line.column == 1]
    return ordered


def _joined(lines: list[Line]) -> list[Line]:
    """A number or a bullet mark on a line of its own belongs to the words below it."""
    joined: list[Line] = []
    for line in lines:
        before = joined[-1] if joined else None
        if before and before.cell == line.cell and not line.mark:
            if before.mark and not before.text:
                before.text, before.right = line.text, line.right
                continue
            if marks.lone_mark(before.text):
                before.mark, before.text, before.right = "\u2022", line.text, line.right
                continue
            if marks.LONE_NUMBER.match(before.text):
                before.text, before.right = f"{before.text} {line.text}", line.right
                continue
        joined.append(line)
    return joined
