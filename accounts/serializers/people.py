"""What the API says of people, and the bodies that change what they may do."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from accounts.models import Role
from accounts.serializers.organisations import A_POST, HERE, PostAboveSerializer

A_PERSON = OpenApiExample(
    "A service manager who holds a post",
    value={
        "id": 5,
        "url": f"{HERE}/api/v1/people/5/",
        "name": "Mia Manager",
        "email": "mia.manager@council.example",
        "is_active": True,
        "has_second_factor": True,
        "roles": [{"organisation": "westmarch", "role": "manager", "role_label": "Service manager"}],
        "posts": [{"id": A_POST.value["id"], "title": A_POST.value["title"]}],
    },
    response_only=True,
)


class RoleHeldSerializer(serializers.Serializer):
    organisation = serializers.SlugField()
    role = serializers.ChoiceField(Role.choices)
    role_label = serializers.CharField()


@extend_schema_serializer(examples=[A_PERSON])
class PersonSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    name = serializers.CharField()
    email = serializers.EmailField()
    is_active = serializers.BooleanField(help_text="May sign in.")
    has_second_factor = serializers.BooleanField()
    roles = RoleHeldSerializer(many=True, help_text="In the organisations that you look after.")
    posts = PostAboveSerializer(many=True, help_text="The posts held there.")


class RoleBody(serializers.Serializer):
    role = serializers.ChoiceField(Role.choices)


class NameBody(serializers.Serializer):
    name = serializers.CharField(max_length=150)
