from rest_framework import serializers

from accounts.models import ApiToken, Membership, User


class MembershipSerializer(serializers.ModelSerializer):
    organisation = serializers.SlugRelatedField("slug", read_only=True)
    organisation_name = serializers.CharField(source="organisation.name", read_only=True)

    class Meta:
        model = Membership
        fields = ["organisation", "organisation_name", "role"]
        read_only_fields = fields


class TokenSerializer(serializers.ModelSerializer):
    organisation = serializers.SlugRelatedField("slug", read_only=True)

    class Meta:
        model = ApiToken
        fields = ["name", "prefix", "organisation", "scope", "expires_at"]
        read_only_fields = fields


class MeSerializer(serializers.ModelSerializer):
    memberships = MembershipSerializer(many=True, source="memberships_shown", read_only=True)
    token = TokenSerializer(
        allow_null=True, read_only=True, help_text="The token of this request, if it has one."
    )

    class Meta:
        model = User
        fields = ["email", "name", "memberships", "token"]
        read_only_fields = fields
