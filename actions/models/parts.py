"""What a person is to an action, and whether the table of transitions lets that person do a thing now."""

from functools import cache
from itertools import takewhile
from typing import NamedTuple

from accounts.models import Post
from accounts.prepared import Statement, number
from actions.statuses import UPDATES, Closeness, Kind, Part
from actions.transitions import RULES

MAY_HOLD = ("lead", "manager", "assurer")
IN_ROLES = (Part.LEAD, Part.ASSURER, Part.MANAGER)
ACTION, PERSON, ORGANISATION = "action", "person", "organisation"


class Helping(NamedTuple):
    """As much of a contributing post as is asked here."""

    title: str
    holder_id: int
    organisation_id: int


def holds(user, post):
    """Whether the person holds the post by the rights of this moment: a token may reach less far."""
    return (
        post is not None
        and user.is_active
        and post.holder_id == user.pk
        and user.has_role(post.organisation_id, *MAY_HOLD)
    )


def parts_of(user, action, row=None):
    """The parts a person has in an action; `row` is the ledger row that a correction is about."""
    if not user.is_authenticated:
        return set()
    organisation = action.organisation_id
    parts = _by_role(user, organisation)
    if holds(user, action.owner):
        parts.add(Part.OWNER)
    if any(holds(user, post) for post in helping(action)):
        parts.add(Part.CONTRIBUTOR)
    if row is not None and row.by_id == user.pk and (parts or user.roles.get(organisation)):
        parts.add(Part.AUTHOR)
    return parts


def _by_role(user, organisation):
    return {part for part in IN_ROLES if user.has_role(organisation, part.value)}


def helping(action):
    """The posts that contribute, in their order."""
    known = getattr(action, "_prefetched_objects_cache", {}).get("contributors")
    return known if known is not None else map(Helping._make, _contributing().ask({ACTION: action.pk}))


@cache
def _contributing():
    """Asked for each row that is written."""
    posts = Post.objects.filter(contributes_to=number(0)).values_list(*Helping._fields)
    return Statement(posts, {number(0): ACTION})


def why_not(user, action, kind, row=None):
    """One sentence that says why this person may not do this now; None if they may."""
    rule = RULES[kind]
    return has_no_part(rule, parts_of(user, action, row)) or too_close(user, action, rule.apart_from)


def has_no_part(rule, held):
    if held & set(rule.who):
        return None
    who = " or the ".join(part.label for part in rule.who)
    return f"Only the {who} may do this."


def too_close(user, action, apart_from):
    if not apart_from:
        return None
    columns = ("kind", "by", "holder", "due_on", "attached_sha256s")
    rows = list(action.updates.order_by("number").values(*columns))
    for closeness in apart_from:
        if _is_one_of(user, _people(closeness, action, rows)):
            return f"You can't decide this, because {closeness.label}. Somebody independent has to."
    return None


def _people(closeness, action, rows):
    if closeness is Closeness.OWNS:
        return _holder_now(action)
    if closeness is Closeness.BOUND:
        return _holder_now(action) | _held_under_this_deadline(action, rows) if action.due_on else set()
    if closeness is Closeness.OWNED:
        return {row["holder"] for row in rows if row["kind"] in UPDATES}
    if closeness is Closeness.CLAIMED:
        return {row["by"] for row in rows if row["kind"] == Kind.CLAIMED_DONE}
    if closeness is Closeness.EVIDENCED:
        return {row["by"] for row in rows if row["attached_sha256s"]}
    return {row["by"] for row in rows if row["kind"] == Kind.EXTENSION_ASKED}


def _holder_now(action):
    return {action.owner.holder_id} if action.owner else set()


def _held_under_this_deadline(action, rows):
    """Or a lead could hand an action over, move its deadline and take it back."""
    held = takewhile(lambda row: row["due_on"] == action.due_on, reversed(rows))
    return {row["holder"] for row in held}


def _is_one_of(user, ids):
    """Also when the person comes by another account."""
    ids = ids - {None}
    if user.pk in ids:
        return True
    # A request holds its user behind a proxy, whose own type has no rows.
    others = user.__class__.objects.filter(pk__in=ids)
    return any(user.is_same_person_as(other) for other in others)


def post_of(user, action):
    """The post or, failing that, the role in which a person writes: what the public reads, never a name."""
    if holds(user, action.owner):
        return action.owner.title
    for post in helping(action):
        if holds(user, post):
            return post.title
    organisation = action.organisation_id
    if own := _held().ask({PERSON: user.pk, ORGANISATION: organisation}):
        return own[0][0]
    held = _by_role(user, organisation)
    named = next((part for part in IN_ROLES if part in held), None)
    return named.label.capitalize() if named else "Former post holder"


@cache
def _held():
    posts = Post.objects.filter(holder=number(0), organisation=number(1)).order_by("title")
    return Statement(posts.values_list("title")[:1], {number(0): PERSON, number(1): ORGANISATION})
