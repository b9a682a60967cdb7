"""Plans as spreadsheets, out and in; calendars."""

from django.core.files.uploadedfile import SimpleUploadedFile

from actions import plan_import
from tests.factories import MORNING
from tests.guards.access_table.inspections import of_inspection
from tests.guards.access_table.organisations import here
from tests.guards.access_table.plans import more_of_the_plan
from tests.guards.access_table.row import EVERYBODY, INSIDERS, SIGNED_IN, Row
from tests.guards.world import LEAD, MANAGER

LEAD_ALONE = frozenset({LEAD})


def as_csv(args):
    return lambda place: args(place) | {"kind": "csv"}


def of_import(place):
    return here(place) | {"pk": place.more["plan_import"].pk}


def a_spreadsheet(place):
    return {"spreadsheet": SimpleUploadedFile("tracker.csv", b"Area,Title\n1,Look at plans\n")}


def the_columns(place):
    return {"area": 0, "title": 1}


def what_was_seen(place):
    found = place.more["plan_import"]
    return {"seen": plan_import.try_out(found, place.people[LEAD], MORNING)[1]}


def of_secret(place):
    return {"secret": place.more["calendar_secret"]}


def of_secret_and_inspection(place):
    return of_secret(place) | of_inspection(place)


def of_address(place):
    return {"pk": place.more["calendar_address"].pk}


ROWS = (
    Row(
        route="own-calendar",
        reads=SIGNED_IN,
        writes=SIGNED_IN,
        not_a_list="one's one address, and the inspections of one's organisations",
    ),
    Row(route="revoke-calendar", args=of_address, writes=frozenset({MANAGER}), refused="404"),
    Row(route="own-deadlines", args=of_secret, reads=EVERYBODY, is_page=False),
    Row(
        route="inspection-deadlines-by-address",
        args=of_secret_and_inspection,
        reads=EVERYBODY,
        is_page=False,
    ),
    Row(
        route="inspection-deadlines",
        args=of_inspection,
        reads=INSIDERS,
        grow=more_of_the_plan,
        is_page=False,
    ),
    Row(
        route="download-organisation-plan",
        args=as_csv(here),
        reads=INSIDERS,
        grow=more_of_the_plan,
        is_page=False,
    ),
    Row(
        route="download-inspection-plan",
        args=as_csv(of_inspection),
        reads=INSIDERS,
        grow=more_of_the_plan,
        is_page=False,
    ),
    Row(route="import-plan", args=of_inspection, reads=LEAD_ALONE, writes=LEAD_ALONE, post=a_spreadsheet),
    Row(
        route="plan-import-columns",
        args=of_import,
        reads=LEAD_ALONE,
        writes=LEAD_ALONE,
        post=the_columns,
    ),
    Row(
        route="plan-import",
        args=of_import,
        reads=LEAD_ALONE,
        writes=LEAD_ALONE,
        post=what_was_seen,
        writes_when_read="the plan and its ledgers: every row is tried by the verbs, and taken back",
    ),
)
