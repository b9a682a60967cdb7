"""Web pages: headings, paragraphs, list items and table cells as lines; scripts and styles left out."""

from html.parser import HTMLParser

from inspections.report_reading import limits, marks
from inspections.report_reading.document import Document, Line, Page, UnreadableReport

BLOCKS = frozenset(
    [
        "p",
        "div",
        "section",
        "article",
        "header",
        "footer",
        "main",
        "aside",
        "blockquote",
        "pre",
        "dl",
        "dt",
        "dd",
        "ul",
        "ol",
        "table",
        "tr",
        "caption",
        "figure",
        "br",
        "hr",
        "form",
    ]
)
HEADINGS = {f"h{level}": level for level in range(1, 7)}
HIDDEN = frozenset(
    ["script", "style", "template", "noscript", "nav", "svg", "head", "title", "select", "textarea", "button"]
)
LEFT_OUT_OF_HEAD = frozenset({"head"})
VOID = frozenset(
    [
        "br",
        "hr",
        "img",
        "input",
        "meta",
        "link",
        "source",
        "wbr",
        "area",
        "base",
        "col",
        "embed",
        "param",
        "track",
    ]
)


def read_html(text: str) -> Document:
    if len(text) > limits.LETTERS_IN_A_FILE:
        raise UnreadableReport(
            "This web page is far longer than any inspection report: upload only the report itself."
        )
    reader = _Reader()
    reader.feed(text)
    reader.close()
    reader.end_line()
    if sum(len(line.text) for line in reader.page.lines) < limits.LETTERS_IN_ANY_REPORT:
        raise UnreadableReport("This web page has hardly any text in it: upload the report itself.")
    return Document("html", [reader.page])


class _Reader(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.page = Page(1)
        self.parts: list[str] = []
        self.length = 0
        self.hidden = 0
        self.heading: int | None = None
        self.lists: list[list] = []
        self.item: str | None = None
        self.bold = 0
        self.plain_letters = 0
        self.table = self.row = self.column = 0
        self.in_cell = False

    def handle_starttag(self, tag: str, attrs: list) -> None:
        if tag in HIDDEN:
            self.hidden += 1
        if tag in BLOCKS or tag in HEADINGS or tag in ("li", "td", "th"):
            self.end_line()
        if tag in HEADINGS:
            self.heading = HEADINGS[tag]
        elif tag in ("ul", "ol"):
            self.lists.append([tag, 0])
        elif tag == "li":
            self._begin_item()
        elif tag in ("b", "strong"):
            self.bold += 1
        elif tag == "table":
            self.table, self.row = self.table + 1, 0
        elif tag == "tr":
            self.row, self.column = self.row + 1, 0
        elif tag in ("td", "th"):
            self.column, self.in_cell = self.column + 1, True

    def handle_endtag(self, tag: str) -> None:
        if tag in HIDDEN:
            self.hidden = max(0, self.hidden - 1)
        if tag in BLOCKS or tag in HEADINGS or tag in ("li", "td", "th"):
            self.end_line()
        if tag in HEADINGS:
            self.heading = None
        elif tag in ("ul", "ol") and self.lists:
            self.lists.pop()
        elif tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)
        elif tag in ("td", "th"):
            self.in_cell = False

    def _begin_item(self) -> None:
        if self.lists and self.lists[-1][0] == "ol":
            self.lists[-1][1] += 1
            self.item = f"{self.lists[-1][1]}. "
        else:
            self.item = "\u2022 "

    def handle_data(self, data: str) -> None:
        if self.hidden:
            return
        self.parts.append(data)
        if data.strip() and not self.bold:
            self.plain_letters += len(data.strip())

    def end_line(self) -> None:
        words = marks.clean("".join(self.parts))
        all_bold = bool(words) and not self.plain_letters
        self.parts, self.plain_letters = [], 0
        if not words:
            return
        mark, rest = marks.take_mark(words)
        if self.item and not mark:
            mark, rest = ("\u2022", words) if self.item.startswith("\u2022") else ("", f"{self.item}{words}")
        self.item = None
        line = Line(
            rest.strip(),
            1,
            mark,
            heading=self.heading,
            bold=all_bold,
            whole=True,
            left=20.0 * len(self.lists),
        )
        if self.in_cell:
            line.cell, line.column = (self.table, self.row, self.column), self.column - 1
            if self.page.lines and self.page.lines[-1].cell and self.page.lines[-1].cell[:2] == line.cell[:2]:
                self.page.rows[-1] += f"   {rest.strip()}"
                self.page.lines.append(line)
                return
        self.page.lines.append(line)
        self.page.rows.append(f"\u2022 {rest.strip()}" if mark else rest.strip())
