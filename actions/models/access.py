"""Which actions a person may see."""

from django.apps import apps
from django.db.models import Q

from accounts.models import Post
from actions.statuses import Visibility
from inspections.models.readers import published_for

OFFICERS = ("lead", "manager", "assurer", "viewer")


def held_posts(user):
    """The posts a person holds, in organisations where that person has a role now (or a token reaches)."""
    if not user.is_authenticated:
        return Post.objects.none()
    return Post.objects.filter(holder=user.pk, organisation__in=user.organisation_ids())


def may_see_actions(user, path=""):
    """The condition, for a query over actions (`path=""`) or over what hangs on one (`path="action__"`)."""
    organisation = f"{path}area__inspection__organisation"
    public = published_for(user, f"{path}area__inspection__")
    seen = Q(**{f"{path}visibility": Visibility.PUBLIC}) & public
    if not user.is_authenticated:
        return seen
    if user.is_superuser:
        return Q()
    return (
        seen
        | Q(**{f"{organisation}__in": user.organisation_ids(*OFFICERS)})
        | Q(
            **{
                f"{organisation}__in": user.organisation_ids(),
                f"{path}visibility__in": (Visibility.PUBLIC, Visibility.MEMBERS),
            }
        )
        | Q(**{f"{path}owner__in": held_posts(user)})
        | Q(**{f"{path}pk__in": contributed_to(user)})
    )


def sees_every_action(user, organisation):
    """Of this organisation, by the role held there: nothing is left to ask of the actions themselves."""
    return user.is_authenticated and (
        user.is_superuser or organisation.pk in user.organisation_ids(*OFFICERS)
    )


def contributed_to(user):
    """Actions that posts of this person help with."""
    contribution = apps.get_model("actions", "Contribution")
    return contribution.objects.filter(post__in=held_posts(user)).values("action")
