"""Bodies that give many actions an owner or a deadline at once."""

from rest_framework import serializers

from accounts.models import Post
from accounts.serializers.rows import RowField
from actions.models import Action
from actions.serializers.verbs import words

MOST_ACTIONS = 500


def _actions(context):
    return (
        Action.objects.visible_to(context["request"].user).of(context["organisation"]).select_related("owner")
    )


def _posts(context):
    """Those of the organisation; others one at a time, where the area names their body."""
    return Post.objects.filter(organisation=context["organisation"])


class ChosenBody(serializers.Serializer):
    action = RowField("action", _actions)
    ledger_number = serializers.IntegerField(min_value=1, max_value=10**9, help_text="That you have seen.")


class AssignBody(serializers.Serializer):
    actions = serializers.ListField(child=ChosenBody(), min_length=1, max_length=MOST_ACTIONS)
    owner = RowField("post", _posts, required=False, allow_null=True)
    due_on = serializers.DateField(required=False, allow_null=True)
    note = words(required=False)
    dry_run = serializers.BooleanField(required=False, help_text="Only say what would become of each.")


class OutcomeSerializer(serializers.Serializer):
    action = serializers.IntegerField()
    changed = serializers.BooleanField()
    refused = serializers.CharField(allow_blank=True, help_text="Why nothing becomes of it.")


class OutcomesSerializer(serializers.Serializer):
    done = serializers.BooleanField(help_text="All or nothing: one refusal, and nothing was changed.")
    outcomes = OutcomeSerializer(many=True)
