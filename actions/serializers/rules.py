"""The rules themselves, as docs/domain.md prints them."""

from rest_framework import serializers

from actions.buckets import Bucket
from actions.rating import RULE, Rating
from actions.statuses import Closeness, Kind, Part, Status
from inspections import frameworks, timescales


class StatusWordsSerializer(serializers.Serializer):
    status = serializers.ChoiceField(Status.choices())
    label = serializers.CharField()
    is_open = serializers.BooleanField()


class BucketRuleSerializer(serializers.Serializer):
    bucket = serializers.ChoiceField(Bucket.choices())
    label = serializers.CharField()
    rule = serializers.CharField()


class RatingRuleSerializer(serializers.Serializer):
    clause = serializers.ChoiceField([(clause.name, clause.words) for clause in RULE])
    rating = serializers.ChoiceField(Rating.choices())
    label = serializers.CharField()
    shape = serializers.CharField(help_text="Stands beside the colour for whoever can't tell colours apart.")
    rule = serializers.CharField()


class TransitionSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(Kind.choices(), help_text="The kind of row it writes.")
    label = serializers.CharField()
    verb = serializers.CharField()
    from_statuses = serializers.ListField(child=serializers.ChoiceField(Status.choices()))
    to_status = serializers.ChoiceField(
        Status.choices(), allow_null=True, help_text="Null: the status stays as it was."
    )
    who = serializers.ListField(child=serializers.ChoiceField(Part.choices()))
    apart_from = serializers.ListField(child=serializers.ChoiceField(Closeness.choices()))
    requires = serializers.ListField(child=serializers.CharField())
    sentence = serializers.CharField()


class TimescaleSerializer(serializers.Serializer):
    timescale = serializers.ChoiceField(timescales.choices())
    label = serializers.CharField()
    months = serializers.IntegerField(help_text="Added to the day of publication.")


class KindWordsSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(frameworks.kind_choices())
    label = serializers.CharField()


class PartWordsSerializer(serializers.Serializer):
    part = serializers.ChoiceField(Part.choices())
    label = serializers.CharField()


class ClosenessWordsSerializer(serializers.Serializer):
    closeness = serializers.ChoiceField(Closeness.choices())
    label = serializers.CharField()


class RulesSerializer(serializers.Serializer):
    rating_rule_version = serializers.IntegerField()
    due_soon_days = serializers.IntegerField()
    statuses = StatusWordsSerializer(many=True)
    buckets = BucketRuleSerializer(many=True, help_text="In order: the first that fits is the bucket.")
    ratings = RatingRuleSerializer(many=True, help_text="In order: the first that fits gives the rating.")
    transitions = TransitionSerializer(many=True)
    parts = PartWordsSerializer(many=True)
    closeness = ClosenessWordsSerializer(many=True)
    timescales = TimescaleSerializer(many=True)
    kinds = KindWordsSerializer(many=True)
