from rest_framework import serializers

from actions.models.digests import State
from actions.serializers.updates import ActionNamedSerializer


class SaidSerializer(serializers.Serializer):
    local_date = serializers.DateField()
    state = serializers.ChoiceField(State.choices())
    state_label = serializers.CharField()
    sent_at = serializers.DateTimeField(allow_null=True)


class ReminderSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    organisation = serializers.SlugField()
    subject = serializers.CharField(help_text="What it is about, such as action:12.")
    action = ActionNamedSerializer(allow_null=True)
    stage = serializers.CharField()
    stage_label = serializers.CharField()
    deadline = serializers.DateField(allow_null=True)
    noted_on = serializers.DateField()
    said_in = SaidSerializer(allow_null=True, help_text="The mail that says it; null while none does.")
