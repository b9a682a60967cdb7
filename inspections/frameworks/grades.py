"""Grades and their scales: the order from best to worst, the days a grade was in use, what reports print."""

from dataclasses import dataclass
from datetime import date


def in_force(valid_from: date | None, valid_until: date | None, on: date | None) -> bool:
    """Whether a day lies between two days, both included. A day that is not known rules nothing out."""
    if on is None:
        return True
    return (valid_from is None or valid_from <= on) and (valid_until is None or on <= valid_until)


def folded(words: str) -> str:
    return " ".join(words.replace("’", "'").split()).casefold()


@dataclass(frozen=True, kw_only=True)
class Grade:
    name: str
    number: int | None = None
    also: tuple[str, ...] = ()
    meaning: str = ""
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, kw_only=True)
class GradeScale:
    """The grades of a framework, best first. `numbers_printed`: reports give a number beside the word."""

    name: str
    grades: tuple[Grade, ...] = ()
    numbers_printed: bool = False
    any_words: bool = False

    def grades_on(self, on: date | None) -> tuple[Grade, ...]:
        return tuple(grade for grade in self.grades if in_force(grade.valid_from, grade.valid_until, on))

    def find(self, words: str | None, on: date | None) -> Grade | None:
        """The grade that these words name. No words are no grade: a missing grade is not a bad one."""
        if not words or not words.strip():
            return None
        for grade in self.grades_on(on):
            if folded(words) in {folded(name) for name in self._names(grade)}:
                return grade
        return Grade(name=words.strip()) if self.any_words else None

    def order(self, words: str | None, on: date | None) -> int | None:
        """1 for the best grade in use on the day; None where there is no grade, or no order."""
        grade = self.find(words, on)
        in_use = self.grades_on(on)
        return in_use.index(grade) + 1 if grade in in_use else None

    def label(self, grade: Grade) -> str:
        """The grade as a list or a form shows it: “Adequate (3)” where the number is printed."""
        if not self.numbers_printed or grade.number is None:
            return grade.name
        return f"{grade.number}: {grade.meaning}" if grade.meaning else f"{grade.name} ({grade.number})"

    def _names(self, grade: Grade) -> tuple[str, ...]:
        if not self.numbers_printed:
            return (grade.name, *grade.also)
        number = str(grade.number)
        as_printed = (number, f"Grade {number}", f"Grade {number} ({grade.name})", self.label(grade))
        return (grade.name, *grade.also, *as_printed)


# The PEEL programme stood still from March 2020 and began again in 2021 with a grade between good and
# requires improvement, so no inspection lies near this day.
PEEL_FIVE_GRADES_FROM = date(2021, 1, 1)

_OUTSTANDING = Grade(name="Outstanding")
_GOOD = Grade(name="Good")
_REQUIRES_IMPROVEMENT = Grade(name="Requires improvement", also=("Requires improvement to be good",))
_INADEQUATE = Grade(name="Inadequate")

NUMBERED_FOUR = GradeScale(
    name="Outstanding to inadequate, grade 1 to 4",
    numbers_printed=True,
    grades=(
        Grade(name="Outstanding", number=1),
        Grade(name="Good", number=2),
        Grade(name="Adequate", number=3),
        Grade(name="Inadequate", number=4),
    ),
)
FOUR = GradeScale(
    name="Outstanding, good, requires improvement, inadequate",
    grades=(_OUTSTANDING, _GOOD, _REQUIRES_IMPROVEMENT, _INADEQUATE),
)
FOUR_TO_BE_GOOD = GradeScale(
    name="Outstanding, good, requires improvement to be good, inadequate",
    grades=(
        _OUTSTANDING,
        _GOOD,
        Grade(name="Requires improvement to be good", also=("Requires improvement",)),
        _INADEQUATE,
    ),
)
POLICE = GradeScale(
    name="Outstanding to inadequate; with adequate since 2021/22",
    grades=(
        _OUTSTANDING,
        _GOOD,
        Grade(name="Adequate", valid_from=PEEL_FIVE_GRADES_FROM),
        _REQUIRES_IMPROVEMENT,
        _INADEQUATE,
    ),
)
STATEMENT_SCORE = GradeScale(
    name="Score 4 to 1",
    numbers_printed=True,
    grades=(
        Grade(name="4", number=4, meaning="An exceptional standard"),
        Grade(name="3", number=3, meaning="A good standard"),
        Grade(name="2", number=2, meaning="Some shortfalls"),
        Grade(name="1", number=1, meaning="Significant shortfalls"),
    ),
)
SIX_POINT = GradeScale(
    name="Excellent to unsatisfactory, 6 to 1",
    numbers_printed=True,
    grades=(
        Grade(name="Excellent", number=6),
        Grade(name="Very good", number=5),
        Grade(name="Good", number=4),
        Grade(name="Adequate", number=3),
        Grade(name="Weak", number=2),
        Grade(name="Unsatisfactory", number=1),
    ),
)
AREA_SEND_OUTCOME = GradeScale(
    name="Three outcomes",
    grades=(
        Grade(name="Typically positive", also=("Typically positive experiences and outcomes",)),
        Grade(name="Inconsistent", also=("Inconsistent experiences and outcomes",)),
        Grade(
            name="Widespread and/or systemic failings",
            also=("There are widespread and/or systemic failings",),
        ),
    ),
)
ASSURANCE = GradeScale(
    name="Substantial, reasonable, limited, no assurance",
    grades=(
        Grade(name="Substantial", also=("Substantial assurance",)),
        Grade(name="Reasonable", also=("Reasonable assurance", "Moderate", "Adequate")),
        Grade(name="Limited", also=("Limited assurance", "Partial")),
        Grade(name="No assurance", also=("None", "No", "Minimal")),
    ),
)
OWN_WORDS = GradeScale(name="In the report's own words", any_words=True)
