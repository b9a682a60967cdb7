"""A small world for the guards: two organisations alike in everything, and somebody in every role.

Whatever is private at Thornwick has "Thornwick" in its words, and every person is called Quillfeather: so a
page that shows either to somebody who may not know is found by looking for the word.
"""

import time
from dataclasses import dataclass, field
from datetime import timedelta
from functools import cache

from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.test import Client
from django.utils import timezone

from accounts.models import ApiToken, Invitation, Job, Membership, Organisation, Post, User
from tests.factories import MORNING, PASSWORD, make_member, make_organisation, make_post, make_user
from tests.guards import (
    action_world,
    api_world,
    file_world,
    inspection_world,
    question_world,
    reminders_world,
    scrutiny_world,
)

ANONYMOUS, INACTIVE, OPERATOR = "anonymous", "inactive", "operator"
STRANGER = "stranger"
VIEWER, MEMBER, ASSURER, MANAGER, LEAD = "viewer", "member", "assurer", "manager", "lead"
USES_SECOND_FACTOR = ASSURER
ROLES = (VIEWER, MEMBER, ASSURER, MANAGER, LEAD)
PERSONS = (ANONYMOUS, INACTIVE, STRANGER, *ROLES, OPERATOR)

SURNAME = "Quillfeather"
SECRETS = ("Thornwick", "thornwick")


@dataclass
class Place:
    """One organisation and one of everything in it."""

    organisation: Organisation
    people: dict[str, User]
    post: Post
    vacant_post: Post
    invitation: Invitation
    invitation_secret: str
    job: Job
    token: ApiToken
    more: dict = field(default_factory=dict)


@dataclass
class World:
    west: Place
    east: Place
    people: dict[str, User]
    sessions: dict[str, str]
    seen: dict = field(default_factory=dict)

    def seen_by(self, person: str, model) -> set:
        """The keys of the rows that this person may see; asked for once, as each test is taken back."""
        if (person, model) not in self.seen:
            rows = model._default_manager.visible_to(self.people[person])
            self.seen[person, model] = set(rows.values_list("pk", flat=True))
        return self.seen[person, model]

    def client(self, person: str, **options) -> Client:
        """A browser in which this person is signed in, as if it had just been opened."""
        client = browser(**options)
        client.cookies.clear()
        if person in self.sessions:
            client.cookies[settings.SESSION_COOKIE_NAME] = self.sessions[person]
        return client


@cache
def browser(**options) -> Client:
    """Kept, because each new one loads all middleware again: that is slower than most pages."""
    return Client(**options)


def make_world() -> World:
    west, east = make_place("Westmarch"), make_place("Thornwick")
    people = west.people | {
        STRANGER: east.people[LEAD],
        OPERATOR: make_user(f"operator@{SURNAME}.example", name=f"Orla {SURNAME}", is_superuser=True),
        INACTIVE: make_member(west.organisation, LEAD, name=f"Ivo {SURNAME}", is_active=False),
    }
    User.objects.update(password=hashed())
    for user in people.values():
        user.refresh_from_db()
    use_second_factor(people[USES_SECOND_FACTOR])
    signed_in = [person for person in PERSONS if person != ANONYMOUS]
    return World(west, east, people, {person: session_of(people[person]) for person in signed_in})


def make_place(name: str) -> Place:
    organisation = make_organisation(f"{name} Council", slug=name.lower())
    people = {
        role: make_member(
            organisation,
            role,
            email=f"{role}@{name.lower()}.example",
            name=f"{name} {role.title()} {SURNAME}",
        )
        for role in ROLES
    }
    director = make_post(organisation, f"Director, {name}", holder=people[LEAD])
    post = make_post(organisation, f"Head of Service, {name}", holder=people[MANAGER], reports_to=director)
    invitation, secret = make_invitation(organisation, name, people[LEAD])
    place = Place(
        organisation=organisation,
        people=people,
        post=post,
        vacant_post=make_post(organisation, f"Vacant Post, {name}", reports_to=post),
        invitation=invitation,
        invitation_secret=secret,
        job=make_job(organisation, name, people[MANAGER]),
        token=make_token(organisation, name, people[MANAGER]),
    )
    inspection_world.furnish(place, name, people[LEAD])
    action_world.furnish(place, name)
    file_world.furnish(place, name)
    api_world.furnish(place, name)
    scrutiny_world.furnish(place, name)
    question_world.furnish(place, name)
    reminders_world.furnish(place, name)
    return place


def give_role(organisation, person, role):
    return Membership.objects.create(organisation=organisation, user=person, role=role)


def make_invitation(organisation, name, lead, email=None):
    invitation = Invitation(
        organisation=organisation,
        email=email or f"invited@{name.lower()}.example",
        name=f"{name} Invited {SURNAME}",
        role=VIEWER,
        invited_by=lead,
    )
    return invitation, invitation.issue(this_morning())


def make_job(organisation, name, person):
    return Job.objects.create(
        kind="guard",
        title=f"Reading {name}",
        organisation=organisation,
        requested_by=person,
        asked_at=MORNING,
    )


def make_token(organisation, name, person):
    token = ApiToken(
        user=person, organisation=organisation, name=f"Dashboard of {name}", expires_at=this_morning(days=90)
    )
    token.issue(this_morning())
    return token


def this_morning(**later):
    """Doors read the real clock, so what they look at has to be fresh by it."""
    return timezone.now() + timedelta(**later)


@cache
def hashed():
    """Once for everybody: the hash is slow on purpose."""
    return make_password(PASSWORD)


def use_second_factor(user):
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


def session_of(user: User) -> str:
    client = Client()
    client.force_login(user, settings.AUTHENTICATION_BACKENDS[0])
    session = client.session
    # As somebody who has just given their password, so that the library does not ask for it again.
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return session.session_key
