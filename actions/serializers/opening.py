"""The body that opens an action, and what is said of a file that was handed in."""

from rest_framework import serializers

from accounts.serializers.rows import RowField
from actions.models.recording import LONGEST
from actions.models.verbs_life import posts_that_may_help, posts_that_may_own
from actions.models.verbs_progress import TITLE_LONGEST
from actions.serializers.verbs import list_of, words
from actions.statuses import Visibility


class OpenBody(serializers.Serializer):
    title = serializers.CharField(max_length=TITLE_LONGEST)
    task = words(required=False)
    good_looks_like = serializers.CharField(max_length=LONGEST)
    owner = RowField(
        "post", lambda context: posts_that_may_own(context["area"]), required=False, allow_null=True
    )
    contributors = list_of(RowField("post", lambda context: posts_that_may_help(context["area"])))
    due_on = serializers.DateField(required=False, allow_null=True)
    visibility = serializers.ChoiceField(Visibility.choices(), required=False)
    note = words(required=False)
    happened_on = serializers.DateField(required=False, help_text="Today, unless said. Never in the future.")


class UploadBody(serializers.Serializer):
    file = serializers.FileField()
    title = serializers.CharField(required=False, allow_blank=True, max_length=200)


class UploadSerializer(serializers.Serializer):
    id = serializers.UUIDField(help_text="Name it in `uploads` of the verb that it is evidence for.")
    name = serializers.CharField()
    title = serializers.CharField(allow_blank=True)
    size = serializers.IntegerField(source="file.size")
    sha256 = serializers.CharField()
    uploaded_at = serializers.DateTimeField()
