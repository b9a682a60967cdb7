"""What the changes feed says. The dicts are made by `change_feed.telling`; a test compares the names."""

from rest_framework import serializers

from actions.serializers.updates import PositionSerializer
from actions.statuses import Kind, Visibility


class ChangedActionSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    title = serializers.CharField(help_text="As it is now.")
    organisation = serializers.SlugField()
    inspection = serializers.SlugField()
    url = serializers.URLField()
    page = serializers.URLField()


class PieceSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    title = serializers.CharField()
    url = serializers.CharField(allow_null=True, help_text="Of a link; null for a file.")
    sha256 = serializers.CharField()


class ChangeSerializer(serializers.Serializer):
    position = serializers.IntegerField(
        help_text="Its place in the feed, given once. Later rows stand behind."
    )
    id = serializers.IntegerField(help_text="Of the ledger row.")
    action = ChangedActionSerializer()
    number = serializers.IntegerField(help_text="Of the row within its action: 1, 2, 3 …")
    kind = serializers.ChoiceField(Kind.choices())
    kind_label = serializers.CharField()
    happened_on = serializers.DateField()
    entered_at = serializers.DateTimeField()
    by_post = serializers.CharField(help_text="The post or role of the writer, never a name.")
    visibility = serializers.ChoiceField(Visibility.choices())
    words_withheld = serializers.BooleanField(help_text="The row is shown, its words are for others.")
    note = serializers.CharField(allow_blank=True)
    impact = serializers.CharField(allow_blank=True)
    corrects = serializers.IntegerField(allow_null=True, help_text="Id of the row whose words it corrects.")
    withholds = serializers.BooleanField(
        help_text="Drop the words of the corrected row wherever you keep them."
    )
    evidence = PieceSerializer(many=True)
    changed = serializers.ListField(child=serializers.CharField(), help_text="What differs in the position.")
    before = PositionSerializer(allow_null=True, help_text="The position before it; null for the first row.")
    after = PositionSerializer()


class ChangesSerializer(serializers.Serializer):
    changes = ChangeSerializer(many=True)
    after = serializers.IntegerField(help_text="Keep it, and give it as `after` the next time.")
    has_more = serializers.BooleanField(help_text="Whether to ask again at once.")
    next = serializers.URLField(help_text="The address to go on from, now or later.")
