from rest_framework import serializers

from accounts.models import ApiToken


class KeptTokenSerializer(serializers.Serializer):
    """A token as it is kept: nobody can read its key again."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    name = serializers.CharField()
    prefix = serializers.CharField(help_text="The first letters of its key, to know it by.")
    organisation = serializers.SlugField()
    holder = serializers.CharField(help_text="Whose it is: a token can never do more than this person.")
    scope = serializers.ChoiceField(ApiToken.Scope.choices)
    created_at = serializers.DateTimeField()
    expires_at = serializers.DateTimeField()
    last_used_at = serializers.DateTimeField(allow_null=True)
    revoked_at = serializers.DateTimeField(allow_null=True)
