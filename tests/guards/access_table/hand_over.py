"""Who holds what, and handing it over."""

from actions import hand_over
from tests.factories import make_post
from tests.guards.access_table.organisations import here, of_post
from tests.guards.access_table.plans import more_of_the_plan
from tests.guards.access_table.row import INSIDERS, Row
from tests.guards.world import LEAD, MANAGER

LEAD_ALONE = frozenset({LEAD})


def more_holdings(world, number):
    for _ in range(number):
        make_post(world.west.organisation, holder=world.people[MANAGER])
    more_of_the_plan(world, number)


def to_the_vacant_post(place):
    shown = hand_over.actions_of(place.post, place.people[LEAD])
    return {"owner": place.vacant_post.pk, "note": "She has left.", "seen": hand_over.mark_of(shown)}


ROWS = (
    Row(route="hand-over", args=here, reads=INSIDERS, grow=more_holdings),
    Row(
        route="hand-over-all",
        args=of_post,
        reads=LEAD_ALONE,
        writes=LEAD_ALONE,
        post=to_the_vacant_post,
        grow=more_of_the_plan,
    ),
)
