"""What a framework is made of: judgements, grades, kinds of area, timescales, clocks, and when each holds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from inspections.clocks import Clock
from inspections.frameworks.grades import Grade, GradeScale, folded, in_force
from inspections.timescales import Timescale


class Kind(StrEnum):
    """The kinds of area. Inspectorates print them under several names; see KindOfArea."""

    PRIORITY = "priority"
    IMPROVEMENT = "improvement"
    RECOMMENDATION = "recommendation"

    @property
    def label(self) -> str:
        return {
            Kind.PRIORITY: "Priority action",
            Kind.IMPROVEMENT: "Area for improvement",
            Kind.RECOMMENDATION: "Recommendation",
        }[self]


@dataclass(frozen=True)
class KindOfArea:
    kind: Kind
    printed: str


class Starts(StrEnum):
    """What sets a framework's clock going, besides its trigger."""

    ALWAYS = "always"
    WITH_PRIORITY = "with_priority"
    WHEN_ASKED = "when_asked"

    @property
    def label(self) -> str:
        return {
            Starts.ALWAYS: "after every report",
            Starts.WITH_PRIORITY: "when the report has a priority action",
            Starts.WHEN_ASKED: "when the report asks for it",
        }[self]


@dataclass(frozen=True)
class ClockRule:
    clock: Clock
    starts: Starts = Starts.ALWAYS


@dataclass(frozen=True, kw_only=True)
class ExpectedJudgement:
    """A line that reports of a period carry. `scale` is set where it is not the framework's own."""

    name: str
    section: str = ""
    scale: GradeScale | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class Framework:
    """A kind of inspection. All its dates go by the first day of fieldwork, and both ends are included."""

    key: str
    name: str
    inspectorate: str
    valid_from: date | None = None
    valid_until: date | None = None
    also_called: tuple[str, ...] = ()
    scale: GradeScale | None = None
    judgements: tuple[ExpectedJudgement, ...] = ()
    sections: tuple[str, ...] = ()
    kinds: tuple[KindOfArea, ...] = ()
    timescales: tuple[Timescale, ...] = ()
    clocks: tuple[ClockRule, ...] = ()

    def is_in_force(self, on: date | None) -> bool:
        return in_force(self.valid_from, self.valid_until, on)

    def is_called(self, words: str) -> bool:
        return folded(words) in {folded(name) for name in (self.name, *self.also_called)}

    def judgements_on(self, on: date | None) -> tuple[ExpectedJudgement, ...]:
        return tuple(each for each in self.judgements if in_force(each.valid_from, each.valid_until, on))

    def scale_of(self, judgement: str = "") -> GradeScale | None:
        """The scale on which this judgement is graded: its own or the framework's, if any."""
        for each in self.judgements:
            if each.scale and folded(each.name) == folded(judgement):
                return each.scale
        return self.scale

    def grades_on(self, on: date | None, judgement: str = "") -> tuple[Grade, ...]:
        """The grades in use on a day, best first."""
        scale = self.scale_of(judgement)
        return scale.grades_on(on) if scale else ()

    def grade_choices(self, on: date | None, judgement: str = "") -> list[tuple[str, str]]:
        scale = self.scale_of(judgement)
        return [(grade.name, scale.label(grade)) for grade in scale.grades_on(on)] if scale else []

    def grade(self, words: str | None, on: date | None = None, judgement: str = "") -> Grade | None:
        """The grade these words name on the day of fieldwork, however they are set."""
        scale = self.scale_of(judgement)
        return scale.find(words, on) if scale else None

    def is_grade(self, words: str | None, on: date | None = None, judgement: str = "") -> bool:
        return self.grade(words, on, judgement) is not None

    def grade_order(self, words: str | None, on: date | None = None, judgement: str = "") -> int | None:
        """1 for the best grade of the day. A missing grade has no order: it is not a bad one."""
        scale = self.scale_of(judgement)
        return scale.order(words, on) if scale else None

    def kind_choices(self) -> list[tuple[str, str]]:
        return [(each.kind.value, each.printed) for each in self.kinds]

    def kind_label(self, kind: str) -> str:
        """The kind as this framework's reports print it."""
        return next((each.printed for each in self.kinds if each.kind == kind), Kind(kind).label)

    def clocks_started(self, *, has_priority: bool = False, is_asked: bool = False) -> tuple[Clock, ...]:
        """The clocks that a report sets going, given what it contains."""
        going = {Starts.ALWAYS: True, Starts.WITH_PRIORITY: has_priority, Starts.WHEN_ASKED: is_asked}
        return tuple(rule.clock for rule in self.clocks if going[rule.starts])
