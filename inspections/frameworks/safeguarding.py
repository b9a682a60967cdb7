"""Ofsted's inspections of safeguarding and of looked after children, 2009 to 2013."""

from datetime import date

from inspections.clocks import JOINT_PUBLISH, JOINT_STATEMENT, PUBLISH, STATEMENT
from inspections.frameworks.grades import NUMBERED_FOUR
from inspections.frameworks.shape import ClockRule, ExpectedJudgement, Framework, Kind, KindOfArea
from inspections.timescales import Timescale

OFSTED = "Ofsted"
SAFEGUARDING = "Safeguarding"
LOOKED_AFTER = "Looked after children"

_IMPROVEMENT = KindOfArea(Kind.IMPROVEMENT, "Area for improvement")
_IN_THREE_TIERS = tuple(Timescale)
_AFTER_EVERY_REPORT = (ClockRule(PUBLISH), ClockRule(STATEMENT))


def _lines(section: str, *names: str) -> tuple[ExpectedJudgement, ...]:
    return tuple(ExpectedJudgement(name=name, section=section) for name in names)


SLAC = Framework(
    key="slac",
    name="Inspection of safeguarding and looked after children services",
    inspectorate="Ofsted and the Care Quality Commission",
    valid_from=date(2009, 4, 1),
    valid_until=date(2013, 3, 31),
    also_called=("SLAC",),
    scale=NUMBERED_FOUR,
    sections=(SAFEGUARDING, LOOKED_AFTER),
    judgements=(
        *_lines(
            SAFEGUARDING,
            "Overall effectiveness",
            "Capacity for improvement",
            "Children and young people are safe and feel safe",
            "Quality of provision",
            "The contribution of health agencies to keeping children and young people safe",
            "Ambition and prioritisation",
            "Leadership and management",
            "Performance management and quality assurance",
            "Partnership working",
            "Equality and diversity",
        ),
        *_lines(
            LOOKED_AFTER,
            "Overall effectiveness",
            "Capacity for improvement",
            "Being healthy",
            "Staying safe",
            "Enjoying and achieving",
            "Making a positive contribution, including user engagement",
            "Economic well-being",
            "Quality of provision",
            "Ambition and prioritisation",
            "Leadership and management",
            "Performance management and quality assurance",
            "Equality and diversity",
        ),
    ),
    kinds=(_IMPROVEMENT,),
    timescales=_IN_THREE_TIERS,
    clocks=(ClockRule(JOINT_PUBLISH), ClockRule(JOINT_STATEMENT)),
)
CHILD_PROTECTION_2012 = Framework(
    key="child_protection_2012",
    name="Inspection of local authority arrangements for the protection of children",
    inspectorate=OFSTED,
    valid_from=date(2012, 5, 1),
    valid_until=date(2013, 10, 31),
    scale=NUMBERED_FOUR,
    judgements=_lines(
        "",
        "Overall effectiveness",
        "The effectiveness of the help and protection provided to children, young people, "
        "families and carers",
        "The quality of practice",
        "Leadership and governance",
    ),
    kinds=(_IMPROVEMENT,),
    timescales=_IN_THREE_TIERS,
    clocks=_AFTER_EVERY_REPORT,
)
LOOKED_AFTER_2013 = Framework(
    key="looked_after_2013",
    name="Inspection of looked after children services",
    inspectorate=OFSTED,
    valid_from=date(2013, 1, 1),
    valid_until=date(2013, 10, 31),
    scale=NUMBERED_FOUR,
    judgements=_lines(
        LOOKED_AFTER,
        "Overall effectiveness",
        "Capacity to improve",
        "Outcomes for looked after children and young people",
        "Quality of provision",
        "Leadership and management",
    ),
    sections=(LOOKED_AFTER,),
    kinds=(_IMPROVEMENT,),
    timescales=_IN_THREE_TIERS,
    clocks=_AFTER_EVERY_REPORT,
)
