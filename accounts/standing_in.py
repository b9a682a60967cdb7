"""Whoever asks, as the rules of `visible_to` know them, with a mark in place of each of their numbers.

The rules are asked about somebody who stands in; the SQL they make is kept, and who it is about are values of
it in each request. It is the same for all who hold as many roles of the same kinds.
"""

from dataclasses import dataclass

from django.contrib.auth.models import AnonymousUser

from accounts import prepared
from accounts.models import User

PERSON = "person"


@dataclass(frozen=True)
class Kind:
    """`roles` says for how many organisations which roles are held together."""

    is_superuser: bool
    roles: tuple


VISITOR = "visitor"


class StandIn:
    """Has nothing but what decides what a person may see: a rule that asks for more fails at once."""

    is_authenticated = True
    organisation_ids = User.organisation_ids

    def __init__(self, kind):
        self.is_superuser, self.pk, self.roles = kind.is_superuser, prepared.number(0), {}
        self.marks = {self.pk: PERSON}
        for held, count in kind.roles:
            for place in range(count):
                mark = prepared.number(len(self.marks))
                self.roles[mark], self.marks[mark] = set(held), (held, place)


def kind_of(user):
    """None for somebody of a kind of their own, such as who reads one inspection as if it were published."""
    if type(user) is AnonymousUser:
        return VISITOR
    if not isinstance(user, User):
        return None
    return Kind(user.is_superuser, tuple((held, len(ids)) for held, ids in _held(user)))


def stand_in(kind):
    """(who stands in, {mark: name of a value})"""
    if kind == VISITOR:
        return AnonymousUser(), {}
    found = StandIn(kind)
    return found, found.marks


def values_of(user):
    """{name: value} for the marks of whoever stands in for this person."""
    if not user.is_authenticated:
        return {}
    return {PERSON: user.pk} | {
        (held, place): organisation for held, ids in _held(user) for place, organisation in enumerate(ids)
    }


def _held(user):
    """[(the roles held together, the organisations)], of which there are one, two, four, eight ... each."""
    found = {}
    for organisation, roles in user.roles.items():
        found.setdefault(tuple(sorted(roles)), []).append(organisation)
    return [(held, prepared.filled_up(ids)) for held, ids in sorted(found.items())]
