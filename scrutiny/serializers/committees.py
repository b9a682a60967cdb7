from rest_framework import serializers

from accounts.serializers.organisations import OrganisationNamedSerializer
from scrutiny.serializers.times import TimeOfDayField


class CommitteeNamedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    name = serializers.CharField()


class SeatSerializer(serializers.Serializer):
    id = serializers.IntegerField(help_text="Of the person's account.")
    name = serializers.CharField()
    is_chair = serializers.BooleanField()


class CommitteeSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    slug = serializers.SlugField()
    url = serializers.URLField()
    page = serializers.URLField()
    name = serializers.CharField()
    organisation = OrganisationNamedSerializer()
    remit = serializers.CharField(allow_blank=True)
    members = SeatSerializer(many=True, help_text="For people of the organisation; empty for everybody else.")


class MeetingSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField()
    committee = CommitteeNamedSerializer()
    organisation = OrganisationNamedSerializer()
    held_on = serializers.DateField()
    starts_at = TimeOfDayField(allow_null=True)
    place = serializers.CharField(allow_blank=True)
    papers_due_on = serializers.DateField(help_text="The last day on which papers are open in time.")
    papers_due_reason = serializers.CharField(
        allow_blank=True, help_text="Why, if on another day than the rule's."
    )
    is_called_off = serializers.BooleanField()
    cancelled_because = serializers.CharField(allow_blank=True)
