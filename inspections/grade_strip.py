"""Judgements across inspections, so that a line can be followed through time. Knows no database."""

from dataclasses import dataclass, field
from datetime import date

from inspections.frameworks import Framework
from inspections.frameworks.grades import folded


@dataclass(frozen=True)
class Step:
    """One judgement at one time. `order` 1 is the best of `grades`; both are 0 where there is no order."""

    on: date | None
    section: str
    grade: str
    order: int
    grades: int
    inspection: object

    @property
    def width(self):
        return self.grades * 9

    @property
    def bars(self):
        """For a picture: (x, y, height, filled) of each bar; all are filled for the best grade."""
        steps = range(1, self.grades + 1)
        tall = 18 / self.grades if self.grades else 0
        filled = self.grades - self.order + 1
        return [
            ((step - 1) * 9, round(20 - step * tall, 1), round(step * tall, 1), step <= filled)
            for step in steps
        ]


@dataclass
class Strip:
    name: str
    steps: list[Step] = field(default_factory=list)

    @property
    def inspections(self):
        return len({id(step.inspection) for step in self.steps})


def step(framework: Framework, fieldwork_on, shown_on, inspection, judgement) -> Step:
    order = framework.grade_order(judgement.grade, fieldwork_on, judgement.name) or 0
    grades = len(framework.grades_on(fieldwork_on, judgement.name)) if order else 0
    label = judgement.grade or ""
    return Step(shown_on, judgement.section, label, order, grades, inspection)


def strips(named_steps) -> list[Strip]:
    """One strip for each name out of (name, step) pairs; the ones judged most often come first."""
    found: dict[str, Strip] = {}
    for name, each in named_steps:
        found.setdefault(folded(name), Strip(name)).steps.append(each)
    return sorted(found.values(), key=lambda strip: (-strip.inspections, not _is_overall(strip.name)))


def _is_overall(name):
    return folded(name).startswith("overall")
