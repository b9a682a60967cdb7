"""Bodies for measures and their readings."""

from rest_framework import serializers

from actions.models import Measure
from actions.serializers.verbs import words


class MeasureBody(serializers.ModelSerializer):
    class Meta:
        model = Measure
        fields = [
            "name",
            "unit",
            "definition",
            "direction",
            "baseline",
            "baseline_on",
            "target",
            "target_on",
            "cadence",
            "starts_on",
            "ended_on",
            "hides_small_numbers",
            "visibility",
        ]


class ChangedMeasureBody(MeasureBody):
    """What is left out stays as it is."""

    def get_fields(self):
        fields = super().get_fields()
        for field in fields.values():
            field.required = False
        return fields


class ReadingBody(serializers.Serializer):
    taken_on = serializers.DateField(help_text="The day the figure is for. Never in the future.")
    value = serializers.DecimalField(max_digits=14, decimal_places=3)
    note = words(required=False)


class ReadingCorrectionBody(serializers.Serializer):
    value = serializers.DecimalField(
        max_digits=14, decimal_places=3, allow_null=True, help_text="Null takes the reading away."
    )
    note = words()


class WrittenSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    page = serializers.URLField(help_text="For people.")
