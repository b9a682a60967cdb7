from rest_framework import serializers

from accounts.models import Job


class JobSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    url = serializers.URLField(help_text="Ask here again until it is over.")
    page = serializers.URLField()
    title = serializers.CharField()
    state = serializers.ChoiceField(Job.State.choices)
    step = serializers.CharField(allow_blank=True, help_text="What is being done now.")
    percent = serializers.IntegerField()
    error = serializers.CharField(allow_blank=True, help_text="Why it failed, in a sentence.")
    asked_at = serializers.DateTimeField()
    ended_at = serializers.DateTimeField(allow_null=True)
    made = serializers.URLField(allow_null=True, help_text="Page of what was made, once it is done.")
