from rest_framework import serializers

from accounts.serializers.organisations import OrganisationNamedSerializer
from inspections.models import Likeness


class AreaLikeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    url = serializers.URLField()
    inspection = serializers.IntegerField(help_text="Its id.")
    words = serializers.CharField()


class LikenessSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    organisation = OrganisationNamedSerializer()
    area = AreaLikeSerializer()
    earlier = AreaLikeSerializer()
    score = serializers.IntegerField(help_text="How alike the words are, from 0 to 100.")
    state = serializers.ChoiceField(Likeness.State.choices)
    decided_at = serializers.DateTimeField(allow_null=True)


class LikenessBody(serializers.Serializer):
    answer = serializers.ChoiceField([("same", "The same finding again"), ("different", "Another finding")])
