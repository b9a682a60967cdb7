"""Reading what is done about areas by the API: what is published is everybody's."""

from datetime import timedelta

from actions.models import Action, Link
from tests.factories import MORNING, make_action
from tests.guards.access_table.row import EVERYBODY, INSIDERS, Row
from tests.guards.action_world import make_measure
from tests.guards.world import LEAD, MANAGER


def of(name):
    return lambda place: {"pk": place.more[name].pk}


def of_update(place):
    return {"pk": place.more["action"].updates.first().pk}


def more_actions(world, number):
    place = world.west
    for _ in range(number):
        action = make_action(place.more["area"], place.people[LEAD], owner=place.post, due_on=None)
        action.record_progress(place.people[LEAD], MORNING, "The panel met.")
        action.contributors.add(place.vacant_post)


def more_updates(world, number):
    place = world.west
    action = Action.objects.get(pk=place.more["action"].pk)
    for _ in range(number):
        minutes = Link("Minutes", "https://westmarch.example/minutes")
        action.note(place.people[MANAGER], MORNING, "The panel met.", evidence=[minutes])


def more_measures(world, number):
    for _ in range(number):
        measure = make_measure(world.west.more["area"], f"Plans {world.west.more['area'].measures.count()}")
        measure.record_reading(world.west.people[LEAD], MORNING, MORNING.date(), 7)


def more_readings(world, number):
    measure = world.west.more["measure"]
    for _ in range(number):
        day = measure.readings.order_by("taken_on").first().taken_on - timedelta(days=1)
        measure.record_reading(world.west.people[LEAD], MORNING, day, 7)


# In the world of the guards nothing is published: visitors find nothing.
ITEM = {"reads": INSIDERS, "is_api": True, "is_page": False, "refused_signed_out": "404"}
LIST = {"reads": EVERYBODY, "is_api": True, "is_page": False}

ROWS = (
    Row(route="api-actions", **LIST, grow=more_actions),
    Row(route="api-action", args=of("action"), **ITEM),
    Row(route="api-inspection-plan", args=of("inspection"), **ITEM),
    Row(route="api-updates", **LIST, grow=more_updates),
    Row(route="api-update", args=of_update, **ITEM),
    Row(route="api-evidence", **LIST, grow=more_updates),
    Row(route="api-evidence-item", args=of("evidence"), **ITEM),
    Row(route="api-evidence-file", args=of("evidence"), **(ITEM | {"refused_signed_out": "401"})),
    Row(route="api-measures", **LIST, grow=more_measures),
    Row(route="api-measure", args=of("measure"), **ITEM),
    Row(route="api-readings", **LIST, grow=more_readings),
    Row(route="api-reading", args=of("figure"), **ITEM),
    Row(route="api-rules", **LIST, not_a_list="the rules are part of the code"),
)
