"""Who works in an invented council: its posts, who holds them, who signs off, and the trust beside it."""

from dataclasses import dataclass
from random import Random

from simple_history.utils import bulk_create_with_history

from accounts.models import Membership, Organisation, Post, User
from actions.large_data import words
from actions.large_data.lives import Place

ADDRESSES = "seeded.example"
MARK = "borough-"
# Every tenth organisation is the NHS trust of the nine before it.
TRUST_EVERY = 10
OWNERS = 40
HEAD, HEAD_OF_SERVICE = "Director of Improvement", "Head of {} {}"
ROLES = (("lead", 1), ("manager", OWNERS), ("assurer", 2), ("member", 3), ("viewer", 2))
AT_ONCE = 2000


@dataclass
class Council:
    organisation: Organisation
    lead: Place
    assurer: Place
    owners: list[Place]
    trust: object = None

    @property
    def number(self):
        return number_of(self.organisation)


def number_of(organisation):
    return int(organisation.slug.removeprefix(MARK))


def is_trust(number):
    return number % TRUST_EVERY == 0


def found(numbers):
    """Those of these numbers that are not there yet, with their people and posts."""
    there = set(Organisation.objects.values_list("slug", flat=True))
    organisations = [_organisation(n) for n in numbers if f"{MARK}{n:03}" not in there]
    bulk_create_with_history(organisations, Organisation)
    people = {org.pk: list(_people(org)) for org in organisations}
    User.objects.bulk_create([person for rows in people.values() for _, person in rows], AT_ONCE)
    memberships = [
        Membership(organisation_id=pk, user=person, role=role)
        for pk, rows in people.items()
        for role, person in rows
    ]
    bulk_create_with_history(memberships, Membership, AT_ONCE)
    heads = [Post(organisation=org, title=HEAD, holder=people[org.pk][0][1]) for org in organisations]
    bulk_create_with_history(heads, Post, AT_ONCE)
    posts = [post for head in heads for post in _posts_below(head, people[head.organisation_id])]
    bulk_create_with_history(posts, Post, AT_ONCE)


def _organisation(number):
    name = f"Borough {number:03}"
    return Organisation(
        name=f"{name} NHS Trust" if is_trust(number) else f"{name} Council",
        slug=f"{MARK}{number:03}",
        kind="nhs_trust" if is_trust(number) else "council",
        # One in nine has not yet opened its pages to the public.
        has_public_site=number % 9 != 0,
    )


def _people(organisation):
    for role, count in ROLES:
        for number in range(1, count + 1):
            email = f"{role}{number:02}.{organisation.slug}@{ADDRESSES}"
            person = User(email=email, name=f"{role.title()} {number} of {organisation}")
            person.set_unusable_password()
            yield role, person


def _posts_below(head, people):
    """A tree of two levels: every eighth leads the seven after it."""
    managers = [person for role, person in people if role == "manager"]
    for number, person in enumerate(managers, 1):
        title = HEAD_OF_SERVICE.format(words.PLACES[number % len(words.PLACES)], number)
        yield Post(organisation=head.organisation, title=title, holder=person, reports_to=head)


def read(numbers):
    """{number: Council} of those that are there."""
    organisations = {org.pk: org for org in Organisation.objects.filter(slug__startswith=MARK)}
    posts, assurers = {}, {}
    for post in Post.objects.filter(organisation__in=organisations).order_by("pk"):
        posts.setdefault(post.organisation_id, []).append(Place(post.pk, post.title, post.holder_id))
    of_assurers = Membership.objects.filter(organisation__in=organisations, role="assurer")
    for pk, user in of_assurers.order_by("pk").values_list("organisation", "user"):
        assurers.setdefault(pk, Place(0, "Assurer", user))
    councils = {}
    for pk, organisation in organisations.items():
        head = next(place for place in posts[pk] if place.title == HEAD)
        owners = [place for place in posts[pk] if place is not head]
        councils[number_of(organisation)] = Council(organisation, head, assurers[pk], owners)
    for number, council in councils.items():
        council.trust = councils.get(-(-number // TRUST_EVERY) * TRUST_EVERY)
    return {number: councils[number] for number in numbers}


def luck_of(*names):
    """The same names give the same luck, on every run."""
    return Random(":".join(str(name) for name in names))  # noqa: S311 (invented data, no secret)
