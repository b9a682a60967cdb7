"""People, invitations, settings, tokens and jobs by the API: for the same people as on the pages."""

from tests.guards.access_table.accounts import ITS_OWNER_AND_LEADS, more_own_tokens, of_job
from tests.guards.access_table.api_actions import of
from tests.guards.access_table.api_writes import here, insiders, of_post
from tests.guards.access_table.organisations import more_invitations, more_people
from tests.guards.access_table.row import INSIDERS, LEADS, OPERATORS, SIGNED_IN, Row
from tests.guards.world import LEAD, MANAGER, make_job

API = {"is_api": True, "is_page": False}
LIST = {"reads": SIGNED_IN, **API}
HIDDEN = {"refused": "404", "refused_signed_out": "401", **API}


def of_manager(place):
    return {"pk": place.people[MANAGER].pk}


def of_invitation(place):
    return {"pk": place.invitation.pk}


def of_token(place):
    return {"pk": place.token.pk}


def person_here(place):
    return here(place) | {"person": place.people[MANAGER].pk}


def more_closure_days(world, number):
    days = world.west.organisation.closure_days
    for _ in range(number):
        days.create(day=f"2026-{1 + days.count() // 28:02}-{1 + days.count() % 28:02}", words="Closed")


def more_jobs(world, number):
    for _ in range(number):
        make_job(world.west.organisation, "another report", world.people[LEAD])


def deed(route, who, args, **more):
    return Row(route=f"api-{route}", args=args, writes=who, **API, **more)


def removal(route, who, args, **more):
    return Row(route=f"api-{route}", args=args, other_methods={"DELETE": who}, **API, **more)


ROWS = (
    Row(route="api-people", **LIST, grow=more_people),
    Row(route="api-person", args=of_manager, reads=LEADS, **HIDDEN),
    insiders("give-role", LEADS, person_here),
    insiders("take-role", LEADS, person_here),
    removal("remove-person", LEADS, person_here),
    deed("close-account", OPERATORS, of_manager),
    deed("open-account", OPERATORS, of_manager),
    Row(route="api-invitations", **LIST, grow=more_invitations),
    Row(route="api-invitation", args=of_invitation, reads=LEADS, **HIDDEN),
    insiders("invite", LEADS, here),
    deed("resend-invitation", LEADS, of_invitation, refused="404"),
    deed("withdraw-invitation", LEADS, of_invitation, refused="404"),
    Row(route="api-closure-days", **LIST, grow=more_closure_days),
    Row(route="api-closure-day", args=of("closure_day"), reads=INSIDERS, **API),
    insiders("add-closure-day", LEADS, here),
    removal("remove-closure-day", LEADS, of("closure_day")),
    Row(route="api-organisation-history", args=here, reads=LEADS, **API, grow=more_people),
    Row(route="api-settings", args=here, reads=LEADS, **API),
    insiders("change-settings", LEADS, here),
    deed("add-organisation", OPERATORS, None),
    Row(route="api-tokens", **LIST, grow=more_own_tokens),
    Row(route="api-token", args=of_token, reads=ITS_OWNER_AND_LEADS, **HIDDEN),
    deed("revoke-token", ITS_OWNER_AND_LEADS, of_token, refused="404"),
    Row(route="api-jobs", **LIST, grow=more_jobs),
    Row(route="api-job", args=of_job, reads=ITS_OWNER_AND_LEADS, **HIDDEN),
    deed("try-job-again", ITS_OWNER_AND_LEADS, of_job, refused="404"),
    deed("change-me", SIGNED_IN, None),
    insiders("add-post", LEADS, here),
    insiders("change-post", LEADS, of_post),
    insiders("hand-over-post", LEADS, of_post),
    removal("remove-post", LEADS, of_post),
)
