"""An invitation, and what its link does, for the tests of inviting and of accepting."""

from django.test import Client
from django.urls import reverse

from accounts.models import Invitation
from tests.guards.world import this_morning

EMAIL = "nora@westmarch.example"
FRESH = "three unrelated words here"


def at(name, *args):
    return reverse(name, args=["westmarch", *args])


def invited(organisation, email=EMAIL, role="manager", moment=None, **fields):
    """An invitation and the path of its link."""
    invitation = Invitation(organisation=organisation, email=email, name="Nora New", role=role, **fields)
    return invitation, reverse("invitation", args=[invitation.issue(moment or this_morning())])


def accept(link, client=None, password=FRESH):
    client = client or Client()
    return client.post(link, {"password1": password, "password2": password}), client


def roles(email, organisation):
    return set(organisation.memberships.filter(user__email=email).values_list("role", flat=True))
