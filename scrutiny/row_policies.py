"""Whose rows they are: committees, meetings, papers, questions and who asked to be told."""

from accounts.row_policies import OWN, has_public_site
from accounts.row_security.words import NEVER, Question, Rule, any_of, mine, there_is
from actions.row_policies import is_published_action, takes_part
from inspections.row_policies import of_area, of_inspection, of_own_inspection, own_areas

VIEWS = {
    "committee_of": """
        SELECT committee.id, committee.organisation_id, organisation.has_public_site
        FROM public.scrutiny_committee AS committee
        JOIN public.accounts_organisation AS organisation ON organisation.id = committee.organisation_id
    """,
    "paper_of": """
        SELECT paper.id, paper.inspection_id, inspection.organisation_id,
            inspection.is_published AND frozen.id IS NOT NULL AS is_published
        FROM public.scrutiny_paper AS paper
        JOIN row_rules.inspection_of AS inspection ON inspection.id = paper.inspection_id
        LEFT JOIN public.scrutiny_frozenpaper AS frozen ON frozen.paper_id = paper.id
    """,
    "frozen_of": """
        SELECT frozen.id, inspection.organisation_id, inspection.is_published
        FROM public.scrutiny_frozenpaper AS frozen
        JOIN public.scrutiny_paper AS paper ON paper.id = frozen.paper_id
        JOIN row_rules.inspection_of AS inspection ON inspection.id = paper.inspection_id
    """,
}

_OF_ACTION = "JOIN row_rules.action_of AS action ON action.id ="
_OF_PAPER = "JOIN row_rules.paper_of AS paper ON paper.id ="
_OF_AREA = "JOIN row_rules.area_of AS area ON area.id ="
_OF_INSPECTION = "JOIN row_rules.inspection_of AS inspection ON inspection.id ="
# Where people's names stand: (column, of which organisation, in what).
_NAMED_IN = (
    ("line.by_id", "action.organisation_id", f"actions_progressupdate AS line {_OF_ACTION} line.action_id"),
    ("line.by_id", "action.partner_id", f"actions_progressupdate AS line {_OF_ACTION} line.action_id"),
    ("line.by_id", "helps.partner_id",
     "actions_progressupdate AS line JOIN row_rules.helps AS helps ON helps.action_id = line.action_id"),
    ("post.holder_id", "concerned.organisation_id",
     "accounts_post AS post JOIN row_rules.concerned AS concerned ON concerned.post_id = post.id"),
    ("post.holder_id", "concerned.partner_id",
     "accounts_post AS post JOIN row_rules.action_of AS action ON action.owner_id = post.id "
     "JOIN row_rules.concerned AS concerned ON concerned.action_id = action.id"),
    ("reading.by_id", "measure.organisation_id",
     "actions_reading AS reading JOIN row_rules.measure_of AS measure ON measure.id = reading.measure_id"),
    ("asked.asked_by_id", "paper.organisation_id", f"scrutiny_question AS asked {_OF_PAPER} asked.paper_id"),
    ("asked.asked_by_id", "action.organisation_id", f"scrutiny_question AS asked {_OF_ACTION} asked.action_id"),
    ("asked.answered_by_id", "paper.organisation_id", f"scrutiny_question AS asked {_OF_PAPER} asked.paper_id"),
    ("asked.answered_by_id", "action.organisation_id",
     f"scrutiny_question AS asked {_OF_ACTION} asked.action_id"),
    ("put.made_by_id", "inspection.organisation_id", f"scrutiny_paper AS put {_OF_INSPECTION} put.inspection_id"),
    ("frozen.frozen_by_id", "paper.organisation_id", f"scrutiny_frozenpaper AS frozen {_OF_PAPER} frozen.paper_id"),
    ("notice.by_id", "frozen.organisation_id",
     "scrutiny_papernotice AS notice JOIN row_rules.frozen_of AS frozen ON frozen.id = notice.frozen_id"),
    ("response.by_id", "area.organisation_id", f"scrutiny_response AS response {_OF_AREA} response.area_id"),
    ("it.person_id", "it.organisation_id", "actions_reminder AS it"),
    ("digest.person_id", "about.organisation_id",
     "actions_digest AS digest JOIN public.actions_digestorganisation AS about ON about.digest_id = digest.id"),
    ("it.added_by_id", "it.organisation_id", "actions_webhook AS it"),
    ("it.requested_by_id", "it.organisation_id", "accounts_job AS it"),
    ("it.invited_by_id", "it.organisation_id", "accounts_invitation AS it"),
    ("it.user_id", "it.organisation_id", "accounts_apitoken AS it"),
    ("it.made_by_id", "it.organisation_id", "inspections_reportreading AS it"),
    ("likeness.decided_by_id", "area.organisation_id",
     f"inspections_likeness AS likeness {_OF_AREA} likeness.area_id"),
    ("plan.made_by_id", "inspection.organisation_id",
     f"actions_planimport AS plan {_OF_INSPECTION} plan.inspection_id"),
    ("seat.user_id", "committee.organisation_id",
     "scrutiny_committeemember AS seat "
     "JOIN public.scrutiny_committee AS committee ON committee.id = seat.committee_id"),
)  # fmt: skip
_appears = Question(
    "appears",
    "this bigint",
    tuple(
        f"EXISTS (SELECT FROM public.{place} WHERE {column} = this AND {mine(organisation)})"
        for column, organisation, place in _NAMED_IN
    ),
)
_is_own_committee = Question(
    "is_own_committee", "this bigint", (there_is("committee_of", "this", "id", OWN),)
)
_sees_committee = Question(
    "sees_committee",
    "this bigint",
    (there_is("committee_of", "this", "id", any_of("it.has_public_site", OWN)),),
)
_is_own_paper = Question("is_own_paper", "this bigint", (there_is("paper_of", "this", "id", OWN),))
_is_published_paper = Question(
    "is_published_paper", "this bigint", (there_is("paper_of", "this", "id", "it.is_published"),)
)
# For the frozen paper itself, which `paper_of` does not know of while it is being added.
_may_be_frozen_for_me = Question(
    "may_be_frozen_for_me",
    "this bigint",
    (there_is("paper_of", "this", "id", f"{OWN} OR row_rules.inspection_is_published(it.inspection_id)"),),
)
_is_own_frozen = Question("is_own_frozen", "this bigint", (there_is("frozen_of", "this", "id", OWN),))
_sees_frozen = Question(
    "sees_frozen", "this bigint", (there_is("frozen_of", "this", "id", any_of(OWN, "it.is_published")),)
)
FUNCTIONS = (
    _appears, _is_own_committee, _sees_committee, _is_own_paper, _is_published_paper, _may_be_frozen_for_me,
    _is_own_frozen, _sees_frozen,
)  # fmt: skip

_OF_COMMITTEE = Rule(_sees_committee("committee_id"), write=_is_own_committee("committee_id"))
_HISTORY_OF_COMMITTEE = Rule(_is_own_committee("committee_id"))
_OF_FROZEN = Rule(_sees_frozen("frozen_id"), write=_is_own_frozen("frozen_id"))
_OWN_QUESTION = any_of(_is_own_paper("paper_id"), takes_part("action_id"))
_ABOUT_WHAT_IS_PUBLISHED = any_of(_is_published_paper("paper_id"), is_published_action("action_id"))

RULES = {
    "scrutiny_committee": Rule(
        any_of(mine("organisation_id"), has_public_site("organisation_id")), write=mine("organisation_id")
    ),
    "scrutiny_historicalcommittee": Rule(mine("organisation_id")),
    "scrutiny_committeemember": Rule(_is_own_committee("committee_id")),
    "scrutiny_historicalcommitteemember": _HISTORY_OF_COMMITTEE,
    "scrutiny_meeting": _OF_COMMITTEE,
    "scrutiny_historicalmeeting": _HISTORY_OF_COMMITTEE,
    "scrutiny_forwardplanitem": _OF_COMMITTEE,
    "scrutiny_historicalforwardplanitem": _HISTORY_OF_COMMITTEE,
    "scrutiny_paper": Rule(any_of(of_own_inspection(), _is_published_paper("id")), write=of_own_inspection()),
    "scrutiny_historicalpaper": Rule(of_own_inspection()),
    "scrutiny_frozenpaper": Rule(_may_be_frozen_for_me("paper_id"), write=_is_own_paper("paper_id")),
    "scrutiny_frozenfile": _OF_FROZEN,
    "scrutiny_papernotice": _OF_FROZEN,
    "scrutiny_question": Rule(
        any_of(_OWN_QUESTION, f"published_on IS NOT NULL AND ({_ABOUT_WHAT_IS_PUBLISHED})"),
        write=_OWN_QUESTION,
    ),
    "scrutiny_historicalquestion": Rule(_OWN_QUESTION),
    "scrutiny_recommendations": Rule(of_inspection(), write=of_own_inspection()),
    "scrutiny_response": Rule(of_area(), write=own_areas.have("area_id")),
    "scrutiny_historicalresponse": Rule(own_areas.have("area_id")),
    # The addresses of the public are nobody's to read: the pages that take them in see everything.
    "scrutiny_subscription": Rule(NEVER),
    "scrutiny_subscriptionnotice": Rule(NEVER),
}
SEARCHED = {}
KEPT = ()
OPEN = {}
