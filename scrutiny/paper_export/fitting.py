"""How much text a slide holds. Estimated a little high: too much goes on to the next slide, not off it."""

import unicodedata
from dataclasses import dataclass
from functools import cache

LINE = 1.22  # the height of a line, in sizes of its letters
NARROW, WIDE = set("ijl.,:;'|!()[]ft rI"), set("mwMWQ%@—…")


@dataclass(frozen=True)
class Line:
    """One paragraph of a slide. `kind` is head, quote, point, more (what follows a point) or text."""

    words: str
    kind: str = "text"


SIZES = {"head": 16, "quote": 18, "point": 15, "more": 15, "text": 15}
SPACE_BEFORE = {"head": 12, "quote": 4, "point": 5, "more": 1, "text": 3}
INDENT = {"head": 0, "quote": 14, "point": 16, "more": 16, "text": 0}
# How much larger the letters are where everything fits on one slide all the same.
SCALES = (1.5, 1.35, 1.2, 1.1)
EVENLY = (0.6, 0.7, 0.8, 0.9)


def width_of(words, size):
    return sum(_width(letter) for letter in words) * size


@cache
def _width(letter):
    if letter in NARROW:
        return 0.32
    if letter in WIDE or unicodedata.east_asian_width(letter) in "WF":
        return 1.0
    return 0.7 if letter.isupper() else 0.54


def wrapped(words, size, width):
    """The lines a text is set in; a word too long for a line is broken."""
    done, line, used = [], [], 0
    gap = width_of(" ", size)
    pieces = [piece for word in words.split() for piece in _broken(word, size, width)]
    for word in pieces:
        needed = width_of(word, size)
        if line and used + gap + needed > width:
            done.append(" ".join(line))
            line, used = [], 0
        used += needed + (gap if line else 0)
        line.append(word)
    return [*done, " ".join(line)]


def _broken(word, size, width):
    """The word, or the pieces of it that each fit a line."""
    piece, used = "", 0
    for letter in word:
        needed = width_of(letter, size)
        if piece and used + needed > width:
            yield piece
            piece, used = "", 0
        piece, used = piece + letter, used + needed
    yield piece


def height_of(line, width, scale=1):
    size = SIZES[line.kind] * scale
    room = width - INDENT[line.kind]
    return len(wrapped(line.words, size, room)) * size * LINE + SPACE_BEFORE[line.kind]


def pages(lines, width, height):
    """(scale, [[Line] for each slide]): as large as one slide allows, and on several at the usual size."""
    for scale in SCALES:
        if sum(height_of(line, width, scale) for line in lines) <= height:
            return scale, [lines]
    spread = _spread(lines, width, height)
    # As many slides, but evenly filled: a last one with a single line looks forgotten.
    evenly = (_spread(lines, width, height * part) for part in EVENLY)
    return 1, next((each for each in evenly if len(each) == len(spread)), spread)


def _spread(lines, width, height):
    """A head never stands alone at the foot of a slide; one text may run over several."""
    done, page, left = [], [], height
    waiting = [part for line in lines for part in _pieces(line, width, height)]
    for place, line in enumerate(waiting):
        needed = height_of(line, width)
        if line.kind == "head" and place + 1 < len(waiting):
            needed += min(height_of(waiting[place + 1], width), height * 0.4)
        if page and needed > left:
            done.append(page)
            page, left = [], height
        page.append(line)
        left -= height_of(line, width)
    return [*done, page] if page or not done else done


def _pieces(line, width, height):
    """The line, cut where one slide is not enough for it."""
    size = SIZES[line.kind]
    most = max(1, int((height - SPACE_BEFORE[line.kind]) / (size * LINE)))
    set_in = wrapped(line.words, size, width - INDENT[line.kind])
    return [Line(" ".join(set_in[start : start + most]), line.kind) for start in range(0, len(set_in), most)]


def row_height(cells, widths, size, margin=10):
    """Of a row of a table whose cells hold paragraphs apart by line breaks."""
    return (
        max(len(_cell_lines(cell, wide, size)) for cell, wide in zip(cells, widths, strict=True))
        * (size * LINE)
        + margin
    )


def _cell_lines(cell, wide, size, margin=16):
    return [line for part in cell.split("\n") for line in wrapped(part, size, wide - margin)]


def table_pages(rows, widths, size, height):
    """[[row]] for each slide; the heading row is counted into `height` by the caller."""
    done, page, left = [], [], height
    pieces = [piece for row in rows for piece in _row_pieces(row, widths, size, height)]
    for row in pieces:
        needed = row_height(row, widths, size)
        if page and needed > left:
            done.append(page)
            page, left = [], height
        page.append(row)
        left -= needed
    return [*done, page] if page else done


def _row_pieces(row, widths, size, height):
    if row_height(row, widths, size) <= height:
        return [row]
    most = max(1, int((height - 10) / (size * LINE)))
    cells = [_cell_lines(cell, wide, size) for cell, wide in zip(row, widths, strict=True)]
    return [
        tuple("\n".join(cell[start : start + most]) for cell in cells)
        for start in range(0, max(len(cell) for cell in cells), most)
    ]
