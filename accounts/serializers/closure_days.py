from rest_framework import serializers

from accounts.serializers.days import KnownDayField


class ClosureDayBody(serializers.Serializer):
    day = KnownDayField(help_text="Bank holidays and weekends are known already.")
    words = serializers.CharField(max_length=200, help_text="What it is.")


class ClosureDaySerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    organisation = serializers.SlugField()
    day = serializers.DateField()
    words = serializers.CharField()
