"""Ofsted's inspections of a council's children's services since November 2013."""

from datetime import date

from inspections.clocks import EARLY_DRAFT, PUBLISH, STATEMENT
from inspections.frameworks.grades import FOUR, FOUR_TO_BE_GOOD
from inspections.frameworks.shape import (
    ClockRule,
    ExpectedJudgement,
    Framework,
    Kind,
    KindOfArea,
    Starts,
)
from inspections.timescales import Timescale

OFSTED = "Ofsted"

CARE_LEAVERS_APART_FROM = date(2023, 1, 1)
CARE_LEAVERS_TOGETHER_UNTIL = date(2022, 12, 31)
OVERALL_EFFECTIVENESS_UNTIL = date(2026, 3, 31)

_IMPROVEMENT = KindOfArea(Kind.IMPROVEMENT, "Area for improvement")
_AFTER_EVERY_REPORT = (ClockRule(PUBLISH), ClockRule(STATEMENT))


def _lines(section: str, *names: str) -> tuple[ExpectedJudgement, ...]:
    return tuple(ExpectedJudgement(name=name, section=section) for name in names)


_LSCB = "The Local Safeguarding Children Board (LSCB)"

SIF = Framework(
    key="sif",
    name="Single inspection framework (help and protection, looked after children, care leavers)",
    inspectorate=OFSTED,
    valid_from=date(2013, 11, 1),
    valid_until=date(2017, 12, 31),
    also_called=(
        "SIF",
        "Single inspection framework",
        (
            "Inspection of services for children in need of help and protection, "
            "children looked after and care leavers"
        ),
    ),
    scale=FOUR,
    sections=("The local authority", _LSCB),
    judgements=(
        *_lines(
            "",
            "Children who need help and protection",
            "Children looked after and achieving permanence",
            "Adoption performance",
            "Experiences and progress of care leavers",
            "Leadership, management and governance",
            "Overall effectiveness",
        ),
        *_lines(_LSCB, "Local Safeguarding Children Board"),
    ),
    kinds=(
        KindOfArea(Kind.PRIORITY, "Priority and immediate action"),
        _IMPROVEMENT,
        KindOfArea(Kind.RECOMMENDATION, "Recommendation"),
    ),
    timescales=(Timescale.IMMEDIATELY,),
    clocks=_AFTER_EVERY_REPORT,
)
ILACS = Framework(
    key="ilacs",
    name="Inspection of local authority children's services (ILACS)",
    inspectorate=OFSTED,
    valid_from=date(2018, 1, 1),
    also_called=("ILACS", "Inspection of local authority children's services"),
    scale=FOUR_TO_BE_GOOD,
    judgements=(
        *_lines(
            "",
            "The impact of leaders on social work practice with children and families",
            "The experiences and progress of children who need help and protection",
        ),
        ExpectedJudgement(
            name="The experiences and progress of children in care and care leavers",
            valid_until=CARE_LEAVERS_TOGETHER_UNTIL,
        ),
        ExpectedJudgement(
            name="The experiences and progress of children in care",
            valid_from=CARE_LEAVERS_APART_FROM,
        ),
        ExpectedJudgement(
            name="The experiences and progress of care leavers", valid_from=CARE_LEAVERS_APART_FROM
        ),
        ExpectedJudgement(name="Overall effectiveness", valid_until=OVERALL_EFFECTIVENESS_UNTIL),
    ),
    kinds=(KindOfArea(Kind.PRIORITY, "Area for priority action"), _IMPROVEMENT),
    clocks=_AFTER_EVERY_REPORT,
)
ILACS_FOCUSED_VISIT = Framework(
    key="ilacs_focused_visit",
    name="Focused visit (ILACS)",
    inspectorate=OFSTED,
    valid_from=date(2018, 1, 1),
    also_called=("Focused visit", "ILACS focused visit"),
    kinds=(KindOfArea(Kind.PRIORITY, "Area for priority action"), _IMPROVEMENT),
    clocks=(
        ClockRule(EARLY_DRAFT, Starts.WITH_PRIORITY),
        ClockRule(STATEMENT, Starts.WITH_PRIORITY),
    ),
)
