"""Improvement lists: walking a report's blocks and taking the areas from under the right headings."""

import re
from dataclasses import dataclass, field, replace

from inspections.report_reading import bodies, headings
from inspections.report_reading.blocks import Block
from inspections.report_reading.families import Family
from inspections.report_reading.reading import Doubt, ReadArea
from inspections.report_reading.tables import TableReader

LEAD_IN = re.compile(
    r"(?:[:\u2013-]|\b(?:take|taking) the following actions?[.:]?|\bthe following (?:areas|actions|improvements)\b[^.]*[.:]?)$"
)
STATEMENT_OF_ACTION = re.compile(
    r"\b(?:written )?statement of action\b.*\bfollowing (?:\w+ )?(?:areas? of )?(?:significant )?(?:weakness|concern)[^.]*[:.]$"
    r"|\btackle the following (?:areas? of )?(?:significant )?weakness[^.]*[:.]$",
    re.IGNORECASE | re.DOTALL,
)
LONGEST_ITEM = 1_500
LONGEST_HEADING = 140


@dataclass
class OpenList:
    """The list being read: its kind, and what the last headings and lead-in lines said of the items to come."""

    kind: str
    heading: Block
    section: str | None
    subsection: str | None = None
    timescale: str | None = None
    paragraph: str | None = None
    lead_bodies: tuple[str, ...] = ()
    fresh: bool = True
    taken: list[ReadArea] = field(default_factory=list)
    marked: int = 0
    numbered: int = 0
    level: float | None = None
    mark: str = ""
    parent_open: bool = False
    prose: list[Block] = field(default_factory=list)
    table: TableReader | None = None


class ListReader:
    def __init__(self, family: Family, blocks: list[Block]):
        self.family = family
        self.blocks = blocks
        self.areas: list[ReadArea] = []
        self.doubts: list[Doubt] = []
        self.part: str | None = None
        self.list: OpenList | None = None

    def read(self) -> tuple[list[ReadArea], list[Doubt]]:
        place = 0
        while place < len(self.blocks):
            block = self.blocks[place]
            if self.list and not self._take(place):
                self._close()
                continue
            if not self.list:
                self._look_for_list(block)
            place += 1
        self._close()
        return self.areas, self.doubts

    def _look_for_list(self, block: Block) -> None:
        if block.mark:
            return
        if part := part_named(block.text):
            self.part = part
        if kind := headings.opening(block.text):
            self.part = part_asked(block.text) or self.part
            self.list = OpenList(kind, block, self.part)
            if self.family.tables:
                self.list.table = TableReader()
                self.list.table.take(block)
        elif STATEMENT_OF_ACTION.search(block.text):
            self.list = OpenList(headings.PRIORITY, block, None)

    def _close(self) -> None:
        """A list that ended: keep what it gave; a heading over one paragraph and no bullets gives that paragraph."""
        ended, self.list = self.list, None
        if ended is None:
            return
        if ended.table is not None:
            self.areas += ended.table.areas()
            return
        if not ended.taken and len(ended.prose) == 1 and self._may_stand_for_list(ended):
            self.list = ended
            self._add(ended.prose[0], ended.prose[0].text)
            self.doubts.append(
                Doubt(
                    "A paragraph was taken as an area because no list follows its heading.",
                    _where(ended.prose[0]),
                )
            )
            self.list = None
        self.areas += ended.taken

    def _may_stand_for_list(self, ended: OpenList) -> bool:
        text = ended.prose[0].text
        return ended.kind == headings.PRIORITY and len(text) < LONGEST_ITEM and bool(bodies.named_in(text))

    def _take(self, place: int) -> bool:
        """Fit the next block into the open list, or say that the list is over."""
        block, current = self.blocks[place], self.list
        if current.table is not None:
            return current.table.take(block)
        if kind := (not block.mark and headings.opening(block.text)):
            return self._reopen(block, kind)
        if (
            not block.mark
            and not block.number
            and (found := headings.tier(block.text))
            and len(block.text) < LONGEST_HEADING
        ):
            current.timescale, rest = found
            current.fresh, current.parent_open = True, False
            current.lead_bodies = (
                tuple(bodies.named_in(rest[:1].upper() + rest[1:] + " should")) if rest else ()
            )
            if current.timescale is None:
                self.doubts.append(
                    Doubt(f"The timescale “{block.text}” is none of the usual three.", _where(block))
                )
            return True
        if not block.mark and headings.ends_list(block.text):
            return False
        if block.mark:
            return self._take_marked(block)
        if block.number:
            return self._take_numbered(place)
        return self._take_plain(place)

    def _reopen(self, block: Block, kind: str) -> bool:
        current = self.list
        if part_asked(block.text) and part_asked(block.text) != current.section:
            return False
        if current.taken and kind == current.kind and self.part != current.section:
            return False
        current.kind, current.heading = kind, block
        current.timescale, current.lead_bodies, current.subsection = None, (), None
        current.fresh, current.parent_open, current.prose = True, False, []
        return True

    def _take_marked(self, block: Block) -> bool:
        current = self.list
        if asked := _lead_in_bodies(block.text):
            current.lead_bodies = asked
            return True
        if self._is_nested(block):
            return self._add_part(block)
        for text in bodies.run_together(block.text):
            self._add(block, text)
        current.marked += 1
        current.level, current.mark = block.level, block.mark
        current.parent_open = block.text.endswith(":")
        return True

    def _is_nested(self, block: Block) -> bool:
        current = self.list
        if not current.parent_open or not current.taken or current.level is None:
            return False
        deeper = block.level > current.level + (6 if block.first.size else 1)
        return deeper or block.mark != current.mark

    def _add_part(self, block: Block) -> bool:
        last = self.list.taken[-1]
        self.list.taken[-1] = replace(last, text=f"{last.text} {_without_stop(block.text)}")
        return True

    def _take_numbered(self, place: int) -> bool:
        block, current = self.blocks[place], self.list
        if LEAD_IN.search(block.text) and len(block.text) < 600 and not current.numbered:
            return self._lead_in(block)
        if not self._number_fits(block) or len(block.text) > LONGEST_ITEM:
            return False
        if current.marked:
            return False
        current.paragraph = block.number
        self._add(block, block.text)
        current.numbered += 1
        return True

    def _number_fits(self, block: Block) -> bool:
        current = self.list
        if current.numbered:
            return _follows(current.paragraph, block.number)
        if self.family.numbered:
            return True
        return block.number == "1" and len(block.text) < 400 and not current.taken

    def _lead_in(self, block: Block) -> bool:
        current = self.list
        current.paragraph = block.number or current.paragraph
        current.section = section_meant(block.text) or current.section
        current.lead_bodies = () if _is_standing_lead_in(block.text) else tuple(bodies.named_in(block.text))
        current.fresh, current.parent_open = True, False
        return True

    def _take_plain(self, place: int) -> bool:
        block, current = self.blocks[place], self.list
        following = self.blocks[place + 1] if place + 1 < len(self.blocks) else None
        if block.text.endswith(":") or LEAD_IN.search(block.text):
            return self._lead_in(block)
        if self._is_subsection(block, following):
            current.subsection, current.fresh = block.text.rstrip(":"), True
            current.lead_bodies = ()
            return True
        if self._lost_its_mark(place, following):
            for text in bodies.run_together(block.text):
                self._add(block, text)
            return True
        if current.taken or _looks_like_heading(block) or len(current.prose) > 2:
            return False
        current.prose.append(block)
        return True

    def _is_subsection(self, block: Block, following: Block | None) -> bool:
        """A heading inside a list: the list's own numbers or bullets go on below it with another request."""
        if not self.family.subsections or not _looks_like_heading(block) or following is None:
            return False
        if block.size and self.list.heading.size and block.size > self.list.heading.size + 0.5:
            return False
        if following.number:
            fits = not self.list.numbered or _follows(self.list.paragraph, following.number)
            return fits and headings.starts_like_item(following.text)
        return bool(following.mark) and headings.starts_like_item(following.text)

    def _lost_its_mark(self, place: int, following: Block | None) -> bool:
        """A bullet mark is lost after a page break, before the only item of a list, or throughout."""
        block, current = self.blocks[place], self.list
        if len(block.text) > LONGEST_ITEM or current.numbered or _looks_bold(block):
            return False
        asks = headings.starts_like_item(block.text) or bool(bodies.named_in(block.text))
        if current.timescale is not None:
            return asks or (current.fresh and not _looks_like_heading(block))
        if self._begins_page(place) and _reads_as_item(block, following):
            return True
        if current.marked:
            return asks and block.text[:1].islower()
        return self._is_unmarked_list(place)

    def _begins_page(self, place: int) -> bool:
        return place > 0 and self.blocks[place].page != self.blocks[place - 1].page

    def _is_unmarked_list(self, place: int) -> bool:
        """Bullets drawn as pictures leave plain indented paragraphs."""
        block, current = self.blocks[place], self.list
        if block.cell is not None or (_looks_like_heading(block) and not block.text.endswith(".")):
            return False
        if block.first.left is None or current.heading.first.left is None:
            return False
        return block.first.left > current.heading.first.left + (8 if block.first.size else 1)

    def _add(self, block: Block, text: str) -> None:
        current = self.list
        words = _without_stop(text)
        if len(re.findall(r"[A-Za-z]", words)) < 8:
            return
        own = tuple(bodies.named_in(text))
        timescale = current.timescale
        if timescale is None and self.family.key == "sif" and current.kind == headings.PRIORITY:
            timescale = headings.TIMESCALES[0]
        current.taken.append(
            ReadArea(
                text=words,
                kind=current.kind,
                section=current.section,
                subsection=current.subsection,
                paragraph=current.paragraph,
                timescale=timescale,
                bodies=own or current.lead_bodies,
                page=block.page,
            )
        )
        current.fresh = False
        if len(words) > 900:
            self.doubts.append(Doubt("This area is unusually long: check where it ends.", _where(block)))


def part_named(text: str) -> str | None:
    """The part of a report that a heading begins: one list stands in each."""
    words = headings.plain(text)
    if re.fullmatch(r"(?:the inspection outcomes:? )?safeguarding services", words):
        return "Safeguarding"
    if re.fullmatch(
        r"(?:the inspection outcomes:? )?(?:services for looked[ -]after children|looked[ -]after children services)",
        words,
    ):
        return "Looked after children"
    if re.fullmatch(r"the local authority", words):
        return LOCAL_AUTHORITY
    if re.fullmatch(r"the (?:.{0,40})?local safeguarding children board(?: \(lscb\))?|the lscb", words):
        return SAFEGUARDING_BOARD
    return None


LOCAL_AUTHORITY = "The local authority"
SAFEGUARDING_BOARD = "The Local Safeguarding Children Board (LSCB)"


def part_asked(text: str) -> str | None:
    words = headings.plain(text)
    if re.search(r"\b(?:lscb|safeguarding children board)\b", words):
        return SAFEGUARDING_BOARD
    if re.search(r"\blocal authority\b", words):
        return LOCAL_AUTHORITY
    return None


def section_meant(text: str) -> str | None:
    words = text.lower()
    if re.search(r"services for safeguarding|for safeguarding children|safeguarding of children", words):
        return "Safeguarding"
    if re.search(r"looked[ -]after children", words) and "improve the quality of provision" in words:
        return "Looked after children"
    return None


def _is_standing_lead_in(text: str) -> bool:
    """The sentence the template prints over every list names nobody in particular."""
    return bool(re.match(r"in order to improve\b|to improve the quality\b", text, re.IGNORECASE))


def _lead_in_bodies(text: str) -> tuple[str, ...]:
    if not re.search(r"\b(?:should|must|need to|needs to)\s*:?$", text):
        return ()
    return tuple(bodies.named_in(text.rstrip(": ") + " do"))


def _follows(number: str | None, following: str) -> bool:
    if number is None:
        return True
    first, second = number.split(".")[-1], following.split(".")[-1]
    return int(second) == int(first) + 1 or (
        number.split(".")[0] != following.split(".")[0] and int(second) == 1
    )


def _reads_as_item(block: Block, following: Block | None) -> bool:
    """One sentence at the top of a page, with more items or the end of the list below it."""
    if following is None or len(block.text) > 450 or _looks_like_heading(block):
        return False
    goes_on = bool(following.mark) and len(following.text) < LONGEST_ITEM
    return goes_on or headings.ends_list(following.text) or bool(headings.opening(following.text))


def _looks_bold(block: Block) -> bool:
    return block.bold or block.first.heading is not None


def _looks_like_heading(block: Block) -> bool:
    if block.mark or block.number or len(block.text) > LONGEST_HEADING:
        return False
    return _looks_bold(block) or (block.text[:1].isupper() and not re.search(r"[.;,]$", block.text))


def _without_stop(text: str) -> str:
    return re.sub(r"(?:[;,]\s*(?:and|or)?|(?<!\.)\.)$", "", text.strip()).strip()


def _where(block: Block) -> str:
    return f"page {block.page}: {block.text[:80]}"
