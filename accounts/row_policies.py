"""Whose rows they are: organisations, posts, people and their rights. See accounts.row_security.words."""

from accounts.row_security.words import (
    SCHEMA,
    SIGNED_IN,
    Question,
    Rule,
    any_of,
    is_published_by,
    me,
    mine,
    there_is,
)

OWN = mine("it.organisation_id")
# An organisation that has a part in what another one does: it owns an action, helps, or is named by a report.
PARTNER = mine("it.partner_id")

VIEWS = {
    "organisation_of": "SELECT id, has_public_site FROM public.accounts_organisation",
    "member_of": "SELECT user_id, organisation_id FROM public.accounts_membership",
    "post_of": "SELECT id, organisation_id FROM public.accounts_post",
}

is_colleague = Question(
    "is_colleague", "this bigint", of_partners=(there_is("member_of", "this", "user_id", OWN),)
)
has_public_site = Question(
    "has_public_site", "this bigint", (there_is("organisation_of", "this", "id", "it.has_public_site"),)
)
# With the owners, whom the rule itself asks about, those of `concerned`. Apart, each is looked for by an index of
# its own and only as far as the first.
_ACTION_OF = "JOIN public.actions_action AS action ON action.id ="
_POSTS_STAND_IN = (
    ("helps.post_id", f"actions_contribution AS helps {_ACTION_OF} helps.action_id"),
    ("line.owner_id", f"actions_progressupdate AS line {_ACTION_OF} line.action_id"),
)


def _in_what_is_published(column, place):
    return (
        f"EXISTS (SELECT FROM public.{place} JOIN row_rules.area_of AS area ON area.id = action.area_id "
        f"WHERE {column} = this AND action.visibility = 'public' AND area.is_published)"
    )


def by_parts(part, condition):
    """A partner's part in an action of another organisation: `part` says whose, the condition what must hold.

    What an organisation does in its own actions is its own by a column, or is published with its site.
    """
    held = (
        f"(SELECT true FROM {SCHEMA}.concerned AS it WHERE it.action_id = part.action_id "
        f"AND it.partner_id = part.partner_id AND {condition} LIMIT 1)"
    )
    return f"EXISTS (SELECT FROM {SCHEMA}.parts AS part WHERE {part} AND {held})"


_knows_organisation = Question(
    "knows_organisation",
    "this bigint",
    (
        there_is("named", "this", "partner_id", "it.is_published"),
        by_parts("part.partner_id = this", "it.is_published"),
    ),
    of_partners=(
        there_is("named", "this", "organisation_id", PARTNER),
        there_is("named", "this", "partner_id", OWN),
        by_parts(f"part.organisation_id = this AND {mine('part.partner_id')}", "true"),
        by_parts(f"part.partner_id = this AND {mine('part.organisation_id')}", "true"),
    ),
)
# Without a public site of its own a post is published as far as it has a part in what others publish.
_MAY_BE_PUBLISHED = any_of(
    there_is("organisation_of", "organisation", "id", "it.has_public_site"),
    there_is("parts", "organisation", "partner_id", "true"),
)
# Whoever a report names may be asked to own or to help, and may ask the others it names and whom it is about.
_knows_post = Question(
    "knows_post",
    "this bigint, organisation bigint",
    tuple(
        f"({_MAY_BE_PUBLISHED}) AND {_in_what_is_published(column, place)}" for column, place in _POSTS_STAND_IN
    ),
    of_partners=(
        f"{there_is('parts', 'organisation', 'partner_id', OWN)} "
        f"AND {there_is('concerned', 'this', 'post_id', OWN)}",
        there_is("named", "organisation", "partner_id", OWN),
        there_is("named", "organisation", "organisation_id", PARTNER),
        there_is("named", "organisation", "partner_id", "EXISTS (SELECT FROM row_rules.named AS other "
                 f"WHERE other.inspection_id = it.inspection_id AND {mine('other.partner_id')})"),
    ),
)  # fmt: skip
# Colleagues, whoever works for nobody any more, and those of a partner who stand in what one sees.
_knows_person = Question(
    "knows_person",
    "this bigint",
    (
        there_is("member_of", "this", "user_id", OWN),
        f"{SIGNED_IN} AND NOT EXISTS (SELECT FROM public.accounts_membership AS it WHERE it.user_id = this)",
        "row_rules.appears(this)",
    ),
)
FUNCTIONS = (is_colleague, has_public_site, _knows_organisation, _knows_post, _knows_person)

_OWN = Rule(mine("organisation_id"))
_OWN_OR_ABOUT_ME = Rule(any_of(mine("organisation_id"), me("user_id")))

RULES = {
    "accounts_organisation": Rule(
        any_of("has_public_site", mine("id"), _knows_organisation("id")), write=mine("id")
    ),
    "accounts_historicalorganisation": Rule(mine("id")),
    "accounts_post": Rule(
        any_of(
            mine("organisation_id"),
            is_published_by("published_action", "owner_id", "accounts_post.id"),
            _knows_post("id", "organisation_id"),
        ),
        write=mine("organisation_id"),
    ),
    "accounts_historicalpost": _OWN,
    "accounts_user": Rule(any_of(me("id"), _knows_person("id"))),
    "accounts_historicaluser": Rule(any_of(me("id"), _knows_person("id"))),
    "accounts_membership": Rule(
        any_of(mine("organisation_id"), me("user_id")), write=mine("organisation_id")
    ),
    "accounts_historicalmembership": _OWN,
    "accounts_invitation": _OWN,
    "accounts_closureday": Rule(
        any_of(mine("organisation_id"), has_public_site("organisation_id")), write=mine("organisation_id")
    ),
    "accounts_historicalclosureday": _OWN,
    "accounts_job": Rule(any_of(mine("organisation_id"), me("requested_by_id"))),
    "accounts_apitoken": _OWN_OR_ABOUT_ME,
    "accounts_keptanswer": Rule(me("user_id")),
}

SEARCHED = {}
KEPT = ()

# Tables that say whose they are and have no rule, each with its reason.
OPEN = {
    "accounts_session": "it is looked up before anybody is known, by a key that only its browser has",
}
