from rest_framework import serializers


class CalendarAddressSerializer(serializers.Serializer):
    """The secret address itself is told once, on the page that makes it."""

    id = serializers.IntegerField()
    url = serializers.URLField()
    created_at = serializers.DateTimeField()
