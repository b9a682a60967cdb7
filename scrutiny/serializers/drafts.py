"""Drafts of papers: as they are told, and what is written on them."""

from rest_framework import serializers

from accounts.serializers.days import KnownDayField
from accounts.serializers.organisations import OrganisationNamedSerializer
from accounts.serializers.rows import RowField
from actions.serializers.verbs import words
from inspections.models import Inspection
from inspections.serializers.inspections import InspectionNamedSerializer
from scrutiny.serializers.committees import CommitteeNamedSerializer
from scrutiny.serializers.papers import MeetingNamedSerializer
from scrutiny.serializers.questions_written import based_on


class DraftSerializer(serializers.Serializer):
    id = serializers.IntegerField(help_text="The paper has the same number once it is frozen.")
    url = serializers.URLField()
    page = serializers.URLField()
    title = serializers.CharField()
    organisation = OrganisationNamedSerializer()
    inspection = InspectionNamedSerializer()
    committee = CommitteeNamedSerializer()
    meeting = MeetingNamedSerializer()
    as_at = serializers.DateField()
    compare_since = serializers.DateField(allow_null=True)
    commentary = serializers.CharField(allow_blank=True)
    decisions_asked = serializers.CharField(allow_blank=True, help_text="One to a line.")
    version = serializers.IntegerField(help_text="Say it as `based_on` when you change the draft.")


def _inspections(context):
    """Those of the organisation on which the meeting has no paper yet."""
    own = Inspection.objects.of(context["request"].user)
    own = own.filter(organisation=context["meeting"].committee.organisation_id)
    return own.exclude(papers__meeting=context["meeting"])


class NewPaperBody(serializers.Serializer):
    inspection = RowField("inspection", _inspections, help_text="One on which the meeting has no paper yet.")
    title = serializers.CharField(max_length=200)


class DraftBody(serializers.Serializer):
    """What is left out stays as it is."""

    based_on = based_on("The `version` of the draft that you have read. 409 if it has changed.")
    title = serializers.CharField(max_length=200, required=False)
    as_at = KnownDayField(required=False, help_text="The paper says how all stood at the end of this day.")
    compare_since = serializers.DateField(
        required=False, allow_null=True, help_text="For the committee's first paper on the inspection alone."
    )
    decisions_asked = words(required=False, help_text="One to a line.")
    commentary = words(required=False, help_text="Everybody reads it. Name posts, not people.")

    def validate_compare_since(self, day):
        if self.context["paper"].previous:
            raise serializers.ValidationError("This paper is compared with the one before it.")
        return day


class NoticeBody(serializers.Serializer):
    words = words(max_length=4000, help_text="What is wrong in the paper, and what is right. It stays.")
