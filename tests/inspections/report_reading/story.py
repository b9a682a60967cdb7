"""A report told once, to be written out as a PDF, a Word document, a web page or text.

A story is a list of parts. The words are invented; only the inspectorates' standard headings are theirs.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Part:
    kind: str
    text: str = ""
    number: str = ""
    level: int = 0
    cells: tuple[str, ...] = ()


def title(text):
    return Part("title", text)


def heading(text):
    return Part("heading", text)


def subheading(text):
    return Part("subheading", text)


def paragraph(text, number=""):
    return Part("paragraph", text, number)


def bullet(text, level=0):
    return Part("bullet", text, level=level)


def row(*cells):
    return Part("row", cells=cells)


def page_break():
    return Part("page")


FILLER = (
    "Workers in Westmarch know the families on their rounds, and visits are written up within the week. "
    "Managers read a sample of the notes each month and talk them over with the team that wrote them. "
    "Some notes are thin, and inspectors could not always tell from them what a child had said."
)


def filler(number=""):
    return paragraph(FILLER, number)
