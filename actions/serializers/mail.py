"""When a person is told by mail, and what of it they can do without."""

from rest_framework import serializers

from accounts.serializers.days import KnownDayField
from actions import stages
from actions.models import MailPreference


def optional_stages():
    return [(stage.key, stage.label) for stage in stages.all_stages() if stage.is_optional]


class MailSerializer(serializers.Serializer):
    rhythm = serializers.ChoiceField(MailPreference.Rhythm.choices())
    weekdays = serializers.ListField(
        child=serializers.IntegerField(min_value=0, max_value=4),
        max_length=5,
        help_text="0 is Monday, 4 is Friday: for chosen weekdays, or the one day of a weekly mail.",
    )
    hour = serializers.IntegerField(
        min_value=0, max_value=23, help_text="The mail is sent within the ten minutes after it."
    )
    left_out = serializers.ListField(
        child=serializers.ChoiceField(optional_stages()),
        max_length=20,
        help_text="What is not told. Everything else is always told.",
    )
    paused_until = serializers.DateField(allow_null=True, help_text="The last day without mails.")
    pause_reason = serializers.CharField(
        max_length=300, allow_blank=True, help_text="Improvement leads read this."
    )


class MailBody(MailSerializer):
    """What is left out stays as it is. A pause ends when `paused_until` is null."""

    paused_until = KnownDayField(allow_null=True)

    def get_fields(self):
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields
