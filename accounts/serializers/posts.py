"""Bodies for posts."""

from rest_framework import serializers

from accounts.models import Post, User
from accounts.models.memberships import HOLDS_POSTS
from accounts.serializers.rows import RowField


def _posts_here(context):
    return Post.objects.filter(organisation=context["organisation"])


def _holders(context):
    return User.objects.filter(
        is_active=True, memberships__organisation=context["organisation"], memberships__role__in=HOLDS_POSTS
    ).distinct()


class PostBody(serializers.Serializer):
    title = serializers.CharField(max_length=200)
    reports_to = RowField("post", _posts_here, required=False, allow_null=True)


class ChangedPostBody(PostBody):
    """What is left out stays as it is."""

    title = serializers.CharField(max_length=200, required=False)


class HolderBody(serializers.Serializer):
    holder = RowField(
        "person", _holders, allow_null=True, help_text="The number of the person's account; null: vacant."
    )
