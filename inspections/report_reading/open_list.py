"""An improvement list while it is being read: what its headings and lead-ins said, and the areas so far."""

import re
from dataclasses import dataclass, field, replace

from inspections.report_reading import bodies, headings, lead_ins, sections
from inspections.report_reading.blocks import Block
from inspections.report_reading.reading import ReadArea

LONGEST_HEADING = 140
FEWEST_LETTERS = 8
MOST_LOST_NUMBERS = 2


@dataclass
class OpenList:
    kind: str
    heading: Block
    section: str | None
    subsection: str | None = None
    timescale: str | None = None
    paragraph: str | None = None
    lead_bodies: tuple[str, ...] = ()
    priority_is_immediate: bool = False
    fresh: bool = True
    areas: list[ReadArea] = field(default_factory=list)
    prose: list[Block] = field(default_factory=list)
    marked: int = 0
    numbered: int = 0
    item: Block | None = None
    parent: Block | None = None

    def begin_again(self, kind: str, heading: Block) -> None:
        """The next list heading of the same part of the report."""
        self.kind, self.heading = kind, heading
        self.timescale, self.lead_bodies, self.subsection = None, (), None
        self.fresh, self.parent, self.prose = True, None, []

    def take_tier(self, timescale: str | None, rest: str) -> None:
        self.timescale, self.lead_bodies = timescale, lead_ins.bodies_of_tier(rest)
        self.fresh, self.parent = True, None

    def take_lead_in(self, block: Block) -> None:
        self.paragraph = block.number or self.paragraph
        self.section = sections.section_meant(block.text) or self.section
        self.lead_bodies = lead_ins.bodies_asked(block.text)
        self.fresh, self.parent = True, None

    def take_subsection(self, block: Block) -> None:
        self.subsection, self.lead_bodies = block.text.rstrip(":"), ()
        self.fresh, self.parent = True, None

    def take_item(self, block: Block) -> None:
        if self._is_part(block):
            self._extend(f" {without_stop(block.text)}")
            return
        for text in bodies.run_together(block.text):
            self.add(block, text)
        self.item = block
        self.parent = block if block.text.endswith(":") else None
        if block.number:
            self.paragraph, self.numbered = block.number, self.numbered + 1
        elif block.mark:
            self.marked += 1

    def _is_part(self, block: Block) -> bool:
        """A bullet below an item that ends in a colon, set deeper or with another mark."""
        if self.parent is None or not self.areas or not block.mark:
            return False
        deeper = block.level > self.parent.level + (6 if block.first.size else 1)
        return deeper or block.mark != self.parent.mark

    def go_on(self, block: Block) -> None:
        """A second paragraph of the last item."""
        self._extend(f". {without_stop(block.text)}")

    def _extend(self, more: str) -> None:
        self.areas[-1] = replace(self.areas[-1], text=self.areas[-1].text + more)

    def add(self, block: Block, text: str) -> None:
        words = without_stop(text)
        if len(re.findall(r"[A-Za-z]", words)) < FEWEST_LETTERS:
            return
        timescale = self.timescale
        if timescale is None and self.priority_is_immediate and self.kind == headings.PRIORITY:
            timescale = headings.TIMESCALES[0]
        self.areas.append(
            ReadArea(
                text=words,
                kind=self.kind,
                section=self.section,
                subsection=self.subsection,
                paragraph=block.number or self.paragraph,
                timescale=timescale,
                bodies=tuple(bodies.named_in(text)) or self.lead_bodies,
                page=block.page,
            )
        )
        self.fresh = False

    def number_follows(self, number: str) -> bool:
        """The next number of the series; one or two may have been lost."""
        if not self.numbered or self.paragraph is None:
            return True
        before, after = self.paragraph.split("."), number.split(".")
        step = int(after[-1]) - int(before[-1])
        return 1 <= step <= MOST_LOST_NUMBERS + 1 or (before[0] != after[0] and int(after[-1]) == 1)


def without_stop(text: str) -> str:
    return re.sub(r"(?:[;,]\s*(?:and|or)?|(?<!\.)\.)$", "", text.strip()).strip()


def looks_bold(block: Block) -> bool:
    return block.bold or block.first.heading is not None


def looks_like_heading(block: Block) -> bool:
    if block.mark or block.number or len(block.text) > LONGEST_HEADING:
        return False
    return looks_bold(block) or (block.text[:1].isupper() and not re.search(r"[.;,)]$", block.text))
