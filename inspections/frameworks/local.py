"""What a council hears from its own committees, its peers and its auditors, and whatever is not listed."""

from inspections.clocks import EXECUTIVE_RESPONSE
from inspections.frameworks.grades import ASSURANCE, OWN_WORDS
from inspections.frameworks.shape import ClockRule, ExpectedJudgement, Framework, Kind, KindOfArea
from inspections.timescales import Timescale

_ALL_TIMESCALES = tuple(Timescale)
_RECOMMENDATION = KindOfArea(Kind.RECOMMENDATION, "Recommendation")

SCRUTINY = Framework(
    key="scrutiny",
    name="Scrutiny committee",
    inspectorate="The council's scrutiny committee",
    kinds=(_RECOMMENDATION,),
    timescales=_ALL_TIMESCALES,
    clocks=(ClockRule(EXECUTIVE_RESPONSE),),
)
PEER_REVIEW = Framework(
    key="peer_review",
    name="Peer review or peer challenge",
    inspectorate="Peers",
    also_called=("Peer review", "Peer challenge"),
    kinds=(_RECOMMENDATION, KindOfArea(Kind.IMPROVEMENT, "Area for consideration")),
    timescales=_ALL_TIMESCALES,
)
INTERNAL_AUDIT = Framework(
    key="internal_audit",
    name="Internal audit",
    inspectorate="Internal audit",
    scale=ASSURANCE,
    judgements=(ExpectedJudgement(name="Assurance opinion"),),
    kinds=(KindOfArea(Kind.PRIORITY, "High priority finding"), _RECOMMENDATION),
    timescales=_ALL_TIMESCALES,
)
OTHER = Framework(
    key="other",
    name="Other",
    inspectorate="",
    scale=OWN_WORDS,
    kinds=tuple(KindOfArea(kind, kind.label) for kind in Kind),
    timescales=_ALL_TIMESCALES,
)
