"""The people of the organisations that one looks after, with their roles and posts."""

from accounts import filters
from accounts.models import Membership, Organisation, Post, Role, User
from accounts.serializers.people import PersonSerializer
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource

API = Address("api-person", 987654321)
AS_THEY_ARE = ("id", "name", "email", "is_active")


class PeopleAsked(filters.StrictFilterSet):
    organisation = filters.WordFilter(label="Address (slug) of the organisation", method="of_organisation")
    role = filters.OneOfFilter(label="Role in an organisation one looks after", method="with_roles",
                               choices=Role.choices)  # fmt: skip

    def of_organisation(self, queryset, name, value):
        led = Organisation.objects.led_by(self.asked.user)
        pk = filters.one_named(led, "organisation", value, "organisation", slug=value)
        return queryset.filter(pk__in=Membership.objects.filter(organisation=pk).values("user"))

    def with_roles(self, queryset, name, value):
        held = Membership.objects.filter(organisation__in=_led(self.asked), role__in=value or [])
        return queryset.filter(pk__in=held.values("user")) if value else queryset


def _led(asked):
    return Organisation.objects.led_by(asked.user).order_by()


def rows(asked):
    held = Membership.objects.filter(organisation__in=_led(asked))
    return User.objects.visible_to(asked.user).filter(pk__in=held.values("user"))


def tell(found, asked):
    people = [row.id for row in found]
    roles, posts = _roles(people, asked), _posts(people, asked)
    factors = _with_second_factor(people, asked)
    return [
        {
            "url": API.of(row.id),
            **{name: getattr(row, name) for name in AS_THEY_ARE},
            "has_second_factor": row.id in factors,
            "roles": roles.get(row.id, []),
            "posts": posts.get(row.id, []),
        }
        for row in found
    ]


def _roles(people, asked):
    held = Membership.objects.filter(user__in=people, organisation__in=_led(asked))
    found = {}
    for person, slug, role in held.order_by("pk").values_list("user_id", "organisation__slug", "role"):
        told = {"organisation": slug, "role": role, "role_label": Role(role).label}
        found.setdefault(person, []).append(told)
    return found


def _posts(people, asked):
    held = Post.objects.filter(holder__in=people, organisation__in=_led(asked))
    found = {}
    for person, pk, title in held.order_by("pk").values_list("holder_id", "pk", "title"):
        found.setdefault(person, []).append({"id": pk, "title": title})
    return found


def _with_second_factor(people, asked):
    seen = User.objects.visible_to(asked.user).filter(pk__in=people, authenticator__type="totp")
    return set(seen.order_by().values_list("pk", flat=True))


PEOPLE = Resource(
    name="people",
    one="person",
    words="Who works here and as what: for leads, about the organisations that they look after.",
    rows=rows,
    tell=tell,
    columns={name: name for name in AS_THEY_ARE},
    serializer=PersonSerializer,
    filters=PeopleAsked,
    orderings={"id": ("pk",), "name": ("name",)},
)
