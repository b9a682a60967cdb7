"""A report's pages beside what was read on them: which go together, and where on the page the words stand."""

import re
from dataclasses import dataclass, field

from inspections.differences import Piece

ENOUGH_TO_FIND = 7


@dataclass
class Spread:
    """One page of the report and the area forms that came from it; without a page, those a person added."""

    page: int | None
    pieces: list = field(default_factory=list)
    areas: list = field(default_factory=list)


def spreads(pages, areas):
    """In the order of the areas: a run of areas from one page shares that page's text."""
    found = []
    for number, form in enumerate(areas, 1):
        form.number = number
        page = page_of(form, pages)
        if not found or found[-1].page != page:
            found.append(Spread(page))
        found[-1].areas.append(form)
    for spread in found:
        if spread.page:
            wordings = [form["words"].value() or "" for form in spread.areas]
            spread.pieces = marked(pages[spread.page - 1], wordings)
    return found


def quiet_pages(pages, areas):
    """(number, text) of the pages that no area came from, to see whether one was missed."""
    spoken = {page_of(form, pages) for form in areas}
    return [(number, text) for number, text in enumerate(pages, 1) if number not in spoken]


def page_of(form, pages):
    typed = str(form["page"].value() or "")
    number = int(typed) if typed.isdecimal() and len(typed) < 6 else 0
    return number if 1 <= number <= len(pages) else None


def marked(text, wordings):
    """The text of a page in pieces, those marked that are the words of an area."""
    places = sorted(filter(None, (_place(text, words) for words in wordings)))
    pieces, at = [], 0
    for start, end in places:
        if start < at:
            continue
        pieces += [Piece(text[at:start], False), Piece(text[start:end], True)]
        at = end
    return [piece for piece in [*pieces, Piece(text[at:], False)] if piece.words]


def _place(text, words):
    """Where the words stand, over line breaks; where they run on to the next page, where they begin."""
    tokens = words.split()
    for count in (len(tokens), ENOUGH_TO_FIND):
        if tokens and count <= len(tokens):
            pattern = r"\s+".join(_over_line_breaks(token) for token in tokens[:count])
            if found := re.search(pattern, text, re.IGNORECASE):
                return found.span()
    return None


def _over_line_breaks(token):
    """A word, also where the page divides it by a hyphen at the end of a line."""
    return r"(?:-[ \t]*\n\s*)?".join(re.escape(letter) for letter in token)
