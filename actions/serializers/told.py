"""Who was told what by mail, and who would be told next."""

from rest_framework import serializers

from actions.serializers.actions import PostNamedSerializer
from actions.serializers.mails import MailItemSerializer, ReceiverSerializer
from actions.serializers.reminders import ReminderSerializer


class ToldSerializer(ReminderSerializer):
    person = ReceiverSerializer()
    post = PostNamedSerializer(allow_null=True, help_text="As whose holder the person was told.")
    ledger_number = serializers.IntegerField(allow_null=True, help_text="Of the row it speaks of.")
    mail = serializers.URLField()


class NextMailSerializer(serializers.Serializer):
    person = ReceiverSerializer()
    hour = serializers.IntegerField(help_text="From this hour on.")
    is_regular = serializers.BooleanField(
        help_text="No: it is a pause or no day they chose, so only what never waits is told."
    )
    paused_until = serializers.DateField(allow_null=True)
    items = MailItemSerializer(many=True)


class PauseSerializer(serializers.Serializer):
    person = ReceiverSerializer()
    paused_until = serializers.DateField()
    reason = serializers.CharField(allow_blank=True)


class RemindersDueSerializer(serializers.Serializer):
    on = serializers.DateField(help_text="This working day or the next.")
    is_armed = serializers.BooleanField(help_text="No: mails are not switched on, so nothing goes out.")
    paused = PauseSerializer(many=True, help_text="Whose mails wait, whether they are owed one or not.")
    results = NextMailSerializer(many=True, help_text="By id of the person.")
    next = serializers.URLField(allow_null=True)
