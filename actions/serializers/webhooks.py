"""Webhooks by the API: for leads, as their pages are."""

from rest_framework import serializers

from accounts.serializers.rows import HIGHEST, RowField
from actions.models import Webhook
from actions.statuses import Kind, Visibility
from actions.webhooks import targets
from inspections.models import Inspection


class WebhookSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField(help_text="This webhook in the API.")
    page = serializers.URLField()
    organisation = serializers.SlugField()
    name = serializers.CharField()
    sends_to = serializers.CharField()
    inspection = serializers.IntegerField(allow_null=True, help_text="Only of this one; null for all.")
    kinds = serializers.ListField(
        child=serializers.ChoiceField(Kind.choices()), help_text="Only rows of these kinds; empty for all."
    )
    words_up_to = serializers.ChoiceField(Visibility.choices(), help_text="Whose words are sent at most.")
    position = serializers.IntegerField(help_text="The place in the changes feed up to which it was told.")
    failures = serializers.IntegerField(help_text="Tries in a row that were not taken.")
    next_try_at = serializers.DateTimeField(allow_null=True)
    paused_at = serializers.DateTimeField(allow_null=True)
    pause_reason = serializers.CharField(allow_blank=True)


class WebhookWithSecretSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    secret = serializers.CharField(help_text="Signs every message. It is told this once.")


def _inspections(context):
    seen = Inspection.objects.visible_to(context["request"].user)
    return seen.filter(organisation=context["organisation"])


class WebhookBody(serializers.Serializer):
    name = serializers.CharField(max_length=Webhook._meta.get_field("name").max_length)
    sends_to = serializers.CharField(max_length=500, help_text="An address that begins with https://.")
    inspection = RowField("inspection", _inspections, required=False, allow_null=True)
    kinds = serializers.ListField(
        child=serializers.ChoiceField(Kind.choices()), required=False, max_length=len(Kind)
    )
    words_up_to = serializers.ChoiceField(Visibility.choices(), required=False)

    def validate_sends_to(self, value):
        try:
            targets.read(value)
        except targets.NotReachable as reason:
            raise serializers.ValidationError(str(reason)) from None
        return value


class NewWebhookBody(WebhookBody):
    position = serializers.IntegerField(
        min_value=0,
        max_value=HIGHEST,
        required=False,
        help_text="Begins behind this place; unless said, now.",
    )


class ChangedWebhookBody(WebhookBody):
    """What is left out stays as it is."""

    def get_fields(self):
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class ReplayBody(serializers.Serializer):
    position = serializers.IntegerField(min_value=0, max_value=HIGHEST)
