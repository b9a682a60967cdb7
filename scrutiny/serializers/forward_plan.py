from rest_framework import serializers

from accounts.serializers.organisations import OrganisationNamedSerializer
from inspections.serializers.inspections import InspectionNamedSerializer
from scrutiny.serializers.committees import CommitteeNamedSerializer
from scrutiny.serializers.papers import MeetingNamedSerializer


class PlanItemSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField(help_text="Of the committee.")
    committee = CommitteeNamedSerializer()
    organisation = OrganisationNamedSerializer()
    words = serializers.CharField()
    meeting = MeetingNamedSerializer(allow_null=True)
    inspection = InspectionNamedSerializer(allow_null=True)
