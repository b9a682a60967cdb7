"""The verbs of an action, open or closed to whoever asks."""

from rest_framework import serializers

from actions.serializers.verbs import BODIES
from actions.statuses import Status


class OfferedVerbSerializer(serializers.Serializer):
    verb = serializers.ChoiceField(list(BODIES))
    url = serializers.URLField(help_text="Where to POST it.")
    about = serializers.CharField()
    is_open = serializers.BooleanField()
    why_not = serializers.CharField(allow_blank=True, help_text="Empty where it is open.")


class OfferedSerializer(serializers.Serializer):
    ledger_number = serializers.IntegerField(help_text="For If-Match of the verb.")
    status = serializers.ChoiceField(Status.choices())
    verbs = OfferedVerbSerializer(many=True)
