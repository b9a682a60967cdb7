from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from accounts.serializers.organisations import OrganisationNamedSerializer
from inspections.serializers.inspections import InspectionNamedSerializer
from scrutiny.models import Answer
from scrutiny.serializers.committees import CommitteeNamedSerializer


class MeetingNamedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    held_on = serializers.DateField()
    place = serializers.CharField(allow_blank=True)


class NoticeSerializer(serializers.Serializer):
    noted_at = serializers.DateTimeField()
    words = serializers.CharField()


class FrozenFileSerializer(serializers.Serializer):
    name = serializers.CharField()
    content_type = serializers.CharField()
    sha256 = serializers.CharField()
    url = serializers.URLField()


class PaperSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField(help_text="Permanent.")
    title = serializers.CharField()
    organisation = OrganisationNamedSerializer()
    inspection = InspectionNamedSerializer()
    committee = CommitteeNamedSerializer()
    meeting = MeetingNamedSerializer()
    as_at = serializers.DateField()
    known_at = serializers.DateTimeField()
    frozen_at = serializers.DateTimeField()
    sha256 = serializers.CharField(help_text="Of the document's canonical JSON.")
    previous = serializers.IntegerField(
        allow_null=True, help_text="Id of the paper that the committee last had on this inspection."
    )
    notices = NoticeSerializer(many=True, help_text="Dated corrections; the paper itself never changes.")
    files = FrozenFileSerializer(many=True)


@extend_schema_field(OpenApiTypes.OBJECT)
class DocumentField(serializers.JSONField):
    """The whole paper as it was frozen."""


class WholePaperSerializer(PaperSerializer):
    document = DocumentField(help_text="The whole paper as it was frozen.")


class PaperChangesSerializer(serializers.Serializer):
    paper = serializers.IntegerField()
    on = serializers.DateField()
    changes = serializers.ListField(
        child=DocumentField(), help_text="As `changes` of a paper's document, up to today."
    )


class AboutSerializer(serializers.Serializer):
    kind = serializers.ChoiceField([("paper", "A paper"), ("action", "An action")])
    id = serializers.IntegerField()
    title = serializers.CharField()


class QuestionSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField()
    organisation = serializers.SlugField()
    about = AboutSerializer()
    asked_on = serializers.DateField()
    asked_by_post = serializers.CharField()
    words = serializers.CharField()
    answer = serializers.CharField(allow_blank=True)
    answered_on = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    withdrawn_on = serializers.DateField(allow_null=True)
    version = serializers.IntegerField(help_text="Say it as `based_on` of an answer.")
    is_outstanding = serializers.BooleanField()


class RecommendationSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    url = serializers.URLField()
    words = serializers.CharField()


class ResponseSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    organisation = OrganisationNamedSerializer()
    inspection = InspectionNamedSerializer()
    area = RecommendationSerializer(help_text="The committee's recommendation.")
    answer = serializers.ChoiceField(Answer.choices())
    answer_label = serializers.CharField()
    words = serializers.CharField(help_text="What the executive says.")
    answered_on = serializers.DateField()
    version = serializers.IntegerField(help_text="Say it as `based_on` of a better wording.")
