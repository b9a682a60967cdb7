"""The families of reports: how each is recognised, and what its improvement list looks like."""

import re
from dataclasses import dataclass

from inspections.report_reading.document import Document

OPENING_PAGES = 3
OPENING_LETTERS = 9_000
TITLE_LETTERS = 1_500
OFSTED = "Ofsted"
OFSTED_AND_CQC = "Ofsted and the Care Quality Commission"
JOINT = "Ofsted, the Care Quality Commission, HMICFRS and HMI Probation"


@dataclass(frozen=True)
class Family:
    """One inspectorate template. `sign` is found near the top of every report made on it."""

    key: str
    framework: str
    inspectorate: str
    sign: str
    numbered: bool = False
    subsections: bool = False
    tables: bool = False
    paragraphs: bool = False
    is_letter: bool = False
    has_lead: bool = True


# Where one sign holds another, the longer one comes first.
FAMILIES = (
    Family(
        "slac",
        "Inspection of safeguarding and looked after children services",
        OFSTED_AND_CQC,
        r"inspections? of safeguarding and (?:services for )?looked[ -]after children(?:'s)?(?: services)?",
    ),
    Family(
        "jtai",
        "Joint targeted area inspection",
        JOINT,
        r"joint targeted area inspection",
        is_letter=True,
        has_lead=False,
    ),
    Family(
        "area_send",
        "Area SEND inspection",
        OFSTED_AND_CQC,
        r"area send (?:inspection|full inspection|monitoring inspection)|local area partnership report",
        tables=True,
    ),
    Family(
        "area_send_letter",
        "Joint local area SEND inspection",
        OFSTED_AND_CQC,
        r"joint (?:local )?area (?:send|special educational needs[\w/, -]*) (?:inspection|revisit)"
        r"|joint inspection of the local area of|inspection of the local area of .{3,60} to judge the "
        r"effectiveness"
        r"|revisit(?:ed)? the (?:local )?area of",
        is_letter=True,
    ),
    Family(
        "focused_visit",
        "Focused visit",
        OFSTED,
        r"(?:ilacs )?focused visit (?:to|of)|findings of (?:a|the) focused visit"
        r"|monitoring visit (?:to|of) .{3,80}children",
        is_letter=True,
    ),
    Family(
        "sif",
        "Single inspection framework",
        OFSTED,
        r"inspection of services for children in need of help and protection",
        numbered=True,
        subsections=True,
    ),
    Family(
        "child_protection",
        "Inspection of local authority arrangements for the protection of children",
        OFSTED,
        r"inspection of (?:local authority )?arrangements for the protection of children",
    ),
    Family(
        "looked_after",
        "Inspection of looked after children services",
        OFSTED,
        r"inspection of (?:services for )?looked[ -]after children(?:'s)?(?: services)?",
    ),
    Family(
        "ilacs",
        "Inspection of local authority children's services (ILACS)",
        OFSTED,
        r"inspection of .{0,80}children's (?:social care )?services|the impact of leaders on social work "
        r"practice",
    ),
    Family(
        "peel",
        "PEEL",
        "HMICFRS",
        r"\bpeel\b.{0,60}(?:assessment|inspection|police)|police effectiveness, efficiency and legitimacy",
        numbered=True,
        subsections=True,
        paragraphs=True,
    ),
    Family(
        "cqc_local_authority",
        "CQC local authority assessment",
        "Care Quality Commission",
        r"local authority assessment|assessment of .{3,60} (?:council|local authority).{0,80}care act",
    ),
    Family(
        "care_inspectorate",
        "Care Inspectorate inspection",
        "Care Inspectorate",
        r"care inspectorate",
        numbered=True,
        subsections=True,
    ),
)
PEER_OR_AUDIT = Family(
    "other",
    "Other",
    "",
    r"peer (?:review|challenge)|internal audit (?:report|review)|(?:scrutiny|task and finish) (?:review"
    r"|group) report"
    r"|inspection report|report of (?:the|an) inspection|thematic (?:review|inspection)|inspection of\b",
    numbered=True,
    subsections=True,
)
# Lines that head a council's own papers, and no inspectorate's report.
COUNCIL_PAPER = re.compile(
    r"^(?:.{0,40}progress (?:on|against|update on) (?:the |our )?(?:[\w-]+ )?action plan|agenda item"
    r"|minutes of|report of the (?:director|head|chief|executive)|decision (?:maker|required)"
    r"|cabinet member:|wards? affected|(?:policy and )?scrutiny (?:for )?.{0,60}committee)",
    re.MULTILINE,
)
INSPECTORS = re.compile(
    r"\bofsted\b|care quality commission|\bcqc\b|\bhmicfrs\b|\bhmic\b|inspectorate|local government "
    r"association"
    r"|peer challenge|peer review|internal audit|estyn|healthcare improvement"
)


def family_of(document: Document) -> Family | None:
    """The template a report was made on, or nothing when the text is no inspection report at all."""
    if not INSPECTORS.search(" ".join(document.rows).lower()) or is_council_paper(document):
        return None
    words = re.sub(r"\s+", " ", _near_top(document))
    title = words[:TITLE_LETTERS]
    family = _signed(title) or _signed(words)
    return family or (PEER_OR_AUDIT if re.search(PEER_OR_AUDIT.sign, title) else None)


def is_council_paper(document: Document) -> bool:
    """Is this a paper about an inspection, headed as councils head theirs before any inspectorate's title?"""
    top = _near_top(document)[:TITLE_LETTERS]
    paper = COUNCIL_PAPER.search(top)
    return bool(paper) and not _signed(re.sub(r"\s+", " ", top[: paper.start()]))


def _near_top(document: Document) -> str:
    rows = [row for page in document.pages[:OPENING_PAGES] for row in page.rows]
    return re.sub(r"[ \t]+", " ", "\n".join(rows).lower().replace("’", "'"))[:OPENING_LETTERS]


def _signed(words: str) -> Family | None:
    """The family whose sign comes first; of signs over the same words, the one listed first."""
    places = [
        (found.start(), order)
        for order, each in enumerate(FAMILIES)
        if (found := re.search(each.sign, words))
    ]
    if not places:
        return None
    start = min(place for place, _ in places)
    return FAMILIES[min(order for place, order in places if place <= start + 12)]
