from rest_framework import serializers

from accounts.serializers.rows import RowField
from actions import hand_over
from actions.serializers.assignment import OutcomeSerializer
from actions.serializers.verbs import words


class HandOverBody(serializers.Serializer):
    owner = RowField(
        "post", lambda context: hand_over.posts_that_may_take_over(context["post"], context["actions"])
    )
    note = words(required=False)
    seen = serializers.CharField(
        max_length=64, required=False, help_text="The mark of what you have looked at; without it, look only."
    )


class HandedOverSerializer(serializers.Serializer):
    done = serializers.BooleanField(help_text="All or nothing: one refusal, and nothing was changed.")
    seen = serializers.CharField(help_text="A mark of all this. Give it back to have just this done.")
    outcomes = OutcomeSerializer(many=True)
    owned_elsewhere = serializers.IntegerField(
        help_text="How many more it owns for organisations whose leads have to hand them over themselves."
    )
