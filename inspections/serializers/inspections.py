from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from accounts.serializers.organisations import HERE, OrganisationNamedSerializer
from inspections import clocks, frameworks
from inspections.clocks import Outcome

AN_INSPECTION = OpenApiExample(
    "A published inspection",
    value={
        "id": 3,
        "slug": "2025-ilacs",
        "url": f"{HERE}/api/v1/inspections/3/",
        "page": f"{HERE}/organisations/westmarch/inspections/2025-ilacs/",
        "title": "Inspection of children's services",
        "organisation": {"slug": "westmarch", "name": "Westmarch County Council"},
        "framework": "ilacs",
        "framework_name": "Inspection of local authority children's services (ILACS)",
        "inspectorate": "Ofsted",
        "fieldwork_from": "2025-06-30",
        "fieldwork_to": "2025-07-11",
        "published_on": "2025-09-01",
        "received_on": "2025-08-20",
        "lead_inspector": None,
        "page_count": 21,
        "asks_for_statement": True,
        "is_public": True,
    },
    response_only=True,
)
A_JUDGEMENT = OpenApiExample(
    "One line of a report",
    value={
        "id": 12,
        "url": f"{HERE}/api/v1/judgements/12/",
        "inspection": {
            "id": 3,
            "slug": "2025-ilacs",
            "title": "Inspection of children's services",
            "framework": "ilacs",
            "published_on": "2025-09-01",
        },
        "organisation": {"slug": "westmarch", "name": "Westmarch County Council"},
        "position": 1,
        "section": "",
        "name": "The experiences and progress of children in care",
        "grade": "Requires improvement to be good",
        "grade_order": 3,
    },
    response_only=True,
)


class InspectionNamedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    title = serializers.CharField()
    framework = serializers.ChoiceField(frameworks.choices())
    published_on = serializers.DateField(allow_null=True)


@extend_schema_serializer(examples=[AN_INSPECTION])
class InspectionSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    url = serializers.URLField()
    page = serializers.URLField()
    title = serializers.CharField()
    organisation = OrganisationNamedSerializer()
    framework = serializers.ChoiceField(frameworks.choices())
    framework_name = serializers.CharField()
    inspectorate = serializers.CharField(allow_blank=True)
    fieldwork_from = serializers.DateField(allow_null=True)
    fieldwork_to = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    received_on = serializers.DateField(allow_null=True)
    lead_inspector = serializers.CharField(
        allow_null=True, allow_blank=True, help_text="Told to people of the organisation only."
    )
    page_count = serializers.IntegerField(allow_null=True)
    asks_for_statement = serializers.BooleanField()
    is_public = serializers.BooleanField()


@extend_schema_serializer(examples=[A_JUDGEMENT])
class JudgementSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    inspection = InspectionNamedSerializer()
    organisation = OrganisationNamedSerializer()
    position = serializers.IntegerField()
    section = serializers.CharField(allow_blank=True)
    name = serializers.CharField()
    grade = serializers.CharField(
        allow_null=True, help_text="Null where none was given: that is no bad grade."
    )
    grade_order = serializers.IntegerField(
        allow_null=True, help_text="1 for the best grade in use on the first day of fieldwork."
    )


class ClockSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    inspection = InspectionNamedSerializer()
    organisation = OrganisationNamedSerializer()
    clock = serializers.ChoiceField(clocks.choices())
    name = serializers.CharField()
    legal_source = serializers.CharField()
    length = serializers.CharField(help_text="In words, such as 70 working days.")
    trigger_on = serializers.DateField()
    due_on = serializers.DateField()
    met_on = serializers.DateField(allow_null=True)
    outcome = serializers.ChoiceField([(each.value, each.value) for each in Outcome])
    standing = serializers.CharField(help_text="In words: how many days are left, or how late it is.")
    as_at = serializers.DateField()
