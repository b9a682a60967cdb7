"""What waits for a person, plans, and many actions assigned at once."""

from datetime import timedelta

from actions.models import Link
from tests.factories import MORNING, make_action, make_organisation, make_post
from tests.guards.access_table.inspections import of_inspection
from tests.guards.access_table.organisations import here
from tests.guards.access_table.row import EVERYBODY, INSIDERS, SIGNED_IN, Row
from tests.guards.world import ASSURER, LEAD, MANAGER, OPERATOR, give_role

DEADLINE = MORNING.date() + timedelta(days=90)


def more_actions(world, number):
    west = world.west
    for _ in range(number):
        yield make_action(west.more["area"], west.people[LEAD], owner=west.post, due_on=DEADLINE)


def more_of_the_plan(world, number):
    for action in more_actions(world, number):
        action.record_progress(world.people[MANAGER], MORNING, "The panel met.")


def more_work_of_the_lead(world, number):
    own = make_post(world.west.organisation, holder=world.people[LEAD])
    for _ in range(number):
        make_organisation(has_public_site=True)
        make_action(world.west.more["area"], world.west.people[LEAD], owner=own, due_on=DEADLINE)
    more_requests(world, number)


def more_requests(world, number):
    for action in more_actions(world, number):
        later = DEADLINE + timedelta(days=30)
        action.ask_for_extension(world.people[MANAGER], MORNING, later, "The supplier is late.")


def more_claims(world, number):
    lead = world.people[LEAD]
    if not lead.memberships.filter(role=ASSURER).exists():
        give_role(world.west.organisation, lead, ASSURER)
    for action in more_actions(world, number):
        minutes = Link("Minutes", "https://westmarch.example/minutes")
        action.claim_done(world.people[MANAGER], MORNING, "It is finished.", evidence=[minutes])


def one_chosen(place):
    action = place.more["action"]
    return {"action": f"{action.pk}:{action.ledger_number}"}


def a_new_owner(place):
    return one_chosen(place) | {"owner": place.vacant_post.pk, "step": "apply"}


ROWS = (
    Row(route="front", reads=EVERYBODY, grow=more_work_of_the_lead),
    Row(
        route="actions",
        reads=SIGNED_IN,
        sent_on=SIGNED_IN - {OPERATOR},
        not_a_list="one's own organisations, in one query",
    ),
    Row(route="decisions", reads=SIGNED_IN, grow=more_requests),
    Row(route="sign-offs", reads=SIGNED_IN, grow=more_claims),
    Row(
        route="search", reads=EVERYBODY, not_a_list="grouped results: pinned in tests/actions/test_search.py"
    ),
    Row(route="organisation-plan", args=here, reads=INSIDERS, grow=more_of_the_plan),
    Row(route="inspection-plan", args=of_inspection, reads=INSIDERS, grow=more_of_the_plan),
    Row(route="assign", args=here, writes=frozenset({LEAD}), post=a_new_owner, shown_by=one_chosen),
)
