from rest_framework import serializers

from actions.models import WebhookDelivery


class TrySerializer(serializers.Serializer):
    at = serializers.DateTimeField()
    status = serializers.IntegerField(allow_null=True, help_text="Of the answer; null if there was none.")
    words = serializers.CharField(allow_blank=True)
    milliseconds = serializers.IntegerField(allow_null=True)


class WebhookDeliverySerializer(serializers.Serializer):
    id = serializers.UUIDField(help_text="As in the header of the message.")
    url = serializers.URLField()
    webhook = serializers.IntegerField()
    is_ping = serializers.BooleanField()
    after = serializers.IntegerField(help_text="Place in the changes feed behind which it begins.")
    until = serializers.IntegerField(help_text="Place up to which it reaches.")
    rows = serializers.IntegerField()
    state = serializers.ChoiceField(WebhookDelivery.State.choices)
    state_label = serializers.CharField()
    asked_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    tries = TrySerializer(many=True, help_text="The last twenty.")
