from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from accounts.models import Organisation

HERE = "https://followthrough.example.gov.uk"
A_COUNCIL = OpenApiExample(
    "A council with a public site",
    value={
        "id": 1,
        "slug": "westmarch",
        "url": f"{HERE}/api/v1/organisations/1/",
        "page": f"{HERE}/organisations/westmarch/",
        "name": "Westmarch County Council",
        "kind": "council",
        "kind_label": "Council",
        "ons_code": "E10000099",
        "has_public_site": True,
    },
    response_only=True,
)
A_POST = OpenApiExample(
    "A post that somebody holds",
    value={
        "id": 7,
        "url": f"{HERE}/api/v1/posts/7/",
        "title": "Head of Service, Children Looked After",
        "organisation": {"slug": "westmarch", "name": "Westmarch County Council"},
        "reports_to": {"id": 2, "title": "Director of Children's Services"},
        "is_vacant": False,
        "holder": "Mia Manager",
    },
    response_only=True,
)


class OrganisationNamedSerializer(serializers.Serializer):
    slug = serializers.SlugField()
    name = serializers.CharField()


@extend_schema_serializer(examples=[A_COUNCIL])
class OrganisationSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    url = serializers.URLField(help_text="In the API.")
    page = serializers.URLField(help_text="For people.")
    name = serializers.CharField()
    kind = serializers.ChoiceField(Organisation.Kind.choices)
    kind_label = serializers.CharField()
    ons_code = serializers.CharField(allow_blank=True)
    has_public_site = serializers.BooleanField()


class PostAboveSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()


@extend_schema_serializer(examples=[A_POST])
class PostSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    title = serializers.CharField()
    organisation = OrganisationNamedSerializer()
    reports_to = PostAboveSerializer(allow_null=True)
    is_vacant = serializers.BooleanField()
    holder = serializers.CharField(
        allow_null=True, help_text="Who holds it. Only people of the organisation are told of its posts."
    )
