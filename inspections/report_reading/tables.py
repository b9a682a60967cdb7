"""Improvement lists set as tables: one area in each row, with or without a column of responsible bodies."""

import re
from dataclasses import dataclass

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


class TableReader:
    """Takes blocks from below a list heading until a heading that isn't the table's own."""

    def __init__(self):
        self.rows: list[Row] = []
        self.kind = headings.IMPROVEMENT
        self.has_bodies = False
        self.named = ""
        self.named_cell = None
        self.cell = None

    def take(self, block: Block) -> bool:
        text = block.text
        if kind := headings.opening(text):
            if kind != self.kind:
                self.has_bodies, self.named = False, ""
            self.kind, self.cell = kind, None
            return True
        if headings.BODY_HEADER.match(headings.plain(text)):
            self.has_bodies = True
            return True
        if headings.ends_list(text) or (block.bold and block.cell is None and not TERMINAL.search(text)):
            return False
        if self._goes_on(block):
            self.rows[-1].text = f"{self.rows[-1].text} {text}"
        elif self._names_bodies(block):
            self._name(block)
        else:
            self._new_rows(block)
        return True

    def _goes_on(self, block: Block) -> bool:
        """Does the last row's sentence go on in this block?"""
        if not self.rows or self.named:
            return False
        if block.cell is not None and block.cell == self.cell:
            return not block.mark
        finished = bool(TERMINAL.search(self.rows[-1].text))
        return (not finished and not block.mark) or block.text[:1].islower()

    def _names_bodies(self, block: Block) -> bool:
        if not self.has_bodies or bodies.named_in(block.text) or len(block.text) > 260:
            return False
        return not TERMINAL.search(block.text) and not block.mark

    def _name(self, block: Block) -> None:
        same = self.named and (block.cell is None or block.cell == self.named_cell or block.cell[1:] == ())
        self.named = f"{self.named} {block.text}" if same else block.text
        self.named_cell = block.cell

    def _new_rows(self, block: Block) -> None:
        texts = [block.text] if block.cell is not None else _requests(block.text)
        for text in texts:
            self.rows.append(Row(self.kind, block.page, text, self.named))
        self.named, self.cell = "", block.cell

    def areas(self) -> list[ReadArea]:
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


def _requests(text: str) -> list[str]:
    """Rows that ran together: a new one begins with a sentence that says who should do what."""
    requests: list[str] = []
    for sentence in SENTENCE.split(text):
        if requests and not bodies.named_in(sentence):
            requests[-1] = f"{requests[-1]} {sentence}"
        else:
            requests.append(sentence)
    return requests
