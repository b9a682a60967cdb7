"""Lines joined into what a reader takes for one thing: a heading, a list item, a paragraph."""

import re
from collections import defaultdict
from dataclasses import dataclass, field
from itertools import zip_longest

from inspections.report_reading import headings, joining, marks
from inspections.report_reading.document import Document, Line

TERMINAL = re.compile(r"[.!?:;][’”\"')\]]*\d{0,2}$")
OPEN_END = re.compile(
    r"(?:,|\b(?:and|or|of|the|a|an|to|in|on|for|with|by|from|at|as|that|which|who|their|its|is|are|be|not"
    r"|into|between|"
    r"including|through|such|both|all|any|this|these))$",
    re.IGNORECASE,
)


@dataclass(slots=True)
class Block:
    lines: list[Line] = field(default_factory=list)
    number: str | None = None
    text: str = ""
    level: float = 0.0
    sentence_lines: list[int] = field(default_factory=list)

    @property
    def first(self) -> Line:
        return self.lines[0]

    @property
    def page(self) -> int:
        return self.lines[0].page

    @property
    def mark(self) -> str:
        return self.lines[0].mark

    @property
    def cell(self):
        return self.lines[0].cell

    @property
    def bold(self) -> bool:
        return all(line.bold for line in self.lines)

    @property
    def size(self) -> float:
        return self.lines[0].size or 0.0


def assemble(document: Document, *, in_tables: bool = False) -> list[Block]:
    lines = document.lines
    marks.take_letter_marks(lines)
    margins = _right_margins(lines)
    words = joining.vocabulary(lines)
    groups: list[list[Line]] = []
    lines = [line for line in lines if line.text]
    for line, following in zip_longest(lines, lines[1:]):
        margin = margins[_column(line)]
        heads_list = following is not None and _heads_list(groups, line, following, margin)
        if groups and not heads_list and not starts_new_block(groups[-1], line, margin, in_tables):
            groups[-1].append(line)
        else:
            groups.append([line])
    return [block for group in groups for block in _blocks_of(group, words)]


def _heads_list(groups: list[list[Line]], line: Line, following: Line, margin: float) -> bool:
    """A short line between a finished sentence and an item is a heading, however full the line above it."""
    if not groups or line.mark or not line.text[:1].isupper() or TERMINAL.search(line.text):
        return False
    if _has_open_bracket(" ".join(each.text for each in groups[-1])):
        return False
    is_short = len(line.text) < 70 and not OPEN_END.search(line.text)
    begins_item = bool(following.mark or marks.NUMBER.match(following.text))
    return is_short and begins_item and bool(TERMINAL.search(groups[-1][-1].text)) and margin != float("inf")


def _column(line: Line) -> tuple | None:
    """Lines of one table column share its width."""
    return (line.cell[0], *line.cell[2:]) if line.cell else None


def _right_margins(lines: list[Line]) -> dict:
    columns: dict = defaultdict(list)
    for line in lines:
        if line.right is not None:
            columns[_column(line)].append(line)
    reach = {column: max(line.right for line in inside) for column, inside in columns.items() if column}
    return defaultdict(lambda: float("inf"), reach | {None: _right_margin(columns[None])})


def _right_margin(lines: list[Line]) -> float:
    """How far right the words of a full line reach; no line of a text that isn't wrapped is full."""
    ends = sorted(line.right for line in lines if len(line.text) > 30)
    if not ends:
        return float("inf")
    reach = ends[int(len(ends) * 0.95)]
    return reach if ends[len(ends) // 2] > reach * 0.75 else float("inf")


def starts_new_block(group: list[Line], line: Line, margin: float, in_tables: bool = False) -> bool:
    before = group[-1]
    if line.mark or line.whole or before.whole or line.heading or before.heading:
        return True
    if line.cell != before.cell and not (line.page != before.page and group[0].mark):
        return True
    if before.broken_word:
        return False
    words = " ".join(each.text for each in group)
    if headings.begins_heading(line.text) or _is_whole_heading(words, line):
        return True
    if _has_open_bracket(words):
        return False
    if before.text.endswith(":"):
        return True
    if marks.NUMBER.match(line.text) and _number_may_start(before, line):
        return True
    if _looks_different(before, line):
        return True
    return _ends_paragraph(group, line, margin) or (not in_tables and _stops_short(group, line, margin))


def _is_whole_heading(words: str, line: Line) -> bool:
    """A heading ends where it makes sense, unless the next line goes on with a small letter."""
    return headings.stands_alone(words) and (headings.is_tier(words) or not line.text[:1].islower())


def _has_open_bracket(words: str) -> bool:
    return words.count("(") > words.count(")") and len(words) - words.rfind("(") < 200


def _looks_different(before: Line, line: Line) -> bool:
    if line.bold != before.bold and not OPEN_END.search(before.text):
        return True
    if not (line.size and before.size) or not (line.bold or before.bold):
        return False
    return abs(line.size - before.size) > 0.12 * before.size


def _ends_paragraph(group: list[Line], line: Line, margin: float) -> bool:
    """Nothing but the words and the room on the line to tell by."""
    before = group[-1]
    finished = bool(TERMINAL.search(before.text))
    is_full = _is_full(group, line, margin)
    if OPEN_END.search(before.text) and not line.gap:
        return False
    if _hangs_below(group, line):
        return False
    if line.gap and line.page == before.page:
        return not (line.text[:1].islower() and not finished and not headings.starts_like_item(line.text))
    if line.page != before.page and line.text[:1].isupper() and (finished or before.text.endswith(")")):
        return True
    if line.text[:1].islower():
        return finished and headings.starts_like_item(line.text) and not is_full
    return not (is_full or _hangs_together(before, line))


def _number_may_start(before: Line, line: Line) -> bool:
    if OPEN_END.search(before.text):
        return False
    begins = bool(re.match(r"\(?\d[\d.]*[.)]\s+[A-Z‘“]", line.text))
    return begins or bool(TERMINAL.search(before.text)) or before.bold


def _hangs_below(group: list[Line], line: Line) -> bool:
    """In a PDF the further lines of an item stand under its words, to the right of its mark or number."""
    first = group[0]
    is_item = bool(first.mark or marks.NUMBER.match(first.text))
    if not is_item or line.size is None or line.gap or line.page != first.page:
        return False
    return 5 < line.left - first.left < 45


def _hangs_together(before: Line, line: Line) -> bool:
    return bool(re.match(r"^[(‘“&]", line.text)) and not TERMINAL.search(before.text)


def _is_full(group: list[Line], line: Line, margin: float) -> bool:
    """Would the next line's first word not have fitted on this line?"""
    before = group[-1]
    if before.right is None or line.left is None or margin == float("inf"):
        return False
    first_word = line.text.split(" ", 1)[0]
    reach = before.right + (len(first_word) + 1) * before.letter_width
    return reach >= margin * _slack(group)


def _stops_short(group: list[Line], line: Line, margin: float) -> bool:
    """Plain text whose bullets are gone: a line that ends well before the margin ends an item."""
    before = group[-1]
    if line.size is not None or line.right is None or margin == float("inf") or line.cell is not None:
        return False
    if not line.text[:1].islower() or OPEN_END.search(before.text):
        return False
    asks = headings.starts_like_item(line.text) and not group[0].mark
    reach = before.right + len(line.text.split(" ", 1)[0]) + 1
    return reach < margin * (0.9 if asks else 0.7)


def _slack(group: list[Line]) -> float:
    """Letters of plain text differ in width, and bullets lose their indent: a line is full early."""
    if group[-1].size is not None:
        return 0.98 if TERMINAL.search(group[-1].text) else 0.94
    if TERMINAL.search(group[-1].text):
        return 0.95
    return 0.82 if group[0].mark or marks.NUMBER.match(group[0].text) else 0.9


def _blocks_of(group: list[Line], words: joining.Vocabulary) -> list[Block]:
    text, starts = joining.join(group, words)
    if not group[0].mark:
        number, rest = marks.take_number(text)
        block = Block(group, number, rest if number else text, group[0].left or 0.0)
        block.sentence_lines = [] if number else _sentence_lines(group, starts)
        return [block]
    blocks = []
    for place, piece in enumerate(marks.split_inside(text)):
        number, rest = marks.take_number(piece)
        lines = group if place == 0 else [_marked(group[0])]
        blocks.append(Block(lines, number, rest if number else piece, group[0].left or 0.0))
    return blocks


def _sentence_lines(group: list[Line], starts: list[int]) -> list[int]:
    """Where a line begins with a sentence of its own: in a list without marks, that is the next item."""
    pairs = zip(group, group[1:], starts[1:], strict=False)
    return [
        start for before, line, start in pairs if TERMINAL.search(before.text) and line.text[:1].isupper()
    ]


def _marked(line: Line) -> Line:
    return Line(
        line.text, line.page, line.mark or "\u2022", line.left, line.right, line.top, line.size, line.bold
    )
