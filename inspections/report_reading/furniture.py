"""Running headers, footers, page numbers and footnotes: what is printed on a page and belongs to no sentence."""

import re
from collections import Counter

from inspections.report_reading.document import Document, Line, Page

REACH = 4
PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?[-–]?\s*(\d{1,3}|[ivxl]{1,5})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE
)


def remove(document: Document) -> None:
    if len(document.pages) > 1:
        _from_pages(document.pages)
    else:
        _from_one_long_text(document.pages[0])
    for page in document.pages:
        _footnotes(page)


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\W+", " ", text.lower())).strip()


def _edges(page: Page) -> list[Line]:
    """The lines of a page near its top and its foot, where furniture stands."""
    plain = [line for line in page.lines if not line.mark]
    if page.height:
        return [line for line in plain if line.top < page.height * 0.13 or line.top > page.height * 0.88]
    seen = {id(line): line for line in plain[:REACH] + plain[-REACH:]}
    return list(seen.values())


def _from_pages(pages: list[Page]) -> None:
    shapes = Counter(shape for page in pages for shape in {_shape(line.text) for line in _edges(page)})
    needed = max(2, round(len(pages) * 0.3))
    for page in pages:
        gone = set()
        edges = _edges(page)
        for line in edges:
            shape = _shape(line.text)
            if PAGE_NUMBER.match(line.text) or (
                shape and shapes[shape] >= needed and _may_be_furniture(line)
            ):
                gone.add(id(line))
        if gone:
            page.lines = [line for line in page.lines if id(line) not in gone]
        if page.lines:
            page.lines[0].gap = None


def _may_be_furniture(line: Line) -> bool:
    return not re.search(r"[a-z]{3,}[.:;]$", line.text) or bool(re.search(r"\d", line.text))


def _from_one_long_text(page: Page) -> None:
    """A text without page breaks: a repeated line that carries a page number, or a number by itself."""
    shapes = Counter(_shape(line.text) for line in page.lines if not line.mark)
    kept: list[Line] = []
    for line in page.lines:
        shape = _shape(line.text)
        numbered = bool(re.search(r"\d+$", line.text))
        repeated = shapes[shape] >= 3 and len(shape) > 12 and "#" in shape and "inspection" in shape
        alone = bool(PAGE_NUMBER.match(line.text)) and line.text.strip().isdigit() and not line.cell
        if not line.mark and ((repeated and numbered) or alone):
            continue
        kept.append(line)
    page.lines = kept


def _footnotes(page: Page) -> None:
    """Small print at the foot of a page, below the words it explains."""
    sizes = Counter(round(line.size) for line in page.lines if line.size for _ in line.text)
    if sizes:
        body = sizes.most_common(1)[0][0]
        foot = len(page.lines)
        while foot and (line := page.lines[foot - 1]).size and line.size <= body * 0.88 and not line.mark:
            foot -= 1
        if foot and foot < len(page.lines) and page.height and page.lines[foot].top > page.height * 0.5:
            del page.lines[foot:]
        return
    for place in range(max(1, len(page.lines) - 8), len(page.lines) - 1):
        if re.fullmatch(r"\d{1,2}", page.lines[place].text) and re.match(
            r"[A-Z]", page.lines[place + 1].text
        ):
            del page.lines[place:]
            return
