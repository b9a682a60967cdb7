from rest_framework import serializers

from actions.models.digests import State


class ReceiverSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    name = serializers.CharField(help_text="Of a person whom you do not know, the post.")


class MailItemSerializer(serializers.Serializer):
    stage = serializers.CharField()
    label = serializers.CharField()
    subject = serializers.CharField(help_text="What it is about, such as action:12.")
    reference = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    words = serializers.CharField(allow_blank=True)
    page = serializers.URLField()


class SentMailSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    url = serializers.URLField()
    page = serializers.URLField()
    person = ReceiverSerializer()
    local_date = serializers.DateField(help_text="One mail for each person and day.")
    state = serializers.ChoiceField(State.choices())
    state_label = serializers.CharField()
    attempts = serializers.IntegerField()
    next_try_at = serializers.DateTimeField(allow_null=True)
    sent_at = serializers.DateTimeField(allow_null=True)
    is_possibly_repeated = serializers.BooleanField()
    error = serializers.CharField(allow_blank=True, help_text="What the mail server said.")
    items = MailItemSerializer(many=True, help_text="Of what it tells, as much as you may read.")
