from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from accounts.serializers.organisations import HERE, OrganisationNamedSerializer
from inspections import frameworks, timescales
from inspections.serializers.inspections import A_JUDGEMENT, InspectionNamedSerializer

AN_AREA = OpenApiExample(
    "An area for improvement",
    value={
        "id": 31,
        "number": 2,
        "url": f"{HERE}/api/v1/areas/31/",
        "page": f"{HERE}/organisations/westmarch/inspections/2025-ilacs/areas/2/",
        "inspection": A_JUDGEMENT.value["inspection"],
        "organisation": A_JUDGEMENT.value["organisation"],
        "section": "",
        "subsection": "",
        "paragraph": "14",
        "kind": "improvement",
        "kind_label": "Area for improvement",
        "timescale": "",
        "timescale_label": "",
        "expected_by": None,
        "words": "The oversight of plans by managers.",
        "theme": "Oversight",
        "page_of_report": 7,
        "bodies": [{"id": 14, "name": "Westmarch County Council", "organisation": "westmarch"}],
        "forerunner": None,
    },
    response_only=True,
)


class BodySerializer(serializers.Serializer):
    id = serializers.IntegerField(help_text="Name it in `bodies` to say which organisation it is.")
    name = serializers.CharField(help_text="As the inspectors wrote it.")
    organisation = serializers.SlugField(
        allow_null=True, help_text="The organisation it is, where that is known and may be seen."
    )


class ForerunnerSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    url = serializers.URLField()


@extend_schema_serializer(examples=[AN_AREA])
class AreaSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField(help_text="Within its report, for good.")
    url = serializers.URLField()
    page = serializers.URLField()
    inspection = InspectionNamedSerializer()
    organisation = OrganisationNamedSerializer()
    section = serializers.CharField(allow_blank=True)
    subsection = serializers.CharField(allow_blank=True)
    paragraph = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(frameworks.kind_choices())
    kind_label = serializers.CharField(help_text="As reports of this framework print it.")
    timescale = serializers.ChoiceField(timescales.choices(), allow_blank=True)
    timescale_label = serializers.CharField(allow_blank=True)
    expected_by = serializers.DateField(allow_null=True)
    words = serializers.CharField(help_text="The inspectors' words, verbatim.")
    theme = serializers.CharField(allow_blank=True)
    page_of_report = serializers.IntegerField(allow_null=True)
    bodies = BodySerializer(many=True)
    forerunner = ForerunnerSerializer(
        allow_null=True,
        help_text="The area of an earlier report that this one repeats, as a person confirmed.",
    )
