from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from actions.cadences import Cadence
from actions.models import Measure
from actions.serializers.examples import HERE
from actions.serializers.updates import OF_ACTION, ActionNamedSerializer
from actions.statuses import Visibility

HIDDEN = "Null when a small number is hidden, because it could point to somebody."
A_MEASURE = OpenApiExample(
    "A measure that is read every month",
    value={
        "id": 5,
        "url": f"{HERE}/api/v1/measures/5/",
        "page": f"{HERE}/measures/5/",
        "organisation": "westmarch",
        "area": 31,
        "action": OF_ACTION,
        "name": "Unregistered placements",
        "unit": "children",
        "definition": "Children in a placement that is not registered, on the last day of the month.",
        "direction": "down",
        "baseline": 11,
        "baseline_on": "2025-07-31",
        "target": 0,
        "target_on": "2026-07-31",
        "cadence": "monthly",
        "starts_on": "2025-10-01",
        "ended_on": None,
        "hides_small_numbers": True,
        "visibility": "public",
        "latest": {"taken_on": "2026-10-31", "value": None, "is_hidden": True},
        "has_moved": None,
        "next_reading_on": "2026-11-30",
        "is_reading_overdue": False,
        "as_at": "2026-11-21",
    },
    response_only=True,
)


class LatestReadingSerializer(serializers.Serializer):
    taken_on = serializers.DateField()
    value = serializers.FloatField(allow_null=True, help_text=HIDDEN)
    is_hidden = serializers.BooleanField()


@extend_schema_serializer(examples=[A_MEASURE])
class MeasureSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField()
    organisation = serializers.SlugField()
    area = serializers.IntegerField(help_text="Id of the area.")
    action = ActionNamedSerializer(allow_null=True)
    name = serializers.CharField()
    unit = serializers.CharField()
    definition = serializers.CharField(allow_blank=True)
    direction = serializers.ChoiceField(Measure.Direction.choices)
    baseline = serializers.FloatField(allow_null=True, help_text=HIDDEN)
    baseline_on = serializers.DateField(allow_null=True)
    target = serializers.FloatField(allow_null=True)
    target_on = serializers.DateField(allow_null=True)
    cadence = serializers.ChoiceField(Cadence.choices())
    starts_on = serializers.DateField()
    ended_on = serializers.DateField(allow_null=True)
    hides_small_numbers = serializers.BooleanField()
    visibility = serializers.ChoiceField(Visibility.choices())
    latest = LatestReadingSerializer(allow_null=True)
    has_moved = serializers.BooleanField(
        allow_null=True, help_text="Whether the last reading is better than the baseline; null if unknown."
    )
    next_reading_on = serializers.DateField(allow_null=True)
    is_reading_overdue = serializers.BooleanField()
    as_at = serializers.DateField()


class ReadingSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    measure = serializers.IntegerField(help_text="Id of the measure.")
    measure_name = serializers.CharField()
    organisation = serializers.SlugField()
    taken_on = serializers.DateField(help_text="The day the figure is for.")
    value = serializers.FloatField(allow_null=True, help_text=HIDDEN)
    is_hidden = serializers.BooleanField()
    note = serializers.CharField(
        allow_null=True, allow_blank=True, help_text="For people of the organisation only."
    )
    entered_at = serializers.DateTimeField()
    corrects = serializers.IntegerField(
        allow_null=True, help_text="Id of the reading in whose place this one stands."
    )
