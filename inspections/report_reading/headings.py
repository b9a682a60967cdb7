"""The inspectorates' standard headings: which open an improvement list, which divide it, which end it."""

import re

PRIORITY = "priority action"
IMPROVEMENT = "area for improvement"
RECOMMENDATION = "recommendation"

OPENINGS = (
    (
        PRIORITY,
        r"(?:areas? for )?priority (?:and immediate )?actions?(?: required)?|immediate and priority actions?",
    ),
    (PRIORITY, r"areas? (?:requiring|for) (?:immediate|urgent) (?:action|improvement)|causes? of concern"),
    (
        IMPROVEMENT,
        r"(?:key |main )?areas? (?:for|of|requiring) (?:further )?improvements?(?: for (?:the )?\w.{2,60})?",
    ),
    (IMPROVEMENT, r"what (?:does|do|did) .{2,80} needs? to improve"),
    (IMPROVEMENT, r"what needs to (?:improve|be improved)(?: in .{3,90})?"),
    (RECOMMENDATION, r"(?:key |our |main |priority )?recommendations?(?: (?:for|to) (?:the )?\w.{2,80})?"),
    (RECOMMENDATION, r"requirements"),
)
OPENING = tuple((kind, re.compile(rf"^(?:{words})$")) for kind, words in OPENINGS)
DEVELOPMENT = re.compile(r"^areas? (?:for|of) development$")
BODY_HEADER = re.compile(
    r"^responsible (?:body|bodies|partners?|organisations?|agenc(?:y|ies))(?: areas? (?:for"
    r"|requiring) .{3,40})?$"
)

NUMBERS = {"one": 1, "two": 2, "three": 3, "four": 4, "six": 6, "nine": 9, "twelve": 12}
TIER = re.compile(
    r"^(?:(?P<now>immediate(?:ly)?(?: actions?)?|for immediate action|with immediate effect)"
    r"|(?:to be (?:completed|done) )?(?:with)?in (?:the next )?(?P<months>\w+) months?"
    r"(?: of (?:the )?(?:publication|receipt|inspection|report).{0,40})?)(?P<rest>\b.*|[:,].*)?$",
    re.IGNORECASE,
)
TIMESCALES = {0: "Immediately", 3: "Within three months", 6: "Within six months"}

STANDARD_WORDS = """
safeguarding outcomes for children and young people|outcomes for children and young people
outcomes for looked after children and young people|children and young people are safe and feel safe
quality of provision|ambition and prioritisation|performance management and quality assurance
partnership working|partnerships|equality and diversity|value for money|user engagement|being healthy
staying safe|economic wellbeing|enjoying and achieving|making a positive contribution|economic well-being
achieving economic well-being|leadership and management|record of main findings|overall effectiveness
capacity for improvement|capacity to improve|services for looked after children|safeguarding services
the local authority's strengths|the lscb's strengths|strengths|progress since the last inspection
inspection findings|summary for children and young people|inspection judgements|executive summary
what the inspection judgements mean|summary of findings|summary of key findings|findings|main findings
key findings|headline findings|key strengths|case study|next steps|overview|context|background
local area partnership details|inspection team|the inspection team|about this inspection|about us
glossary|methodology|conclusion|contents|yours sincerely|yours faithfully
main findings and recommendations
"""
STANDARD = frozenset(words for line in STANDARD_WORDS.strip().split("\n") for words in line.split("|"))
STANDARD_START = re.compile(
    r"^(?:the effectiveness of (?:services in taking|the local area)|the contribution of health agencies"
    r"|making a positive contribution|how good are outcomes|outcomes for looked after children"
    r"|service responsiveness"
    r"|assessment and direct work|case planning|evaluation,? including|the inspection outcomes|grade \d"
    r"|case study"
    r"|overall effectiveness of services|information about|inspection (?:judgements?|findings)"
    r"|the inspection raises"
    r"|the experiences and progress of|the impact of leaders|what is it like to be|if you are not happy"
    r"|what (?:is|does) the .{0,20}area partnership (?:do|need)|we have notified|we will be considering"
    r"|ofsted will take|the office for standards in education|annex|appendix|yours sincerely"
    r"|outcome of the inspection"
    r"|.{3,40}' strengths$)"
)
# Only the first line of these, with its capital letter: their ends differ from report to report.
STANDARD_LINE = re.compile(
    r"^(?:The experiences and progress of (?:children|care)|The impact of leaders on social work"
    r"|Safeguarding outcomes for children|Outcomes for (?:looked after )?children and young"
    r"|How good are outcomes for"
    r"|Children and young people are safe and feel|The contribution of health agencies to keeping"
    r"|Making a positive contribution|Inspection judgements? about|Inspection findings|Information about th"
    r"|What (?:does|is|are|needs) [^.]{3,}$|Case study[: –-]|Ofsted will take the findings|Yours sincerely"
    r"|We have notified the|The Office for Standards in Education|If you are not happy with)"
)
ASKING_VERBS = """
accelerate access act address adopt agree align analyse appoint arrange articulate ascertain assess
assure audit bring broaden build carry clarify collaborate collate commission communicate complete
conduct consider consolidate continue coordinate co-ordinate create decrease define deliver demonstrate
determine develop devise disseminate embed empower enable encourage engage enhance ensure establish
evaluate evidence examine expand expedite explore extend facilitate finalise focus formalise fully
further give hold identify implement improve include increase inform institute integrate introduce invest
investigate involve keep launch maintain make maximise meet minimise monitor move obtain offer oversee
plan prepare prioritise produce promote provide publish put raise rationalise recruit redesign reduce
refine refocus refresh reinforce report require resolve resource review revise revisit risk robustly
secure seek set share significantly simplify speed stabilise standardise streamline strengthen support
sustain tackle take target test tighten track train undertake update urgently use utilise widen work
"""
ITEM_WORDS = frozenset(ASKING_VERBS.split())


def plain(text: str) -> str:
    """A heading's words in small letters, without number, footnote mark or closing colon."""
    text = re.sub(r"^\(?\d{1,2}(?:\.\d+)*[.)]?\s+", "", text.strip())
    text = re.sub(r"(?<=[a-z?:])\d{1,2}$", "", text)
    return re.sub(r"\s+", " ", text).strip(" .:?*_#").lower().replace("’", "'")


def opening(text: str) -> str | None:
    """The kind of list a heading opens."""
    starts_well = text[:1].strip("‘“'\"").isupper() or text[:1].isdigit()
    if len(text) > 140 or not starts_well or re.search(r"[a-z]\.$", text):
        return None
    words = plain(text)
    return next((kind for kind, pattern in OPENING if pattern.match(words)), None)


def tier(text: str) -> tuple[str | None, str] | None:
    """The timescale a heading names and what follows it, or nothing when it names none."""
    found = TIER.match(text.strip()) if text[:1].isupper() else None
    if not found:
        return None
    rest = (found.group("rest") or "").strip(" :–-,.")
    if found.group("now"):
        return TIMESCALES[0], rest
    word = found.group("months").lower()
    months = NUMBERS.get(word) or (int(word) if word.isdigit() else None)
    if months is None:
        return None
    return TIMESCALES.get(months), rest


def is_tier(text: str) -> bool:
    found = tier(text)
    return bool(found) and not found[1]


def ends_list(text: str) -> bool:
    words = plain(text)
    return len(text) < 160 and text[:1].isupper() and (words in STANDARD or bool(STANDARD_START.match(words)))


def stands_alone(text: str) -> bool:
    """Is this line a heading wherever it stands, even with nothing but words to go by?"""
    if len(text) > 90 or not text[:1].isupper() or re.search(r"[a-z]\.$", text):
        return False
    words = plain(text)
    return bool(opening(text)) or is_tier(text) or words in STANDARD or bool(BODY_HEADER.match(words))


def begins_heading(text: str) -> bool:
    """Does this line stand alone, or begin a heading too long for one line?"""
    return stands_alone(text) or bool(STANDARD_LINE.match(text.replace("’", "'")))


def starts_like_item(text: str) -> bool:
    """Does a line begin with a verb that inspectors begin their requests with?"""
    first = re.match(r"[A-Za-z-]+", text)
    return bool(first) and first.group().lower() in ITEM_WORDS
