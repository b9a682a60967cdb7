"""How inspections stand, for everybody to read.

The world's inspections are not published: these rows say who reads them before that. What visitors see once
they are is tested in tests/scrutiny/.
"""

from datetime import timedelta

from tests.factories import MORNING, make_action, make_area, make_inspection
from tests.guards.access_table.inspections import of_inspection
from tests.guards.access_table.organisations import here
from tests.guards.access_table.row import EVERYBODY, INSIDERS, Row
from tests.guards.action_world import make_measure
from tests.guards.world import MANAGER


def more_progress(world, number):
    """Each an area with a measure, and an action with an update, in the world's inspection."""
    west = world.west
    for _ in range(number):
        area = make_area(west.more["inspection"], forerunner=west.more["area"])
        measure = make_measure(area, f"Measure of area {area.number}")
        measure.record_reading(world.people[MANAGER], MORNING, MORNING.date(), 3)
        due_on = MORNING.date() + timedelta(days=30)
        action = make_action(area, west.people["lead"], owner=west.post, due_on=due_on)
        action.record_progress(world.people[MANAGER], MORNING, "The panel met.")


def more_standing(world, number):
    more_progress(world, number)
    for _ in range(number):
        make_area(make_inspection(world.west.organisation))


ROWS = (
    Row(route="glossary", reads=EVERYBODY, not_a_list="its words are in scrutiny/glossary.py"),
    Row(route="organisation", args=here, reads=INSIDERS, refused_signed_out="404", grow=more_standing),
    Row(route="progress", args=of_inspection, reads=INSIDERS, grow=more_progress),
)
