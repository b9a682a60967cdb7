"""Reading actions, and what hangs on them, by the API: what is published is everybody's."""

from tests.factories import MORNING, make_action
from tests.guards.access_table.row import EVERYBODY, INSIDERS, Row
from tests.guards.world import LEAD


def of_action(place):
    return {"pk": place.more["action"].pk}


def more_actions(world, number):
    place = world.west
    for _ in range(number):
        action = make_action(place.more["area"], place.people[LEAD], owner=place.post, due_on=None)
        action.record_progress(place.people[LEAD], MORNING, "The panel met.")
        action.contributors.add(place.vacant_post)


# In the world of the guards nothing is published: visitors find nothing.
ITEM = {"reads": INSIDERS, "is_api": True, "is_page": False, "refused_signed_out": "404"}
LIST = {"reads": EVERYBODY, "is_api": True, "is_page": False}

ROWS = (
    Row(route="api-actions", **LIST, grow=more_actions),
    Row(route="api-action", args=of_action, **ITEM),
)
