"""Organisations and their posts."""

from accounts import filters
from accounts.models import Organisation, Post
from accounts.serializers.organisations import OrganisationSerializer, PostSerializer
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource

ORGANISATION, POST = Address("api-organisation", 987654321), Address("api-post", 987654321)
PAGE = Address("organisation", "some-organisation")
POST_COLUMNS = {
    "id": "id",
    "title": "title",
    "organisation_slug": "organisation__slug",
    "organisation_name": "organisation__name",
    "above_id": "reports_to_id",
    "above_title": "reports_to__title",
    "holder": "holder__name",
    "is_held": "holder__is_active",
}


class OrganisationsAsked(filters.StrictFilterSet):
    kind = filters.OneOfFilter(label="Kind of body", choices=Organisation.Kind.choices)
    ons_code = filters.WordFilter(label="ONS code")
    slug = filters.WordFilter(label="Its address")


class PostsAsked(filters.StrictFilterSet):
    organisation = filters.WordFilter(label="Address (slug) of the organisation", method="of_organisation")
    vacant = filters.YesNoFilter(label="Held by nobody", method="is_vacant")

    def of_organisation(self, queryset, name, value):
        seen = Organisation.objects.visible_to(self.asked.user)
        pk = filters.one_named(seen, "organisation", value, "organisation", slug=value)
        return queryset.filter(organisation=pk)

    def is_vacant(self, queryset, name, value):
        return queryset.vacant() if value else queryset.filter(holder__is_active=True)


def tell_organisations(found, asked):
    return [
        {
            "id": row.id,
            "slug": row.slug,
            "url": ORGANISATION.of(row.id),
            "page": PAGE.of(row.slug),
            "name": row.name,
            "kind": row.kind,
            "kind_label": Organisation.Kind(row.kind).label,
            "ons_code": row.ons_code,
            "has_public_site": row.has_public_site,
        }
        for row in found
    ]


def tell_posts(found, asked):
    return [
        {
            "id": row.id,
            "url": POST.of(row.id),
            "title": row.title,
            "organisation": {"slug": row.organisation_slug, "name": row.organisation_name},
            "reports_to": {"id": row.above_id, "title": row.above_title} if row.above_id else None,
            "is_vacant": not row.is_held,
            "holder": row.holder if row.is_held else None,
        }
        for row in found
    ]


ORGANISATIONS = Resource(
    name="organisations",
    one="organisation",
    words="Councils and partner bodies: those with a public site, and one's own.",
    rows=lambda asked: Organisation.objects.visible_to(asked.user),
    tell=tell_organisations,
    columns={name: name for name in ("id", "slug", "name", "kind", "ons_code", "has_public_site")},
    serializer=OrganisationSerializer,
    filters=OrganisationsAsked,
    orderings={"id": ("pk",), "name": ("name",)},
)
POSTS = Resource(
    name="posts",
    one="post",
    words="The posts that own actions, for people of the organisation. Everybody reads the title of a post "
    "where it stands beside an action.",
    rows=lambda asked: Post.objects.visible_to(asked.user),
    tell=tell_posts,
    columns=POST_COLUMNS,
    serializer=PostSerializer,
    filters=PostsAsked,
    orderings={"id": ("pk",), "title": ("title",)},
)
