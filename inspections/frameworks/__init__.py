"""The kinds of inspection, with their dates of validity. Adding one is adding one entry to CATALOGUE.

Knows no database. The page is written from here: `python -m inspections.frameworks > docs/frameworks.md`.
"""

from inspections.frameworks.catalogue import Catalogue
from inspections.frameworks.childrens_services import ILACS, ILACS_FOCUSED_VISIT, SIF
from inspections.frameworks.grades import Grade, GradeScale
from inspections.frameworks.joint import AREA_SEND, AREA_SEND_2016, JTAI
from inspections.frameworks.local import INTERNAL_AUDIT, OTHER, PEER_REVIEW, SCRUTINY
from inspections.frameworks.police_and_care import CARE_INSPECTORATE, CQC_LOCAL_AUTHORITY, PEEL
from inspections.frameworks.safeguarding import CHILD_PROTECTION_2012, LOOKED_AFTER_2013, SLAC
from inspections.frameworks.shape import (
    ClockRule,
    ExpectedJudgement,
    Framework,
    Kind,
    KindOfArea,
    Starts,
)

CATALOGUE = Catalogue(
    (
        ILACS,
        ILACS_FOCUSED_VISIT,
        JTAI,
        AREA_SEND,
        CQC_LOCAL_AUTHORITY,
        PEEL,
        CARE_INSPECTORATE,
        SCRUTINY,
        PEER_REVIEW,
        INTERNAL_AUDIT,
        AREA_SEND_2016,
        SIF,
        LOOKED_AFTER_2013,
        CHILD_PROTECTION_2012,
        SLAC,
        OTHER,
    )
)
framework = CATALOGUE.framework
named = CATALOGUE.named
frameworks_on = CATALOGUE.frameworks_on
choices = CATALOGUE.choices


def kind_choices() -> list[tuple[str, str]]:
    return [(kind.value, kind.label) for kind in Kind]


__all__ = [
    "CATALOGUE",
    "Catalogue",
    "ClockRule",
    "ExpectedJudgement",
    "Framework",
    "Grade",
    "GradeScale",
    "Kind",
    "KindOfArea",
    "Starts",
    "choices",
    "framework",
    "frameworks_on",
    "kind_choices",
    "named",
]
