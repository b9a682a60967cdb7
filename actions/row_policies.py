"""Whose rows they are: actions, their ledger and what hangs on them."""

from accounts.row_policies import OWN, PARTNER, is_colleague
from accounts.row_security.words import (
    Kept,
    Question,
    Rule,
    Source,
    any_of,
    is_published_by,
    me,
    mine,
    there_is,
)
from inspections.row_policies import area_is_published, of_own_inspection, of_own_or_shared_area, own_areas

VIEWS = {
    "published_action": """
        SELECT action.id, action.owner_id, area.is_published AND action.visibility = 'public' AS is_published
        FROM public.actions_action AS action JOIN row_rules.area_of AS area ON area.id = action.area_id
    """,
    "action_of": """
        SELECT action.id, action.area_id, area.inspection_id, area.organisation_id, action.owner_id,
            owner.organisation_id AS partner_id,
            area.is_published AND action.visibility = 'public' AS is_published
        FROM public.actions_action AS action
        JOIN row_rules.area_of AS area ON area.id = action.area_id
        LEFT JOIN public.accounts_post AS owner ON owner.id = action.owner_id
    """,
    "helps": """
        SELECT contribution.action_id, contribution.post_id, post.organisation_id AS partner_id
        FROM public.actions_contribution AS contribution
        JOIN public.accounts_post AS post ON post.id = contribution.post_id
    """,
    # Whom an action or an area concerns besides the organisation that was inspected.
    "concerned": """
        SELECT action.inspection_id, action.area_id, action.id AS action_id, action.owner_id AS post_id,
            action.partner_id, action.organisation_id, action.is_published
        FROM row_rules.action_of AS action WHERE action.owner_id IS NOT NULL
        UNION ALL
        SELECT action.inspection_id, action.area_id, action.id, helps.post_id, helps.partner_id,
            action.organisation_id, action.is_published
        FROM row_rules.helps AS helps
        JOIN row_rules.action_of AS action ON action.id = helps.action_id
        UNION ALL
        SELECT action.inspection_id, action.area_id, action.id, owner.id, owner.organisation_id,
            action.organisation_id, action.is_published
        FROM public.actions_progressupdate AS line
        JOIN row_rules.action_of AS action ON action.id = line.action_id
        JOIN public.accounts_post AS owner ON owner.id = line.owner_id
        UNION ALL
        SELECT area.inspection_id, area.id, NULL, NULL, body.organisation_id,
            area.organisation_id, area.is_published
        FROM public.inspections_areabody AS body JOIN row_rules.area_of AS area ON area.id = body.area_id
        WHERE body.organisation_id IS NOT NULL
    """,
    "measure_of": """
        SELECT measure.id, measure.area_id, measure.action_id, area.organisation_id,
            area.is_published AND measure.visibility = 'public'
            AND (measure.action_id IS NULL OR action.is_published) AS is_published
        FROM public.actions_measure AS measure
        JOIN row_rules.area_of AS area ON area.id = measure.area_id
        LEFT JOIN row_rules.action_of AS action ON action.id = measure.action_id
    """,
}

_INTO_PARTS = """
    SELECT DISTINCT post.organisation_id, inspection.organisation_id, inspection.id, area.id, action.id
    FROM {{fresh}} AS line
    JOIN public.accounts_post AS post ON post.id = line.{post}
    JOIN public.actions_action AS action ON action.id = line.action_id
    JOIN public.inspections_area AS area ON area.id = action.area_id
    JOIN public.inspections_inspection AS inspection ON inspection.id = area.inspection_id
    WHERE post.organisation_id <> inspection.organisation_id
"""
# Who ever owned or helped with an action of another organisation: few, where actions and their rows are many.
PARTS = Kept(
    "parts",
    columns=("partner_id", "organisation_id", "inspection_id", "area_id", "action_id"),
    key=("partner_id", "action_id"),
    sources=(
        Source(
            "actions_progressupdate",
            _INTO_PARTS.format(post="owner_id"),
            # No other rows make anybody the owner, and these have an index of their own.
            "SELECT action_id, owner_id FROM public.actions_progressupdate "
            "WHERE kind IN ('opened', 'reassigned') "
            "UNION SELECT id, owner_id FROM public.actions_action",
        ),
        Source(
            "actions_contribution",
            _INTO_PARTS.format(post="post_id"),
            "SELECT action_id, post_id FROM public.actions_contribution",
        ),
    ),
    indexes=("organisation_id, partner_id", "inspection_id, partner_id", "area_id, partner_id"),
)
KEPT = (PARTS,)

_HELPS = there_is("helps", "this", "action_id", PARTNER)
_PUBLISHED = there_is("published_action", "this", "id", "it.is_published")
takes_part = Question(
    "takes_part",
    "this bigint",
    of_partners=(there_is("action_of", "this", "id", any_of(OWN, PARTNER)), _HELPS),
)
sees_action = Question(
    "sees_action",
    "this bigint",
    (_PUBLISHED,),
    of_partners=(there_is("action_of", "this", "id", any_of(OWN, PARTNER)), _HELPS),
)
is_published_action = Question("is_published_action", "this bigint", (_PUBLISHED,))
# By its columns: `action_of` has no row yet for an action that is just being added.
_owns_or_helps = Question(
    "owns_or_helps",
    "this bigint, owner bigint",
    of_partners=(there_is("post_of", "owner", "id", OWN), _HELPS),
)
_writes_row = Question(
    "writes_row",
    "this bigint",
    ("EXISTS (SELECT FROM public.actions_progressupdate AS line WHERE line.id = this "
     "AND row_rules.takes_part(line.action_id))",),
)  # fmt: skip
_sees_row = Question(
    "sees_row",
    "this bigint",
    ("EXISTS (SELECT FROM public.actions_progressupdate AS line WHERE line.id = this "
     "AND row_rules.sees_action(line.action_id))",),
)  # fmt: skip
_measure_is_published = Question(
    "measure_is_published", "this bigint", (there_is("measure_of", "this", "id", "it.is_published"),)
)
_works_with_measure = Question(
    "works_with_measure",
    "this bigint",
    (
        there_is("measure_of", "this", "id", OWN),
        there_is("measure_of", "this", "id", "row_rules.takes_part(it.action_id)"),
        there_is("measure_of", "this", "id", "row_rules.concerns_area(it.area_id)"),
    ),
)
_sees_file = Question(
    "sees_file",
    "this bigint, organisation bigint",
    (
        "EXISTS (SELECT FROM public.actions_evidence AS proof WHERE proof.file_id = this "
        "AND row_rules.sees_row(proof.update_id))",
        # A file is kept once for the organisation, whoever of a partner hands it in.
        there_is("concerned", "organisation", "organisation_id", PARTNER),
    ),
)
_speaks_of_mine = Question(
    "speaks_of_mine",
    "this uuid",
    ("EXISTS (SELECT FROM public.actions_digestorganisation AS it WHERE it.digest_id = this "
     f"AND {OWN})",),
)  # fmt: skip
# A mail that speaks of several organisations says so to the leads of each.
_sees_digest = Question(
    "sees_digest",
    "this uuid",
    (f"EXISTS (SELECT FROM public.actions_digest AS it WHERE it.id = this AND {me('it.person_id')})",
     _speaks_of_mine("this")),
)  # fmt: skip
_is_my_webhook = Question(
    "is_my_webhook",
    "this bigint",
    (f"EXISTS (SELECT FROM public.actions_webhook AS it WHERE it.id = this AND {OWN})",),
)
FUNCTIONS = (
    takes_part, sees_action, is_published_action, _owns_or_helps, _writes_row, _sees_row,
    _measure_is_published, _works_with_measure, _sees_file, _speaks_of_mine, _sees_digest, _is_my_webhook,
)  # fmt: skip

_MY_ACTION = any_of(own_areas.have("area_id"), _owns_or_helps("id", "owner_id"))
_OF_ACTION = Rule(sees_action("action_id"), write=takes_part("action_id"))
_MY_MEASURE = any_of(of_own_or_shared_area("area_id"), takes_part("action_id"))

RULES = {
    "actions_action": Rule(
        # What is quickest to answer comes first: nearly every row is one's own or published.
        any_of(
            own_areas.have("area_id"),
            f"visibility = 'public' AND {area_is_published('area_id')}",
            _owns_or_helps("id", "owner_id"),
        ),
        write=_MY_ACTION,
    ),
    "actions_historicalaction": Rule(any_of(own_areas.have("area_id"), takes_part("id"))),
    "actions_progressupdate": Rule(
        any_of(
            is_published_by("published_action", "id", "actions_progressupdate.action_id"),
            takes_part("action_id"),
        ),
        write=takes_part("action_id"),
    ),
    "actions_evidence": Rule(_sees_row("update_id"), write=_writes_row("update_id")),
    "actions_storedfile": Rule(any_of(mine("organisation_id"), _sees_file("id", "organisation_id"))),
    "actions_upload": Rule(me("uploaded_by_id")),
    "actions_draft": Rule(me("user_id")),
    "actions_contribution": _OF_ACTION,
    "actions_milestone": _OF_ACTION,
    "actions_historicalmilestone": Rule(takes_part("action_id")),
    "actions_measure": Rule(any_of(_MY_MEASURE, _measure_is_published("id")), write=_MY_MEASURE),
    "actions_historicalmeasure": Rule(_MY_MEASURE),
    "actions_reading": Rule(
        any_of(_works_with_measure("measure_id"), _measure_is_published("measure_id")),
        write=_works_with_measure("measure_id"),
    ),
    "actions_planimport": Rule(of_own_inspection()),
    "actions_calendaraddress": Rule(me("user_id")),
    "actions_mailpreference": Rule(any_of(me("person_id"), is_colleague("person_id"))),
    "actions_reminder": Rule(any_of(me("person_id"), mine("organisation_id"))),
    "actions_digest": Rule(
        any_of(me("person_id"), _speaks_of_mine("id")),
        write=any_of(me("person_id"), is_colleague("person_id")),
    ),
    "actions_digestorganisation": Rule(
        any_of(mine("organisation_id"), _sees_digest("digest_id")), write=mine("organisation_id")
    ),
    "actions_webhook": Rule(mine("organisation_id")),
    "actions_historicalwebhook": Rule(mine("organisation_id")),
    "actions_webhookdelivery": Rule(_is_my_webhook("webhook_id")),
}
# See accounts.row_security.words_first: the words, what `visible_to` asks of a row, and the position after it.
SEARCHED = {
    "actions_action": (
        "id", "area_id", "number", "title", "task", "good_looks_like", "visibility", "ledger_number", "status",
        "confidence", "due_on", "forecast_on", "owner_id", "proposed_due_on", "check_on", "superseded_by_id",
        "original_due_on", "times_moved", "updated_on",
    ),
    "actions_progressupdate": (
        "id", "action_id", "number", "kind", "happened_on", "entered_at", "visibility", "by_id", "by_post",
        "note", "impact", "status", "confidence", "due_on", "forecast_on", "owner_id", "proposed_due_on",
        "check_on", "superseded_by_id", "original_due_on", "times_moved", "updated_on", "corrects_id", "hash",
    ),
}  # fmt: skip
OPEN = {
    "actions_change": "whoever reads the feed first gives all new rows their places; it holds numbers only",
}
