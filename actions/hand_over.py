"""Who holds what, and handing all of it over when somebody leaves."""

import hashlib

from django.db.models import Count, F, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from accounts.models import Post
from actions import assignment, permissions
from actions.models import Action
from actions.statuses import Status
from actions.transitions import LIVE


def holdings(organisation, user, on):
    """The organisation's posts with what they own that still needs doing, those nobody holds first."""
    seen = Action.objects.visible_to(user).filter(owner=OuterRef("pk"), status__in=LIVE)
    return (
        Post.objects.filter(organisation=organisation)
        .select_related("holder", "reports_to")
        .annotate(
            live_count=_count(seen),
            overdue_count=_count(seen.overdue(on)),
            is_held=Count("holder", filter=Q(holder__is_active=True)),
        )
        .order_by("is_held", F("live_count").desc(), "title")
    )


def _count(actions):
    counted = actions.order_by().values("owner").annotate(number=Count("pk")).values("number")
    return Coalesce(Subquery(counted), 0)


def actions_of(post, user):
    """Those that the person may hand over: what is to be done, and what is still to be checked."""
    return (
        permissions.may_be_handed(user)
        .filter(owner=post, status__in=(*LIVE, Status.ACCEPTED))
        .select_related("owner", "area__inspection__organisation")
        .order_by("area__inspection", "area__number", "number")
    )


def owned_elsewhere(post, user):
    """How many it owns for organisations whose leads have to hand them over themselves."""
    mine = permissions.may_be_handed(user).values("pk")
    return Action.objects.visible_to(user).filter(owner=post, status__in=LIVE).exclude(pk__in=mine).count()


def posts_that_may_take_over(post, actions):
    """The posts of the organisations whose actions these are, and of the bodies their areas name."""
    organisations = {action.area.inspection.organisation_id for action in actions}
    areas = {action.area_id for action in actions}
    own = Post.objects.filter(organisation__in=organisations | {post.organisation_id})
    named = Post.objects.filter(organisation__named_in__area__in=areas)
    return (own | named).exclude(pk=post.pk).distinct().order_by("organisation__name", "title")


def hand_over_all(actions, owner, by, at, note, *, dry_run=False):
    """All or nothing. Returns what becomes of each."""
    return assignment.assign(actions, by, at, owner=owner, note=note, dry_run=dry_run)


def mark_of(actions):
    """Stands for what was shown: another row in any of the ledgers, and it is another mark."""
    told = ",".join(f"{action.pk}:{action.ledger_number}" for action in actions)
    return hashlib.sha256(told.encode()).hexdigest()
