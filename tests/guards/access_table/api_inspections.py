"""Reading organisations, posts and what the inspectors said by the API."""

from datetime import date

from inspections.models import AreaBody, InspectionClock, Judgement
from tests.factories import make_area, make_inspection, make_organisation, make_post
from tests.guards.access_table.api_actions import ITEM, LIST, of
from tests.guards.access_table.row import Row


def of_judgement(place):
    return {"pk": place.more["inspection"].judgements.first().pk}


def of_clock(place):
    return {"pk": place.more["inspection"].clocks.first().pk}


def more_organisations(world, number):
    for _ in range(number):
        make_organisation(has_public_site=True)


def more_posts(world, number):
    for _ in range(number):
        make_post(world.west.organisation, reports_to=world.west.post)


def more_inspections(world, number):
    for _ in range(number):
        inspection = make_inspection(world.west.organisation)
        area = make_area(inspection, forerunner=world.west.more["area"])
        AreaBody.objects.create(area=area, name="The council", organisation=world.west.organisation)
        Judgement.objects.create(inspection=inspection, position=1, name="Leadership", grade="Good")
        day = date(2025, 9, 1)
        InspectionClock.objects.create(inspection=inspection, clock="publish", trigger_on=day, due_on=day)


ROWS = (
    Row(route="api-index", **LIST, not_a_list="the resources are part of the code"),
    Row(route="api-organisations", **LIST, grow=more_organisations),
    Row(route="api-organisation", args=lambda place: {"pk": place.organisation.pk}, **ITEM),
    Row(route="api-posts", **LIST, grow=more_posts),
    Row(route="api-post", args=lambda place: {"pk": place.post.pk}, **ITEM),
    Row(route="api-inspections", **LIST, grow=more_inspections),
    Row(route="api-inspection", args=of("inspection"), **ITEM),
    Row(route="api-judgements", **LIST, grow=more_inspections),
    Row(route="api-judgement", args=of_judgement, **ITEM),
    Row(route="api-areas", **LIST, grow=more_inspections),
    Row(route="api-area", args=of("area"), **ITEM),
    Row(route="api-clocks", **LIST, grow=more_inspections),
    Row(route="api-clock", args=of_clock, **ITEM),
    Row(route="api-frameworks", **LIST, not_a_list="the kinds of inspection are part of the code"),
    Row(route="api-framework", **LIST, args=lambda place: {"key": "ilacs"}),
)
