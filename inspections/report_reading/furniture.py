"""Running headers, footers, page numbers, footnotes: what is printed on a page and is no sentence of it."""

import re
from collections import Counter

from inspections.report_reading import headings
from inspections.report_reading.document import Document, Line, Page

REACH = 5
PAGE_NUMBER = re.compile(
    r"^(?:page\s+)?[-–]?\s*(\d{1,3}|[ivxl]{1,5})\s*[-–]?(?:\s*(?:of|/)\s*\d{1,3})?$", re.IGNORECASE
)

LETTERHEAD = re.compile(
    r"^(?:[TEWF]:?\s+[\w@./ -]+|Tel(?:ephone)?:? [\d ]+|Textphone:? [\d ]+|Fax:? [\d ]+"
    r"|(?:https?://|www\.)\S+|\S+@\S+\.\S+"
    r"|Piccadilly Gate|Store St(?:reet)?|M1 2WD|Aviation House|125 Kingsway|2 Rivergate|Temple Quay|Clive "
    r"House"
    r"|Agora|6 Cumberland Place|Nottingham NG1 6HJ|BS1 6EH|WC2B 6SE)$"
)
ENDS_IN_PAGE_NUMBER = re.compile(r"^\d{1,3}$|[^\d\W][?:.’')\s]*[.\s]\s*\d{1,3}$|^\d{1,3}\s+[A-Z]")


def remove(document: Document) -> None:
    for page in document.pages:
        _contents(page)
    if len(document.pages) > 1:
        _from_pages(document.pages)
    else:
        _from_one_long_text(document.pages[0])
    for page in document.pages:
        _footnotes(page)
        page.lines = [line for line in page.lines if line.mark or not LETTERHEAD.match(line.text)]


def _shape(text: str) -> str:
    return re.sub(r"\d+", "#", re.sub(r"\W+", " ", text.lower())).strip()


def _edges(page: Page) -> list[tuple[str, Line]]:
    """The lines near the top and the foot of a page, each with the shape it would have as furniture.

    On a page of text alone, furniture also keeps its distance from the edge of the page.
    """
    plain = [line for line in page.lines if not line.mark]
    if page.height:
        far = (page.height * 0.13, page.height * 0.88)
        return [(_shape(line.text), line) for line in plain if not far[0] <= line.top <= far[1]]
    top = [(f"{place} {_shape(line.text)}", line) for place, line in enumerate(plain[:REACH])]
    foot = [(f"-{place} {_shape(line.text)}", line) for place, line in enumerate(plain[:-REACH:-1], 1)]
    return top + foot


def _from_pages(pages: list[Page]) -> None:
    shapes = Counter(shape for page in pages for shape in {shape for shape, _ in _edges(page)})
    needed = max(2, round(len(pages) * 0.3))
    for page in pages:
        gone = [
            line
            for shape, line in _edges(page)
            if PAGE_NUMBER.match(line.text) or (shapes[shape] >= needed and _may_be_furniture(line))
        ]
        _drop(page, gone)
        if page.lines:
            page.lines[0].gap = None


def _may_be_furniture(line: Line) -> bool:
    if headings.stands_alone(line.text):
        return False
    return not re.search(r"[a-z]{3,}[.:;]$", line.text) or bool(re.search(r"\d", line.text))


def _drop(page: Page, gone: list[Line]) -> None:
    """Furniture goes from the lines and from the rows; the blank around it says nothing about paragraphs."""
    unwanted = {id(line) for line in gone}
    kept: list[Line] = []
    for place, line in enumerate(page.lines):
        if id(line) in unwanted:
            continue
        if place and id(page.lines[place - 1]) in unwanted:
            line.gap = None
        kept.append(line)
    page.lines = kept
    texts = {line.text for line in gone}
    page.rows = [row for row in page.rows if not {part.strip() for part in row.split("   ")} <= texts | {""}]


def _from_one_long_text(page: Page) -> None:
    """A text without page breaks: a repeated line that carries a page number, or a number by itself."""
    shapes = Counter(_shape(line.text) for line in page.lines if not line.mark)
    _drop(page, [line for line in page.lines if not line.mark and _is_furniture_by_itself(line, shapes)])


def _is_furniture_by_itself(line: Line, shapes: Counter) -> bool:
    shape = _shape(line.text)
    repeated = shapes[shape] >= 3 and len(shape) > 12 and "#" in shape and "inspection" in shape
    if repeated and re.search(r"\d$", line.text):
        return True
    return line.text.strip().isdigit() and bool(PAGE_NUMBER.match(line.text)) and not line.cell


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
        note = page.lines[place + 1 :]
        if re.fullmatch(r"\d{1,2}", page.lines[place].text) and _reads_as_note(note):
            del page.lines[place:]
            return


def _reads_as_note(lines: list[Line]) -> bool:
    if any(line.mark or line.heading or headings.stands_alone(line.text) for line in lines):
        return False
    return lines[0].text[:1].isupper() and len(lines[0].text) > 40


def _contents(page: Page) -> None:
    """The list of contents repeats every heading of the report; its lines end in page numbers."""
    begin = next(
        (n for n, line in enumerate(page.lines) if re.fullmatch(r"contents:?", line.text.lower())), None
    )
    if begin is None:
        return
    end = begin + 1
    while any(ENDS_IN_PAGE_NUMBER.search(line.text) for line in page.lines[end : end + 3]):
        end += 1
    del page.lines[begin:end]
