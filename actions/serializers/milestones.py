from rest_framework import serializers

from actions.serializers.updates import ActionNamedSerializer


class MilestoneSerializer(serializers.Serializer):
    id = serializers.IntegerField(help_text="Name it in `milestones_done` when you record progress.")
    url = serializers.URLField()
    action = ActionNamedSerializer()
    organisation = serializers.SlugField()
    position = serializers.IntegerField()
    title = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)
    done_on = serializers.DateField(allow_null=True)
    is_late = serializers.BooleanField(help_text="Not done on the day asked for, and due before it.")
