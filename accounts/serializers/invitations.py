"""Invitations: what is said of them, and the body that invites."""

from rest_framework import serializers

from accounts.models import Post, Role
from accounts.serializers.organisations import PostAboveSerializer
from accounts.serializers.rows import RowField


class InvitationSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    organisation = serializers.SlugField()
    email = serializers.EmailField()
    name = serializers.CharField()
    role = serializers.ChoiceField(Role.choices)
    role_label = serializers.CharField()
    post = PostAboveSerializer(allow_null=True, help_text="That the person will hold, if it is still free.")
    invited_by = serializers.CharField(allow_null=True)
    invited_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    mailed_at = serializers.DateTimeField(
        allow_null=True, help_text="Null while the mail server has not taken the mail: send it again."
    )


def _vacant_posts(context):
    return Post.objects.filter(organisation=context["organisation"]).vacant()


class InvitationBody(serializers.Serializer):
    name = serializers.CharField(max_length=150)
    email = serializers.EmailField(max_length=254)
    role = serializers.ChoiceField(Role.choices)
    post = RowField("vacant post", _vacant_posts, required=False, allow_null=True)
