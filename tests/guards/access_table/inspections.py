"""What the inspectors said: reports coming in, inspections, areas, repeat findings."""

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.factories import MORNING, make_area, make_inspection, make_organisation
from tests.guards.access_table.organisations import here
from tests.guards.access_table.row import EVERYBODY, INSIDERS, LEADS, OPERATOR, SIGNED_IN, Row
from tests.guards.inspection_world import make_likeness
from tests.guards.world import LEAD, give_role


def of_inspection(place):
    return here(place) | {"inspection_slug": place.more["inspection"].slug}


def of_area(place):
    return of_inspection(place) | {"number": place.more["area"].number}


def of_shared_area(place):
    return here(place) | {"pk": place.more["area"].pk}


def of_clock(place):
    return of_inspection(place) | {"clock": "publish"}


def of_reading(place):
    return here(place) | {"pk": place.more["reading"].pk}


def of_likeness(place):
    return here(place) | {"pk": place.more["likeness"].pk}


def more_inspections(world, number):
    for _ in range(number):
        make_area(make_inspection(world.west.organisation))


def more_organisations_with_inspections(world, number):
    for _ in range(number):
        organisation = make_organisation()
        give_role(organisation, world.people[LEAD], LEAD)
        make_inspection(organisation)


def more_areas(world, number):
    for _ in range(number):
        make_area(world.west.more["inspection"])


def more_bodies(world, number):
    for _ in range(number):
        organisation = make_organisation()
        world.west.more["area"].bodies.create(name=organisation.name, organisation=organisation)


def more_successors(world, number):
    for _ in range(number):
        make_area(make_inspection(world.west.organisation), forerunner=world.west.more["area"])


def more_likenesses(world, number):
    for _ in range(number):
        make_likeness(world.west.more["inspection"], make_area(world.west.more["inspection"]))


def more_readings(world, number):
    for _ in range(number):
        world.west.organisation.report_readings.create(made_by=world.people[LEAD], made_at=MORNING)


def report(place):
    return {"report": SimpleUploadedFile("report.txt", b"A report")}


def details(place):
    return {"framework": "ilacs", "title": "Inspection of children's services"}


def judgements(place):
    return {"judgement": "j1", "j1-name": "Leadership", "j1-section": "", "j1-grade": "", "do": "save"}


def met(place):
    return {"met_on_day": "2", "met_on_month": "10", "met_on_year": "2025"}


def theme(place):
    return {"theme": "Plans"}


def draft(place):
    return {"do": "keep", "draft_number": place.more["reading"].draft_number}


def same(place):
    return {"answer": "same"}


def of_leads(route, args, **more):
    return Row(route=route, args=args, reads=LEADS, **more)


# Who works for one organisation is sent straight to its inspections.
OF_ONE = SIGNED_IN - {OPERATOR}

ROWS = (
    Row(route="inspections", reads=EVERYBODY, sent_on=OF_ONE, grow=more_organisations_with_inspections),
    Row(route="organisation-inspections", args=here, reads=INSIDERS, grow=more_inspections),
    of_leads("load-report", here, writes=LEADS, post=report, grow=more_readings),
    Row(route="enter-inspection", args=here, writes=LEADS),
    of_leads("review-reading", of_reading, writes=LEADS, post=draft),
    of_leads("edition-differences", of_reading, writes=LEADS, sent_on=LEADS),
    Row(route="discard-reading", args=of_reading, writes=LEADS),
    Row(route="inspection", args=of_inspection, reads=INSIDERS, grow=more_areas),
    Row(route="area", args=of_area, reads=INSIDERS, grow=more_successors),
    Row(route="inspection-file", args=of_inspection, reads=INSIDERS, is_page=False),
    of_leads("edit-inspection", of_inspection, writes=LEADS, post=details),
    of_leads("edit-area", of_area, writes=LEADS, post=theme, grow=more_bodies),
    of_leads("edit-judgements", of_inspection, writes=LEADS, post=judgements),
    of_leads("edit-clock", of_clock, writes=LEADS, post=met),
    Row(route="publish-inspection", args=of_inspection, writes=LEADS),
    Row(route="withdraw-inspection", args=of_inspection, writes=LEADS),
    of_leads("inspection-history", of_inspection, grow=more_areas),
    Row(route="organisation-areas", args=here, reads=INSIDERS, grow=more_areas),
    Row(route="shared-area", args=of_shared_area, reads=INSIDERS, grow=more_successors),
    of_leads("likenesses", here, grow=more_likenesses),
    Row(route="decide-likeness", args=of_likeness, writes=LEADS, post=same),
)
