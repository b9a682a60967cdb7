"""A council with one of everything, published, for requests to fall upon."""

from accounts.models import ApiToken, Organisation
from inspections.models import Inspection
from tests.guards.world import LEAD, VIEWER, make_place, this_morning, use_second_factor

UNLIKELY = 8_070_605_040
ROLES = {"reader": (VIEWER, "read"), "writer": (LEAD, "read_write")}


def make_council():
    here = make_place("Westmarch")
    make_place("Thornwick")
    Organisation.objects.filter(pk=here.organisation.pk).update(has_public_site=True)
    Inspection.objects.filter(organisation=here.organisation).update(is_public=True)
    return here


def key_of(place, role):
    if role not in ROLES:
        return ""
    person, scope = ROLES[role]
    use_second_factor(place.people[person])
    token = ApiToken(
        # So that no request revokes by chance the token that it came with.
        pk=UNLIKELY,
        user=place.people[person],
        organisation=place.organisation,
        name="fuzzing",
        scope=scope,
        expires_at=this_morning(days=1),
    )
    return token.issue(this_morning())
