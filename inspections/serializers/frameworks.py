from rest_framework import serializers

from inspections import clocks, frameworks, timescales


class GradeSerializer(serializers.Serializer):
    name = serializers.CharField()
    number = serializers.IntegerField(allow_null=True)
    meaning = serializers.CharField(allow_blank=True)
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)


class ScaleSerializer(serializers.Serializer):
    name = serializers.CharField()
    grades = GradeSerializer(many=True, help_text="Best first.")


class ExpectedJudgementSerializer(serializers.Serializer):
    name = serializers.CharField()
    section = serializers.CharField(allow_blank=True)
    scale = serializers.CharField(allow_null=True, help_text="Where it is not the framework's own.")
    valid_from = serializers.DateField(allow_null=True)
    valid_until = serializers.DateField(allow_null=True)


class KindOfAreaSerializer(serializers.Serializer):
    kind = serializers.ChoiceField(frameworks.kind_choices())
    printed = serializers.CharField(help_text="What reports of this framework call it.")


class ClockStartedSerializer(serializers.Serializer):
    clock = serializers.ChoiceField(clocks.choices())
    name = serializers.CharField()
    length = serializers.CharField()
    starts = serializers.CharField()
    legal_source = serializers.CharField()


class FrameworkSerializer(serializers.Serializer):
    key = serializers.ChoiceField(frameworks.choices())
    url = serializers.URLField()
    name = serializers.CharField()
    inspectorate = serializers.CharField(allow_blank=True)
    valid_from = serializers.DateField(allow_null=True, help_text="By the first day of fieldwork.")
    valid_until = serializers.DateField(allow_null=True)
    also_called = serializers.ListField(child=serializers.CharField())
    scale = ScaleSerializer(allow_null=True)
    judgements = ExpectedJudgementSerializer(many=True)
    sections = serializers.ListField(child=serializers.CharField())
    kinds = KindOfAreaSerializer(many=True)
    timescales = serializers.ListField(child=serializers.ChoiceField(timescales.choices()))
    clocks = ClockStartedSerializer(many=True)


class FrameworksSerializer(serializers.Serializer):
    results = FrameworkSerializer(many=True)
    next = serializers.CharField(allow_null=True, help_text="Always null: there are a few only.")
