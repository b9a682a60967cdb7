"""The page docs/frameworks.md, written from the catalogue so that the two cannot part."""

from collections.abc import Iterable, Iterator
from datetime import date

from inspections.clocks import CLOCKS, Direction
from inspections.frameworks.catalogue import Catalogue
from inspections.frameworks.grades import GradeScale
from inspections.frameworks.shape import ExpectedJudgement, Framework

_OPENING = """\
# Frameworks and statutory clocks

Written by `python -m inspections.frameworks > docs/frameworks.md`; a test fails when it is out of date.
Do not edit it by hand.

A framework is a kind of inspection. Its dates, and the dates inside it, go by the **first day of fieldwork**,
not by publication: an inspection begun on 30 March 2026 still has a judgement of overall effectiveness.

To add one, write a `Framework` in the module of its inspectorate in `inspections/frameworks/` and put it into
`CATALOGUE`. Forms, filters and this page follow.
"""

_COUNTING = """\
## How the days are counted

A limit of working days leaves out weekends and bank holidays, and nothing else: a council's own closure days
do not move it. They do bring forward the papers of a meeting, because papers must lie open at its offices.

Take 70 working days from a report received on Friday 25 November 2016.

- **Day 1 is the day after.** Only working days count, so day 1 is Monday 28 November and day 70 is
  8 March 2017. This is how the clocks of 20, 30 and 70 working days run. “The first working day after is
  day 1” comes to the same, since no weekend day is ever counted.
- **Taken as received on the first working day after.** The report counts as received on Monday 28 November,
  day 1 is Tuesday and day 70 is 9 March 2017. Councils have worked to such a date. It is a day later than the
  regulations give, so no clock here uses it; it is there to explain the difference.
- **Day 1 is the day itself.** For limits that the law lets run “beginning with” a day: 56 days beginning with
  1 January end on 25 February, two months beginning with 7 November end on 6 January.
- **Clear days.** Neither the day the papers go out nor the day of the meeting counts: for a meeting on Monday
  7 November 2022 they are out by Friday 28 October.

Months run to the same day of the month, or to the last day of a shorter month.
"""


def document(catalogue: Catalogue) -> str:
    blocks = [_OPENING, _overview(catalogue), *(_section(each) for each in catalogue), _clocks(), _COUNTING]
    return "\n".join(blocks)


def _overview(catalogue: Catalogue) -> str:
    rows = ((each.name, f"`{each.key}`", each.inspectorate or "any", _period(each)) for each in catalogue)
    return _table(("Framework", "Key", "Inspectorate", "Fieldwork"), rows)


def _section(framework: Framework) -> str:
    return f"## {framework.name}\n\n" + "".join(f"- {line}\n" for line in _facts(framework))


def _facts(framework: Framework) -> Iterator[str]:
    yield f"Grades: {_grades(framework.scale)}"
    if framework.sections:
        yield f"Sections: {'; '.join(framework.sections)}"
    yield f"Kinds of area: {'; '.join(each.printed for each in framework.kinds)}"
    if framework.timescales:
        yield f"Timescales: {'; '.join(each.label for each in framework.timescales)}"
    for rule in framework.clocks:
        yield f"Clock: {rule.clock.name}, {rule.clock.length}, {rule.starts.label}"
    if framework.judgements:
        yield "Judgements:" + "".join(f"\n  - {_judgement(each)}" for each in framework.judgements)


def _judgement(line: ExpectedJudgement) -> str:
    section = f"{line.section}: " if line.section else ""
    scale = f", {line.scale.name[0].lower()}{line.scale.name[1:]}" if line.scale else ""
    return f"{section}{line.name}{scale}{_dates(line.valid_from, line.valid_until)}"


def _grades(scale: GradeScale | None) -> str:
    if scale is None:
        return "none"
    words = [scale.label(each) + _dates(each.valid_from, each.valid_until) for each in scale.grades]
    return ", ".join(words) + " (best first)" if words else scale.name


def _clocks() -> str:
    rows = (
        (
            each.name,
            each.length,
            f"{'before' if each.direction is Direction.BACKWARDS else 'after'} {each.trigger.label}",
            each.convention.label,
            each.legal_source,
        )
        for each in CLOCKS
    )
    return "## Clocks\n\n" + _table(("Clock", "Length", "Runs", "Counting", "Source"), rows)


def _period(framework: Framework) -> str:
    if framework.valid_from is None:
        return "any day"
    end = f"until {_day(framework.valid_until)}" if framework.valid_until else "on"
    return f"from {_day(framework.valid_from)} {end}"


def _dates(valid_from: date | None, valid_until: date | None) -> str:
    parts = [f"from {_day(valid_from)}"] if valid_from else []
    parts += [f"until {_day(valid_until)}"] if valid_until else []
    return f" ({' '.join(parts)})" if parts else ""


def _day(day: date) -> str:
    return f"{day.day} {day:%B %Y}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = (head, ("---",) * len(head), *rows)
    return "".join(f"| {' | '.join(cells)} |\n" for cells in lines)
