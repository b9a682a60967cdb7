"""Whoever asks, as the rules of `visible_to` know them, with a mark in place of each of their numbers.

The rules are asked about somebody who stands in; the SQL they make is kept, and who it is about are values of
it in each request. It is the same for all who hold as many roles of the same kinds.
"""

from dataclasses import dataclass
from functools import lru_cache

from django.contrib.auth.models import AnonymousUser

from accounts import prepared
from accounts.models import User

PERSON = "person"
# Other marks begin behind those of whoever asks.
BEGINS = 1000


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


class Question:
    """`make(user, keys)` gives a values_list() of what this person may know of keys that stand in an IN."""

    def __init__(self, make):
        self.make = make
        self.kept = lru_cache(maxsize=64)(self._learn)

    def ask(self, user, keys):
        kind = kind_of(user)
        if kind is None:
            return list(self.make(user, keys))
        return self.kept(kind).ask_with(values_of(user), keys)

    def _learn(self, kind):
        user, marks = stand_in(kind)
        return prepared.Prepared(
            lambda keys: self.make(user, keys), lambda place: prepared.number(BEGINS + place), more=marks
        )


def _held(user):
    """[(the roles held together, the organisations)], of which there are one, two, four, eight ... each."""
    found = {}
    for organisation, roles in user.roles.items():
        found.setdefault(tuple(sorted(roles)), []).append(organisation)
    return [(held, prepared.filled_up(ids)) for held, ids in sorted(found.items())]
