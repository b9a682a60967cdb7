import csv
import io
import re
import zipfile
from contextlib import closing
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import PurePosixPath

import openpyxl
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException

from accounts.damaged_zips import DAMAGED_ZIP

LARGEST = 5 * 1024 * 1024
LARGEST_UNPACKED = 40 * 1024 * 1024
MOST_PARTS = 500
MOST_SHEETS = 10
MOST_ROWS = 5_000
MOST_RAW_ROWS = 20_000
MOST_COLUMNS = 60
MOST_LETTERS = 4_000_000
CELL_LONGEST = 32_767
HEADING_WITHIN = 20
# No spreadsheet program writes these; with them a few letters could be defined to stand for gigabytes.
DEFINITIONS = [text.encode(coding) for text in ("<!DOCTYPE", "<!ENTITY") for coding in ("utf-8", "utf-16-le")]

# What a spreadsheet program takes for a formula; also with apostrophes before it, so that one can be added
# to any text and taken away again.
LOOKS_LIKE_A_FORMULA = re.compile(r"'*[=+\-@\t\r]")
WITH_ADDED_APOSTROPHE = re.compile(r"'+[=+\-@\t\r]")


class NotRead(ValueError):
    """One sentence for the person who chose the file."""


@dataclass(frozen=True)
class Table:
    """The cells as text. `rows` are (number of the line in the file, cells)."""

    headings: list
    rows: list


def read(name, file, knows_heading):
    """The first sheet that has a row of headings. `knows_heading` says whether one means anything to us."""
    if file.size > LARGEST:
        raise NotRead(f"“{name}” is larger than {LARGEST // 1024**2} MB. Take out what isn't the plan.")
    ending = PurePosixPath(name.lower()).suffix
    head = file.read(4)
    file.seek(0)
    if head.startswith(b"PK") and ending in (".xlsx", ".xlsm"):
        sheets = _sheets_of_xlsx(name, file)
    elif ending in (".csv", ".txt") and not head.startswith((b"PK", b"\xd0\xcf")):
        sheets = [_lines_of_csv(name, file.read())]
    else:
        raise NotRead(f"“{name}” is not an XLSX or CSV file. Save it as one of these, and choose it again.")
    for lines in sheets:
        table = _table(name, lines, knows_heading)
        if table is not None:
            return table
    raise NotRead(
        f"“{name}” has no row of headings with rows below it. Put a heading such as “Title” over each column."
    )


def _sheets_of_xlsx(name, file):
    _measure(name, file)
    try:
        with closing(openpyxl.load_workbook(file, read_only=True, data_only=True, keep_links=False)) as book:
            shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            return [list(_lines_of_sheet(sheet)) for sheet in shown[:MOST_SHEETS]]
    except (
        *DAMAGED_ZIP, InvalidFileException, SyntaxError, KeyError, TypeError, IndexError, AttributeError,
        OverflowError,
    ) as damage:  # fmt: skip
        raise NotRead(
            f"“{name}” is damaged or protected by a password. Save it again, and choose it again."
        ) from damage


def _measure(name, file):
    """Before anything is unpacked: a small file can hold a very large one."""
    try:
        with zipfile.ZipFile(file) as parts:
            listed = parts.infolist()
            is_far_more = (
                sum(part.file_size for part in listed) > LARGEST_UNPACKED or len(listed) > MOST_PARTS
            )
            defines = not is_far_more and any(
                mark in parts.read(part) for part in listed for mark in DEFINITIONS
            )
    except DAMAGED_ZIP as damage:
        raise NotRead(f"“{name}” is damaged. Save it again, and choose it again.") from damage
    if is_far_more:
        raise NotRead(f"“{name}” unpacks to far more than a plan. Copy the plan into a file of its own.")
    file.seek(0)
    if defines:
        raise NotRead(f"“{name}” is damaged: it is not what a spreadsheet program writes. Save it again.")


def _lines_of_sheet(sheet):
    sheet.reset_dimensions()
    for number, cells in enumerate(sheet.iter_rows(values_only=True, max_col=MOST_COLUMNS), 1):
        if number > MOST_RAW_ROWS:
            return
        texts = [_text(cell) for cell in cells]
        if any(texts):
            yield number, texts


def _lines_of_csv(name, content):
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    first = text.partition("\n")[0]
    delimiter = max(",;\t", key=first.count)
    lines = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        read = [
            (number, [_without_apostrophe(cell) for cell in cells[:MOST_COLUMNS]])
            for number, cells in zip(range(1, MOST_RAW_ROWS + 1), lines, strict=False)
        ]
    except csv.Error as damage:
        raise NotRead(f"“{name}” is not a CSV file that can be read. Save it again as CSV.") from damage
    return [(number, cells) for number, cells in read if any(cells)]


def _without_apostrophe(cell):
    cell = cell[1:] if WITH_ADDED_APOSTROPHE.match(cell) else cell
    return _clean(cell)


def _text(cell):
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return _clean(str(cell))


def _clean(text):
    return "".join(char for char in text[:CELL_LONGEST] if char >= " " or char in "\n\t").strip()


def _table(name, lines, knows_heading):
    """A row of headings is the one of the first rows that says most of what we know."""
    candidates = lines[:HEADING_WITHIN]
    known = [sum(knows_heading(cell) for cell in cells if cell) for _, cells in candidates]
    if not known or not max(known):
        return None
    at = known.index(max(known))
    below = lines[at + 1 :]
    if len(below) > MOST_ROWS:
        raise NotRead(
            f"“{name}” has more than {MOST_ROWS} rows. Split it, and bring in one part after the other."
        )
    if not below:
        return None
    if sum(len(cell) for _, cells in below for cell in cells) > MOST_LETTERS:
        raise NotRead(f"“{name}” holds more text than a plan. Copy the plan into a file of its own.")
    width = max(_width(cells) for _, cells in lines[at:])
    return Table(
        headings=_headings(lines[at][1], width),
        rows=[(number, [*cells[:width], *[""] * (width - len(cells))]) for number, cells in below],
    )


def _width(cells):
    return max((place for place, cell in enumerate(cells, 1) if cell), default=0)


def _headings(cells, width):
    """A merged heading stands in the first of its columns; the others are named by their letter."""
    named, seen = [], set()
    for place in range(width):
        heading = " ".join(cells[place].split())[:80] if place < len(cells) else ""
        letter = get_column_letter(place + 1)
        if not heading:
            heading = f"Column {letter}"
        elif heading.casefold() in seen:
            heading = f"{heading} (column {letter})"
        seen.add(heading.casefold())
        named.append(heading)
    return named
