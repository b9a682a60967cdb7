"""The time limits, each with its legal source. Adding one is adding an entry and its place in CLOCKS."""

from inspections.clocks.counting import Clock, Convention, Direction, Trigger

_LOCAL_AUTHORITIES_2007 = (
    "Education and Inspections Act 2006 (Inspection of Local Authorities) Regulations 2007"
)
_JOINT_REVIEWS_2015 = "Children Act 2004 (Joint Area Reviews) Regulations 2015"
_JOINT_REVIEWS_2005 = "Children Act 2004 (Joint Area Reviews) Regulations 2005"

PUBLISH = Clock(
    key="publish",
    name="Publish the report",
    trigger=Trigger.RECEIVED,
    days=30,
    legal_source=f"{_LOCAL_AUTHORITIES_2007}, regulation 2",
)
STATEMENT = Clock(
    key="statement",
    name="Publish the statement of proposed action",
    trigger=Trigger.RECEIVED,
    days=70,
    legal_source=f"Education and Inspections Act 2006, section 137; {_LOCAL_AUTHORITIES_2007}",
)
JOINT_PUBLISH = Clock(
    key="joint_publish",
    name="Publish the report of a joint review",
    trigger=Trigger.RECEIVED,
    days=30,
    legal_source=f"{_JOINT_REVIEWS_2005}, regulation 3 (until 8 November 2015)",
)
JOINT_STATEMENT = Clock(
    key="joint_statement",
    name="Make the statement of proposed action of a joint review",
    trigger=Trigger.RECEIVED,
    days=70,
    legal_source=f"{_JOINT_REVIEWS_2015}, regulation 4; until 8 November 2015 the regulations of 2005",
)
EARLY_DRAFT = Clock(
    key="early_draft",
    name="Share an early draft of the plan with Ofsted",
    trigger=Trigger.RECEIVED,
    days=20,
    legal_source="Ofsted's ILACS framework since September 2018 (asked for, not set by law)",
)
POLICE_COMMENTS = Clock(
    key="police_comments",
    name="Publish the police and crime commissioner's comments",
    trigger=Trigger.PUBLISHED,
    days=56,
    working=False,
    convention=Convention.TRIGGER_DAY,
    legal_source="Police Act 1996, section 55(5A), put in by the Policing and Crime Act 2017",
)
EXECUTIVE_RESPONSE = Clock(
    key="executive_response",
    name="The executive's response to scrutiny",
    trigger=Trigger.RECOMMENDED,
    months=2,
    working=False,
    convention=Convention.TRIGGER_DAY,
    legal_source="Local Government Act 2000, section 9FE",
)
PAPERS = Clock(
    key="papers",
    name="Papers open to the public before a meeting",
    trigger=Trigger.MEETING,
    days=5,
    convention=Convention.CLEAR_DAYS,
    direction=Direction.BACKWARDS,
    moved_by_closure_days=True,
    legal_source="Local Government Act 1972, section 100B; five days since the 2002 order, S.I. 2002/715",
)

CLOCKS = (
    PUBLISH,
    STATEMENT,
    JOINT_PUBLISH,
    JOINT_STATEMENT,
    EARLY_DRAFT,
    POLICE_COMMENTS,
    EXECUTIVE_RESPONSE,
    PAPERS,
)
