"""Inspections by several inspectorates together."""

from datetime import date

from inspections.clocks import JOINT_STATEMENT
from inspections.frameworks.grades import AREA_SEND_OUTCOME
from inspections.frameworks.shape import (
    ClockRule,
    ExpectedJudgement,
    Framework,
    Kind,
    KindOfArea,
    Starts,
)

_OFSTED_AND_CQC = "Ofsted and the Care Quality Commission"

JTAI = Framework(
    key="jtai",
    name="Joint targeted area inspection (JTAI)",
    inspectorate="Ofsted, the Care Quality Commission, HMICFRS and HMI Probation",
    valid_from=date(2016, 1, 1),
    also_called=("JTAI", "Joint targeted area inspection"),
    kinds=(
        KindOfArea(Kind.PRIORITY, "Area for priority action"),
        KindOfArea(Kind.IMPROVEMENT, "Area for improvement"),
    ),
    clocks=(ClockRule(JOINT_STATEMENT, Starts.WHEN_ASKED),),
)
AREA_SEND_2016 = Framework(
    key="area_send_2016",
    name="Joint local area SEND inspection (2016 to 2022)",
    inspectorate=_OFSTED_AND_CQC,
    valid_from=date(2016, 5, 1),
    valid_until=date(2022, 12, 31),
    also_called=("Joint local area SEND inspection",),
    kinds=(
        KindOfArea(Kind.PRIORITY, "Area of significant weakness"),
        KindOfArea(Kind.IMPROVEMENT, "Area for development"),
    ),
    clocks=(ClockRule(JOINT_STATEMENT, Starts.WHEN_ASKED),),
)
AREA_SEND = Framework(
    key="area_send",
    name="Area SEND inspection",
    inspectorate=_OFSTED_AND_CQC,
    valid_from=date(2023, 1, 1),
    also_called=("Area SEND", "Area SEND inspection of local area partnership"),
    scale=AREA_SEND_OUTCOME,
    judgements=(ExpectedJudgement(name="Inspection outcome"),),
    kinds=(
        KindOfArea(Kind.PRIORITY, "Area for priority action"),
        KindOfArea(Kind.IMPROVEMENT, "Area for improvement"),
    ),
    clocks=(ClockRule(JOINT_STATEMENT, Starts.WITH_PRIORITY),),
)
