"""What changed, field by field, by whom and when."""

from rest_framework import serializers


class ChangedFieldSerializer(serializers.Serializer):
    name = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    after = serializers.CharField(allow_blank=True)


class DeedSerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    by = serializers.CharField(help_text="Who did it.")
    deed = serializers.ChoiceField(["Added", "Changed", "Removed"])
    about = serializers.CharField(help_text="Such as: Post: Head of Service.")
    changed = ChangedFieldSerializer(many=True, help_text="Of what was changed, each field that was.")


class HistorySerializer(serializers.Serializer):
    results = DeedSerializer(many=True, help_text="The newest first.")
    next = serializers.URLField(allow_null=True)
