"""Bodies for committees, their members, meetings and forward plan."""

from rest_framework import serializers

from accounts.serializers.days import KnownDayField
from accounts.serializers.rows import RowField
from actions.serializers.verbs import list_of, words
from inspections.models import Inspection
from scrutiny.models import Meeting
from scrutiny.serializers.times import TimeOfDayField


class ChangedCommitteeBody(serializers.Serializer):
    """What is left out stays as it is; the word for its addresses stays for good."""

    name = serializers.CharField(max_length=200, required=False)
    remit = words(required=False)


class CommitteeBody(ChangedCommitteeBody):
    name = serializers.CharField(max_length=200)
    slug = serializers.SlugField(max_length=80, help_text="Word for its web addresses. It stays for good.")


def _could_be_members(context):
    return context["committee"].could_be_members()


class MembersBody(serializers.Serializer):
    members = list_of(
        RowField("scrutiny member", _could_be_members),
        help_text="Numbers of the accounts of all of them: whoever is left out is a member no more.",
    )
    chair = RowField("scrutiny member", _could_be_members, required=False, allow_null=True)

    def get_fields(self):
        fields = super().get_fields()
        fields["members"].required = True
        return fields

    def validate(self, values):
        chair = values.get("chair")
        if chair and chair not in values["members"]:
            raise serializers.ValidationError({"chair": "The chair has to be one of the members."})
        return values


class MeetingBody(serializers.Serializer):
    held_on = KnownDayField()
    starts_at = TimeOfDayField(required=False, allow_null=True)
    place = serializers.CharField(max_length=200, required=False, allow_blank=True)
    papers_set_for = serializers.DateField(
        required=False,
        allow_null=True,
        help_text="Papers are due on this day instead of the usual one; with the reason.",
    )
    papers_due_reason = serializers.CharField(max_length=300, required=False, allow_blank=True)


class ChangedMeetingBody(MeetingBody):
    """What is left out stays as it is."""

    held_on = KnownDayField(required=False)
    cancelled_because = serializers.CharField(
        max_length=300, required=False, allow_blank=True, help_text="Why it was called off, if it was."
    )


def _meetings(context):
    return Meeting.objects.of(context["request"].user).filter(committee=context["committee"])


def _inspections(context):
    own = Inspection.objects.of(context["request"].user)
    return own.filter(organisation=context["committee"].organisation_id)


class PlanItemBody(serializers.Serializer):
    words = serializers.CharField(max_length=300, help_text="What is to be looked at, in a line.")
    meeting = RowField("meeting", _meetings, required=False, allow_null=True)
    inspection = RowField("inspection", _inspections, required=False, allow_null=True)


class ChangedPlanItemBody(PlanItemBody):
    """What is left out stays as it is."""

    words = serializers.CharField(max_length=300, required=False)
