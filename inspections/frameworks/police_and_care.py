"""Inspections of police forces, of adult social care and of care in Scotland."""

from datetime import date

from inspections.clocks import POLICE_COMMENTS
from inspections.frameworks.grades import FOUR, PEEL_FIVE_GRADES_FROM, POLICE, SIX_POINT, STATEMENT_SCORE
from inspections.frameworks.shape import ClockRule, ExpectedJudgement, Framework, Kind, KindOfArea

_THEMES = {
    "Working with people": (
        "Assessing needs",
        "Supporting people to live healthier lives",
        "Equity in experience and outcomes",
    ),
    "Providing support": (
        "Care provision, integration and continuity",
        "Partnerships and communities",
    ),
    "Ensuring safety within the system": (
        "Safe systems, pathways and transitions",
        "Safeguarding",
    ),
    "Leadership": (
        "Governance, management and sustainability",
        "Learning, improvement and innovation",
    ),
}

CQC_LOCAL_AUTHORITY = Framework(
    key="cqc_local_authority",
    name="Local authority assessment (adult social care)",
    inspectorate="Care Quality Commission",
    valid_from=date(2023, 4, 1),
    also_called=("CQC local authority assessment", "Local authority assessment"),
    scale=FOUR,
    sections=tuple(_THEMES),
    judgements=(
        ExpectedJudgement(name="Overall rating"),
        *(
            ExpectedJudgement(name=statement, section=theme, scale=STATEMENT_SCORE)
            for theme, statements in _THEMES.items()
            for statement in statements
        ),
    ),
    kinds=(KindOfArea(Kind.IMPROVEMENT, "Area for improvement"),),
)

_PILLARS_UNTIL = date(2020, 12, 31)
_PEEL_2021_UNTIL = date(2022, 12, 31)
_PEEL_2023_FROM = date(2023, 1, 1)


def _lines(names: tuple[str, ...], since: date | None, until: date | None) -> tuple[ExpectedJudgement, ...]:
    return tuple(ExpectedJudgement(name=name, valid_from=since, valid_until=until) for name in names)


PEEL = Framework(
    key="peel",
    name="Police effectiveness, efficiency and legitimacy (PEEL)",
    inspectorate="HMICFRS",
    valid_from=date(2014, 1, 1),
    also_called=("PEEL", "PEEL assessment"),
    scale=POLICE,
    judgements=(
        *_lines(("Effectiveness", "Efficiency", "Legitimacy"), None, _PILLARS_UNTIL),
        *_lines(
            (
                "Preventing crime",
                "Treatment of the public",
                "Responding to the public",
                "Investigating crime",
                "Protecting vulnerable people",
                "Managing offenders",
                "Disrupting serious organised crime",
                "Developing a positive workplace",
                "Good use of resources",
            ),
            PEEL_FIVE_GRADES_FROM,
            _PEEL_2021_UNTIL,
        ),
        *_lines(
            (
                "Police powers and treating the public fairly and respectfully",
                "Preventing and deterring crime and antisocial behaviour, and reducing vulnerability",
                "Responding to the public",
                "Investigating crime",
                "Protecting vulnerable people",
                "Managing offenders and suspects",
                "Building, supporting and protecting the workforce",
                "Leadership and force management",
            ),
            _PEEL_2023_FROM,
            None,
        ),
    ),
    kinds=(
        KindOfArea(Kind.PRIORITY, "Cause of concern"),
        KindOfArea(Kind.IMPROVEMENT, "Area for improvement"),
        KindOfArea(Kind.RECOMMENDATION, "Recommendation"),
    ),
    clocks=(ClockRule(POLICE_COMMENTS),),
)

_KEY_QUESTIONS_FROM = date(2018, 7, 1)

CARE_INSPECTORATE = Framework(
    key="care_inspectorate",
    name="Care Inspectorate inspection (Scotland)",
    inspectorate="Care Inspectorate",
    valid_from=date(2011, 4, 1),
    also_called=("Care Inspectorate inspection",),
    scale=SIX_POINT,
    judgements=_lines(
        (
            "How well do we support people's wellbeing?",
            "How good is our leadership?",
            "How good is our staff team?",
            "How good is our setting?",
            "How well is our care and support planned?",
        ),
        _KEY_QUESTIONS_FROM,
        None,
    ),
    kinds=(
        KindOfArea(Kind.PRIORITY, "Requirement"),
        KindOfArea(Kind.IMPROVEMENT, "Area for improvement"),
        KindOfArea(Kind.RECOMMENDATION, "Recommendation"),
    ),
)
