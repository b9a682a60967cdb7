"""One's own account, and the work of the operator."""

from secrets import token_hex

from accounts.models import Job, Session
from tests.factories import MORNING, make_organisation
from tests.guards.access_table.row import EVERYBODY, LEADS, OPERATORS, SIGNED_IN, Row
from tests.guards.world import LEAD, MANAGER, OPERATOR, give_role, make_token, this_morning


def of_job(place):
    return {"pk": place.job.pk}


def of_token(place):
    return {"pk": place.token.pk}


def of_invitation(place):
    return {"secret": place.invitation_secret}


def of_manager(place):
    return {"pk": place.people[MANAGER].pk}


# A job or a token is shown to whose it is (in the world of the guards the manager) and to the leads.
ITS_OWNER_AND_LEADS = frozenset({MANAGER, LEAD, OPERATOR})


def more_failures(world, number):
    for _ in range(number):
        job = {"kind": "guard", "title": "Reading", "asked_at": MORNING, "ended_at": MORNING}
        Job.objects.create(organisation=make_organisation(), state=Job.State.FAILED, **job)


def more_organisations(world, number):
    for _ in range(number):
        give_role(make_organisation(has_public_site=True), world.people[LEAD], LEAD)


def more_own_tokens(world, number):
    for _ in range(number):
        make_token(world.west.organisation, "a dashboard", world.people[LEAD])


def more_sessions(world, number):
    row = {"user": world.people[LEAD], "session_data": "", "browser": "Firefox on Windows"}
    row |= {"began_at": this_morning(), "seen_at": this_morning(), "expire_date": this_morning(days=1)}
    for _ in range(number):
        Session.objects.create(session_key=token_hex(20), **row)


def name(place):
    return {"name": "Somebody Else"}


def token(place):
    return {"name": "dashboard", "organisation": place.organisation.pk, "scope": "read", "lasts": 90}


def organisation(place):
    return {"name": "Northmarch Council", "slug": "northmarch", "kind": "council", "ons_code": ""}


ROWS = (
    Row(route="look-after", reads=LEADS, sent_on=frozenset({LEAD}), grow=more_organisations),
    Row(route="account", reads=SIGNED_IN, grow=more_organisations),
    Row(route="change-name", reads=SIGNED_IN, writes=SIGNED_IN, post=name),
    Row(route="sessions", reads=SIGNED_IN, writes=SIGNED_IN, grow=more_sessions),
    Row(route="tokens", reads=SIGNED_IN, grow=more_own_tokens),
    Row(route="add-token", reads=SIGNED_IN, writes=SIGNED_IN, post=token),
    Row(route="revoke-token", args=of_token, writes=ITS_OWNER_AND_LEADS, refused="404"),
    Row(route="invitation", args=of_invitation, reads=EVERYBODY, writes=EVERYBODY),
    Row(route="job", args=of_job, reads=ITS_OWNER_AND_LEADS, refused="404"),
    Row(route="try-job-again", args=of_job, writes=ITS_OWNER_AND_LEADS, refused="404"),
    Row(route="organisations", reads=OPERATORS, grow=more_organisations),
    Row(route="operations", reads=OPERATORS, grow=more_failures),
    Row(route="add-organisation", reads=OPERATORS, writes=OPERATORS, post=organisation),
    Row(route="close-account", args=of_manager, writes=OPERATORS),
    Row(route="open-account", args=of_manager, writes=OPERATORS),
    Row(route="sign-out-everywhere", args=of_manager, writes=OPERATORS),
    Row(route="forget-second-factor", args=of_manager, writes=OPERATORS),
    Row(route="api-me", reads=SIGNED_IN, is_api=True),
    Row(route="api-schema", reads=EVERYBODY, is_api=True),
    Row(route="api-docs", reads=EVERYBODY, is_api=True),
)
