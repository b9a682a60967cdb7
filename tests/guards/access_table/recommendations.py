"""What a committee recommended, and what the executive answered: read by all inside, written by leads."""

from scrutiny.models import Recommendations
from tests.guards.access_table.organisations import here
from tests.guards.access_table.row import INSIDERS, Row
from tests.guards.access_table.scrutiny import of_meeting
from tests.guards.question_world import RECEIVED
from tests.guards.world import LEAD

LEAD_ALONE = frozenset({LEAD})


def of_recommendation(place):
    return here(place) | {"pk": place.more["recommendation"].pk}


def day(name):
    return {f"{name}_day": "13", f"{name}_month": "3", f"{name}_year": "2026"}


def a_recommendation(place):
    return {"recommendation": "That it be looked at again", "section": "Homes", **day("received_on")}


def an_answer(place):
    return {"based_on": "0", "answer": "partly", "words": "It will be.", **day("answered_on")}


def more_recommendations(world, number):
    for place in range(number):
        Recommendations.record(world.west.more["meeting"], f"Another, {place}", RECEIVED)


def of_lead(route, args, **more):
    return Row(route=route, args=args, reads=LEAD_ALONE, writes=LEAD_ALONE, **more)


ROWS = (
    Row(route="recommendations", args=here, reads=INSIDERS, grow=more_recommendations),
    of_lead("record-recommendation", of_meeting, post=a_recommendation, grow=more_recommendations),
    of_lead("mend-recommendation", of_recommendation, post=lambda place: {"recommendation": "Mended"}),
    of_lead("respond", of_recommendation, post=an_answer),
)
