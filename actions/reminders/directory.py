"""Who holds which post, whom it reports to, who has which role: for everybody at once, or as it is needed."""

from collections import defaultdict
from dataclasses import dataclass

from accounts.models import Membership, Post
from accounts.models.memberships import Role


@dataclass(frozen=True, slots=True)
class Place:
    """A post, who holds it (nobody whose account is closed) and the post above."""

    pk: int
    title: str
    organisation: int
    above: int | None
    holder: int | None


class Directory:
    """Reads posts level by level, roles person by person, each once; `read_all` reads everything first."""

    def __init__(self):
        self._places, self._roles, self._leads, self._lines = {}, {}, {}, {}
        self._is_whole = False
        self._rungs, self._posts = None, None

    def read_all(self):
        """Four queries, whatever is asked later."""
        self._add(Post.objects.all())
        roles, leads = defaultdict(lambda: defaultdict(set)), defaultdict(list)
        for person, organisation, role in _memberships(Membership.objects.all()):
            roles[person][organisation].add(role)
            if role == Role.LEAD:
                leads[organisation].append(person)
        self._roles, self._leads, self._is_whole = dict(roles), dict(leads), True
        return self

    def bring(self, posts):
        """Makes sure of these posts and, level by level, of those above the vacant ones and the held ones."""
        wanted = self._missing(posts)
        while wanted:
            self._add(Post.objects.filter(pk__in=wanted))
            wanted = self._missing(self._places[pk].above for pk in wanted if pk in self._places)

    def _missing(self, posts):
        return {pk for pk in posts if pk is not None and pk not in self._places and not self._is_whole}

    def place(self, pk):
        if pk not in self._places:
            self.bring([pk])
        return self._places.get(pk)

    def line(self, pk):
        """The held posts from this one upwards, nearest first, each by another person."""
        if pk not in self._lines:
            self._lines[pk] = self._climb(pk)
        return self._lines[pk]

    def _climb(self, pk):
        line, seen, people = [], set(), set()
        while pk is not None and pk not in seen:
            seen.add(pk)
            place = self.place(pk)
            if place is None:
                break
            if place.holder is not None and place.holder not in people:
                people.add(place.holder)
                line.append(place)
            pk = place.above
        return tuple(line)

    def posts_that_reach(self, people, rungs):
        """For a whole directory: the posts whose line has one of these people on one of these rungs."""
        if self._rungs is None:
            self._rungs = defaultdict(list)
            for pk in self._places:
                for rung, place in enumerate(self.line(pk)):
                    self._rungs[place.holder].append((pk, rung))
        return sorted({pk for person in people for pk, rung in self._rungs.get(person, ()) if rung in rungs})

    def posts_with_short_lines(self, organisations, rungs):
        """The posts for which the last of these rungs is above the top: the leads are told instead."""
        if self._posts is None:
            self._posts = defaultdict(list)
            for pk, place in self._places.items():
                self._posts[place.organisation].append(pk)
        return [
            pk
            for organisation in sorted(organisations)
            for pk in self._posts.get(organisation, ())
            if len(self.line(pk)) < rungs.stop
        ]

    def roles_of(self, person):
        """{organisation id: roles}"""
        if person not in self._roles and not self._is_whole:
            found = defaultdict(set)
            for _, organisation, role in _memberships(Membership.objects.filter(user=person)):
                found[organisation].add(role)
            self._roles[person] = dict(found)
        return self._roles.get(person, {})

    def organisations_of(self, person, role):
        return [pk for pk, roles in self.roles_of(person).items() if role in roles]

    def leads_of(self, organisation):
        if organisation not in self._leads and not self._is_whole:
            leads = Membership.objects.filter(organisation=organisation, role=Role.LEAD)
            self._leads[organisation] = [person for person, _, _ in _memberships(leads)]
        return self._leads.get(organisation, [])

    def _add(self, posts):
        rows = posts.order_by().values_list(
            "pk", "title", "organisation_id", "reports_to_id", "holder_id", "holder__is_active"
        )
        for pk, title, organisation, above, holder, is_active in rows:
            self._places[pk] = Place(pk, title, organisation, above, holder if is_active else None)


def _memberships(memberships):
    held = memberships.filter(user__is_active=True).order_by("pk")
    return held.values_list("user_id", "organisation_id", "role")
