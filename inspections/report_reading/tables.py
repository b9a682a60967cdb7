"""Improvement lists set as tables: one area in each row, with or without a column of responsible bodies."""

import re
from dataclasses import dataclass, field, replace
from itertools import permutations

from inspections.report_reading import bodies, headings
from inspections.report_reading.blocks import TERMINAL, Block
from inspections.report_reading.reading import ReadArea

SENTENCE = re.compile(r"(?<=[.])\s+(?=[A-Z])")


@dataclass
class Row:
    kind: str
    page: int
    text: str
    named: str = ""
    lines: list[str] = field(default_factory=list)


class TableReader:
    """Takes blocks from below a list heading until a heading that isn't the table's own."""

    def __init__(self, heading: Block, kind: str):
        self.rows: list[Row] = []
        self.kind = kind
        self.heading = heading
        self.has_bodies = False
        self.in_header = False
        self.named = ""
        self.named_cell = None
        self.cell = None

    def take(self, block: Block) -> bool:
        text = block.text
        if headings.BODY_HEADER.match(headings.plain(text)):
            self.has_bodies = self.in_header = True
            return True
        if kind := headings.opening(text):
            self._take_heading(block, kind)
            return True
        self.in_header = False
        if headings.ends_list(text) or (block.bold and block.cell is None and not TERMINAL.search(text)):
            return False
        if self._goes_on(block):
            self.rows[-1].text = f"{self.rows[-1].text} {text}"
            self.rows[-1].lines += [line.text for line in block.lines]
        elif self._names_bodies(text):
            self._name(text, block)
        elif self.has_bodies and (parted := _body_before_request(text)):
            self._name(parted[0], block)
            self._new_rows(replace(block, text=parted[1]))
            self.rows[-1].lines = [line.text for line in block.lines]
        else:
            self._new_rows(block)
        return True

    def _take_heading(self, block: Block, kind: str) -> None:
        """A section's own heading changes the kind; a column heading, however often printed, does not."""
        if self.in_header or (block.cell is not None and self.heading.cell is None):
            return
        self.kind, self.heading, self.has_bodies = kind, block, False
        self.named, self.cell = "", None

    def _goes_on(self, block: Block) -> bool:
        """Does the last row's sentence go on in this block?"""
        if not self.rows or self.named:
            return False
        if block.cell is not None and block.cell == self.cell:
            return not block.mark
        finished = bool(TERMINAL.search(self.rows[-1].text))
        return (not finished and not block.mark) or block.text[:1].islower()

    def _names_bodies(self, text: str) -> bool:
        if not self.has_bodies or bodies.named_in(text) or len(text) > 260:
            return False
        return not TERMINAL.search(text)

    def _name(self, text: str, block: Block) -> None:
        same = self.named and (block.cell is None or block.cell == self.named_cell)
        self.named = f"{self.named} {text}" if same else text
        self.named_cell = block.cell

    def _new_rows(self, block: Block) -> None:
        texts = [block.text] if block.cell is not None else _requests(block.text)
        for text in texts:
            lines = [line.text for line in block.lines] if text == block.text else []
            self.rows.append(Row(self.kind, block.page, text, self.named, lines))
        self.named, self.cell = "", block.cell

    def areas(self) -> list[ReadArea]:
        self._untangle()
        return [
            ReadArea(
                text=re.sub(r"(?<!\.)\.$", "", row.text.strip()),
                kind=row.kind,
                bodies=tuple(bodies.split(row.named)) if row.named else tuple(bodies.named_in(row.text)),
                page=row.page,
            )
            for row in self.rows
            if len(row.text) > 20
        ]

    def _untangle(self) -> None:
        """Some extractors print a row's two cells line by line in turn: take known bodies out."""
        known = {name for row in self.rows if row.named for name in bodies.split(row.named)}
        orders = [
            " and ".join(order) for count in (1, 2, 3) for order in permutations(sorted(known)[:4], count)
        ]
        for row in self.rows:
            for names in sorted(orders, key=len, reverse=True):
                if rest := _without_column(row.lines, names.split()):
                    row.named, row.text = names, rest
                    break


def _body_before_request(text: str) -> tuple[str, str] | None:
    """`NHS A and B Council Leaders at NHS A and B Council should …`: the first cell ran into the second."""
    found = re.search(
        r"(?<=\w) (?=(?:Senior )?(?:Leaders|Managers|Partners) (?:at|across|in|from|of|within)\b)", text
    )
    if not found or not bodies.named_in(text[found.end() :]):
        return None
    names = bodies.split(text[: found.start()])
    return (
        (text[: found.start()], text[found.end() :]) if all(map(bodies.ORGANISATION.search, names)) else None
    )


def _without_column(lines: list[str], column: list[str]) -> str | None:
    """The words left when one column's lines are taken from among another's, if they are there."""
    taken, rest = 0, []
    for place, line in enumerate(lines):
        words = line.split()
        same = 0
        while taken + same < len(column) and same < len(words) and words[same] == column[taken + same]:
            same += 1
        if same and (same == len(words) or (place == 0 and same > 1)):
            taken += same
            words = words[same:]
        rest.append(" ".join(words))
    if taken < len(column) or not rest:
        return None
    return " ".join(part for part in rest if part)


def _requests(text: str) -> list[str]:
    """Rows that ran together: a new one begins with a sentence that says who should do what."""
    requests: list[str] = []
    for sentence in SENTENCE.split(text):
        if requests and not bodies.named_in(sentence):
            requests[-1] = f"{requests[-1]} {sentence}"
        else:
            requests.append(sentence)
    return requests
