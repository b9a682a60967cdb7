"""What every format reader hands on: pages of lines, with as much of the layout as the format knows."""

from dataclasses import dataclass, field


class UnreadableReport(Exception):
    """The file can't be read as a report. The message is one sentence for the person who chose the file."""


@dataclass(slots=True)
class Line:
    """One line of text as printed. Positions are points in a PDF and columns in plain text."""

    text: str
    page: int
    mark: str = ""
    left: float | None = None
    right: float | None = None
    top: float | None = None
    size: float | None = None
    bold: bool = False
    gap: bool | None = None
    cell: tuple | None = None
    column: int = 0
    heading: int | None = None
    whole: bool = False
    broken_word: bool = False
    margin: bool = False

    @property
    def letter_width(self) -> float:
        if self.left is None or self.right is None or not self.text:
            return 1.0
        return max(0.1, (self.right - self.left) / (len(self.text) + (2 if self.mark else 0)))


@dataclass(slots=True)
class Page:
    """A page: its lines in reading order, and its rows as the eye sees them, left to right."""

    number: int
    lines: list[Line] = field(default_factory=list)
    rows: list[str] = field(default_factory=list)
    height: float | None = None

    @property
    def text(self) -> str:
        return "\n".join(self.rows)


@dataclass(slots=True)
class Document:
    kind: str
    pages: list[Page]

    @property
    def lines(self) -> list[Line]:
        return [line for page in self.pages for line in page.lines]

    @property
    def rows(self) -> list[str]:
        return [row for page in self.pages for row in page.rows]
