"""The ledger, and the evidence behind it, as the API tells them."""

from drf_spectacular.utils import OpenApiExample, extend_schema_serializer
from rest_framework import serializers

from actions.serializers.actions import PostNamedSerializer
from actions.serializers.examples import HERE, POST
from actions.statuses import Confidence, Kind, Status, Visibility

OF_ACTION = {"id": 412, "reference": "2.1", "url": f"{HERE}/api/v1/actions/412/"}
AN_UPDATE = OpenApiExample(
    "Progress recorded",
    value={
        "id": 9120,
        "url": f"{HERE}/api/v1/updates/9120/",
        "page": f"{HERE}/organisations/westmarch/inspections/2025-ilacs/actions/2.1/#update-7",
        "action": OF_ACTION,
        "organisation": "westmarch",
        "number": 7,
        "kind": "progress",
        "kind_label": "Progress recorded",
        "happened_on": "2026-11-02",
        "entered_at": "2026-11-02T10:12:00Z",
        "by_post": "Head of Service, Children Looked After",
        "by": None,
        "visibility": "public",
        "words_withheld": False,
        "note": "The panel has met in four of five teams.",
        "impact": "Eighty-one of ninety plans were looked at in October.",
        "corrects": None,
        "position": {
            "status": "in_progress",
            "confidence": "at_risk",
            "due_on": "2026-10-31",
            "forecast_on": "2026-12-15",
            "owner": POST,
            "proposed_due_on": None,
            "check_on": None,
            "superseded_by": None,
            "original_due_on": "2026-06-30",
            "times_moved": 1,
            "updated_on": "2026-11-02",
        },
        "hash": "5b1f0c3d" * 8,
    },
    response_only=True,
)


class ActionNamedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    url = serializers.URLField()


class PositionSerializer(serializers.Serializer):
    status = serializers.ChoiceField(Status.choices())
    confidence = serializers.ChoiceField(Confidence.choices(), allow_blank=True)
    due_on = serializers.DateField(allow_null=True)
    forecast_on = serializers.DateField(allow_null=True)
    owner = PostNamedSerializer(allow_null=True)
    proposed_due_on = serializers.DateField(allow_null=True)
    check_on = serializers.DateField(allow_null=True)
    superseded_by = serializers.IntegerField(
        allow_null=True, help_text="Id of the action that took its place, where that may be seen."
    )
    original_due_on = serializers.DateField(allow_null=True)
    times_moved = serializers.IntegerField()
    updated_on = serializers.DateField(allow_null=True)


@extend_schema_serializer(examples=[AN_UPDATE])
class UpdateSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField()
    action = ActionNamedSerializer()
    organisation = serializers.SlugField()
    number = serializers.IntegerField(help_text="Within its action, from 1, without gaps.")
    kind = serializers.ChoiceField(Kind.choices())
    kind_label = serializers.CharField()
    happened_on = serializers.DateField()
    entered_at = serializers.DateTimeField()
    by_post = serializers.CharField(help_text="The post or role of the writer.")
    by = serializers.CharField(
        allow_null=True, help_text="The writer's name: for people of the organisation only."
    )
    visibility = serializers.ChoiceField(Visibility.choices())
    words_withheld = serializers.BooleanField(help_text="The row is shown, its words are for others.")
    note = serializers.CharField(allow_blank=True)
    impact = serializers.CharField(allow_blank=True)
    corrects = serializers.IntegerField(
        allow_null=True, help_text="Id of the row whose words this one corrects."
    )
    position = PositionSerializer(help_text="All of the position as it stands after this row.")
    hash = serializers.CharField(help_text="Covers the row and the hash of the row before it.")


class EvidenceSerializer(serializers.Serializer):
    id = serializers.UUIDField()
    url = serializers.URLField()
    action = ActionNamedSerializer()
    organisation = serializers.SlugField()
    update = serializers.IntegerField(help_text="Id of the ledger row it stands behind.")
    kind = serializers.ChoiceField([("file", "A file"), ("link", "A link")])
    title = serializers.CharField()
    link = serializers.CharField(allow_null=True, help_text="Where it lies, if it is a link.")
    name = serializers.CharField(allow_null=True, help_text="Of the file, as it was handed in.")
    size = serializers.IntegerField(allow_null=True, help_text="In bytes.")
    sha256 = serializers.CharField(help_text="Of the file's bytes, or of the link's address.")
    entered_at = serializers.DateTimeField()
    download = serializers.URLField(
        allow_null=True, help_text="For people with a role in the organisation or a part in the action."
    )
