"""Improvement lists: walking a report's blocks and taking the areas from under the right headings."""

import re
from dataclasses import replace
from itertools import pairwise

from inspections.report_reading import bodies, headings, lead_ins, sections
from inspections.report_reading.blocks import Block
from inspections.report_reading.families import Family
from inspections.report_reading.open_list import LONGEST_HEADING, OpenList, looks_bold, looks_like_heading
from inspections.report_reading.reading import Doubt, ReadArea
from inspections.report_reading.tables import TableReader

LONGEST_ITEM = 1_500
LONGEST_FIRST_ITEM = 400
MOST_PROSE = 3
LONGEST_RUN = 30


class ListReader:
    """Goes through the blocks once: a list opens at its heading and closes at what doesn't fit."""

    def __init__(self, family: Family, blocks: list[Block], *, development: bool = False):
        self.family = family
        self.blocks = blocks
        self.development = development
        self.areas: list[ReadArea] = []
        self.doubts: list[Doubt] = []
        self.part: str | None = None
        self.list: OpenList | None = None
        self.table: TableReader | None = None

    def read(self) -> tuple[list[ReadArea], list[Doubt]]:
        place = 0
        while place < len(self.blocks):
            if self._is_open() and not self._take(place):
                self._close()
                continue
            if not self._is_open():
                self._look_for_list(self.blocks[place])
            place += 1
        self._close()
        return self.areas, self.doubts

    def _is_open(self) -> bool:
        return self.list is not None or self.table is not None

    def _opening(self, block: Block) -> str | None:
        if block.mark:
            return None
        if self.development and headings.DEVELOPMENT.match(headings.plain(block.text)):
            return headings.IMPROVEMENT
        return headings.opening(block.text)

    def _look_for_list(self, block: Block) -> None:
        if block.mark:
            return
        self.part = sections.part_begun(block.text) or self.part
        if kind := self._opening(block):
            if self.family.tables:
                self.table = TableReader(block, kind)
                return
            self.part = sections.part_asked(block.text) or self.part
            self._open(kind, block, self.part)
        elif lead_ins.STATEMENT_OF_ACTION.search(block.text):
            self._open(headings.PRIORITY, block, None)

    def _open(self, kind: str, heading: Block, section: str | None) -> None:
        self.list = OpenList(kind, heading, section, priority_is_immediate=self.family.key == "sif")

    def _close(self) -> None:
        ended, table = self.list, self.table
        self.list = self.table = None
        if table is not None:
            self.areas += table.areas()
        if ended is not None:
            self._take_paragraph_for_list(ended)
            self.areas += ended.areas

    def _take_paragraph_for_list(self, ended: OpenList) -> None:
        """No bullets: the paragraph under the heading may itself say what must be done, and by whom."""
        if not ended.fresh or not ended.prose:
            return
        first = ended.prose[0]
        asks = bool(bodies.named_in(first.text)) and len(first.text) < LONGEST_ITEM
        if asks and (ended.kind == headings.PRIORITY or self.family.paragraphs):
            ended.add(first, first.text)
            if not self.family.paragraphs:
                self._doubt("A paragraph was taken as an area because no list follows its heading.", first)

    def _take(self, place: int) -> bool:
        """Fit the next block into the open list, or say that the list is over."""
        block = self.blocks[place]
        if not re.search(r"[A-Za-z]{2}", block.text):
            return True
        if self.table is not None:
            return self.table.take(block)
        if kind := self._opening(block):
            return self._reopen(block, kind)
        if self._take_tier(block):
            return True
        if not block.mark and headings.ends_list(block.text):
            return False
        if block.mark:
            return self._take_marked(block)
        return self._take_numbered(block) if block.number else self._take_plain(place)

    def _reopen(self, block: Block, kind: str) -> bool:
        current = self.list
        asked = sections.part_asked(block.text)
        if asked and asked != current.section:
            return False
        self._take_paragraph_for_list(current)
        current.begin_again(kind, block)
        return True

    def _take_tier(self, block: Block) -> bool:
        if block.mark or block.number or len(block.text) > LONGEST_HEADING:
            return False
        found = headings.tier(block.text)
        begins_item = bool(found) and ":" in block.text and headings.starts_like_item(found[1])
        if not found or (found[1] and not begins_item and not lead_ins.is_lead_in(block.text)):
            return False
        self.list.take_tier(found[0], "" if begins_item else found[1])
        if begins_item:
            self.list.take_item(replace(block, text=found[1]))
        if found[0] is None:
            self._doubt(f"The timescale “{block.text}” is none of the usual three.", block)
        return True

    def _take_marked(self, block: Block) -> bool:
        current = self.list
        if asked := lead_ins.bodies_of_item(block.text):
            current.lead_bodies, current.fresh = asked, True
            return True
        if current.numbered and current.parent is None:
            return False
        self._take_item(block)
        if len(block.text) > LONGEST_ITEM:
            self._doubt("This area is unusually long: check where it ends.", block)
        return True

    def _take_item(self, block: Block) -> None:
        before = len(self.list.areas)
        self.list.take_item(block)
        if len(self.list.areas) > before + 1:
            self._doubt("This line held two requests run together: check where they were parted.", block)

    def _take_numbered(self, block: Block) -> bool:
        current = self.list
        is_item = self.family.numbered and headings.starts_like_item(block.text)
        if lead_ins.is_lead_in(block.text) and len(block.text) < 600 and not current.numbered and not is_item:
            current.take_lead_in(block)
            return True
        if current.marked or len(block.text) > LONGEST_ITEM or not current.number_follows(block.number):
            return False
        if not current.numbered and not self._may_begin_with(block):
            return False
        current.take_item(block)
        return True

    def _may_begin_with(self, block: Block) -> bool:
        """Numbered paragraphs after a heading are its list in some families, and the findings in others."""
        if self.family.numbered:
            return True
        return block.number == "1" and len(block.text) < LONGEST_FIRST_ITEM and not self.list.areas

    def _take_plain(self, place: int) -> bool:
        block, current = self.blocks[place], self.list
        following = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if self._is_subsection(block, following):
            current.take_subsection(block)
        elif self._goes_on_with_item(place, following):
            current.go_on(block)
            self._doubt("This paragraph was taken as the rest of the bullet above it.", block)
        elif lead_ins.is_lead_in(block.text):
            current.take_lead_in(block)
        elif self._lost_its_mark(place, following):
            for part in _without_marks(block):
                self._take_item(part)
            self._doubt("This line has no bullet or number but reads as one of the list.", block)
        elif not current.fresh or looks_like_heading(block) or len(current.prose) >= MOST_PROSE:
            return False
        else:
            current.prose.append(block)
        return True

    def _is_subsection(self, block: Block, following: Block | None) -> bool:
        """A heading inside a list: the list's own numbers or bullets go on below it with another request."""
        if not self.family.subsections or not looks_like_heading(block) or following is None:
            return False
        if block.size and self.list.heading.size and block.size > self.list.heading.size + 0.5:
            return False
        goes_on = bool(following.mark) or (
            bool(following.number) and self.list.number_follows(following.number)
        )
        return goes_on and headings.starts_like_item(following.text)

    def _goes_on_with_item(self, place: int, following: Block | None) -> bool:
        """A further paragraph of the last bullet: set where the bullet's words are, or after a page break."""
        block, item = self.blocks[place], self.list.item
        if item is None or not item.mark or looks_like_heading(block) or block.cell != item.cell:
            return False
        if block.size:
            inset = item.lines[-1].left if len(item.lines) > 1 else None
            return inset is not None and inset > item.level + 6 and abs(block.level - inset) < 3
        several_sentences = any(re.search(r"[a-z]\. [A-Z]", area.text) for area in self.list.areas)
        return several_sentences and self._begins_page(place) and bool(following and following.mark)

    def _lost_its_mark(self, place: int, following: Block | None) -> bool:
        """A bullet mark is lost after a page break, before the only item of a list, or throughout."""
        block, current = self.blocks[place], self.list
        if len(block.text) > LONGEST_ITEM or looks_bold(block):
            return False
        asks = headings.starts_like_item(block.text) or bool(bodies.named_in(block.text))
        if current.numbered:
            is_between = bool(following and following.number and current.number_follows(following.number))
            return asks and is_between and not looks_like_heading(block)
        if current.timescale is not None:
            unmarked = current.fresh or (not current.marked and block.text[:1].islower())
            return asks or (unmarked and not looks_like_heading(block))
        if self._begins_page(place) and _reads_as_item(block, following):
            return True
        if current.marked:
            return asks and block.text[:1].islower()
        return self._is_unmarked_list(place)

    def _begins_page(self, place: int) -> bool:
        return place > 0 and self.blocks[place].page != self.blocks[place - 1].page

    def _is_unmarked_list(self, place: int) -> bool:
        """Bullets drawn as pictures leave plain paragraphs: indented, or short as far as the next heading."""
        block, heading = self.blocks[place], self.list.heading.first
        if block.cell is not None or looks_like_heading(block):
            return False
        has_places = block.first.left is not None and heading.left is not None
        if has_places and block.first.left > heading.left + (8 if block.first.size else 1):
            return True
        if self.family.paragraphs or (self.list.kind == headings.PRIORITY and not self.list.lead_bodies):
            return False
        return all(map(_is_short, self._run_of_paragraphs(place))) and not block.size

    def _run_of_paragraphs(self, place: int) -> list[Block | None]:
        """The paragraphs up to the next heading or number; ends in nothing where bullets follow instead."""
        run: list[Block | None] = []
        for block in self.blocks[place : place + LONGEST_RUN]:
            if block.mark:
                return [*run, None]
            ends = headings.ends_list(block.text) or self._opening(block) or looks_like_heading(block)
            if block.number or ends:
                return run
            run.append(block)
        return [*run, None]

    def _doubt(self, what: str, block: Block) -> None:
        self.doubts.append(Doubt(what, f"page {block.page}: {block.text[:80]}"))


def _reads_as_item(block: Block, following: Block | None) -> bool:
    """One sentence at the top of a page, with more items or the end of the list below it."""
    if following is None or len(block.text) > 450 or looks_like_heading(block):
        return False
    goes_on = bool(following.mark) and len(following.text) < LONGEST_ITEM
    return goes_on or headings.ends_list(following.text) or bool(headings.opening(following.text))


def _is_short(block: Block | None) -> bool:
    """An item has a sentence or two; a paragraph of findings has more."""
    if block is None:
        return False
    return all(len(part.text) <= 450 and part.text.count(". ") < 2 for part in _without_marks(block))


def _without_marks(block: Block) -> list[Block]:
    """A block of several items, parted where a line begins with a sentence."""
    edges = [0, *block.sentence_lines, len(block.text)]
    return [replace(block, text=block.text[begin:end].strip()) for begin, end in pairwise(edges)]
