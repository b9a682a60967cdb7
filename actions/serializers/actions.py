"""What the API says of an action. The dicts are made in `viewsets`; a test holds them to these names."""

from drf_spectacular.utils import extend_schema_serializer
from rest_framework import serializers

from accounts.serializers.organisations import OrganisationNamedSerializer
from actions.buckets import Bucket
from actions.rating import RULE, VERSION, Rating
from actions.serializers.examples import AN_ACTION
from actions.statuses import Confidence, Kind, Status, Visibility
from inspections import frameworks, timescales
from inspections.serializers.inspections import InspectionNamedSerializer


class AreaNamedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    section = serializers.CharField(allow_blank=True)
    subsection = serializers.CharField(allow_blank=True)
    paragraph = serializers.CharField(allow_blank=True)
    kind = serializers.ChoiceField(frameworks.kind_choices())
    kind_label = serializers.CharField(help_text="As reports of this framework print it.")
    timescale = serializers.ChoiceField(timescales.choices(), allow_blank=True)
    timescale_label = serializers.CharField(allow_blank=True)
    expected_by = serializers.DateField(
        allow_null=True, help_text="Publication plus the timescale; null without one."
    )
    theme = serializers.CharField(allow_blank=True)
    words = serializers.CharField(
        allow_null=True,
        help_text="The inspectors' words, verbatim. Null for who may not see the area itself.",
    )
    bodies = serializers.ListField(
        child=serializers.CharField(), help_text="The bodies the inspectors named, in their words."
    )


class PostNamedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    title = serializers.CharField()
    organisation = serializers.SlugField()


class RatingSerializer(serializers.Serializer):
    name = serializers.ChoiceField(Rating.choices())
    label = serializers.CharField()
    reason = serializers.CharField(help_text="The line of the published rule that fits.")
    clause = serializers.ChoiceField([(clause.name, clause.words) for clause in RULE])
    rule_version = serializers.IntegerField(
        help_text=f"Which edition of the rule was applied; the present one is {VERSION}."
    )


class LatestUpdateSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    kind = serializers.ChoiceField(Kind.choices())
    kind_label = serializers.CharField()
    happened_on = serializers.DateField()
    entered_at = serializers.DateTimeField()
    by_post = serializers.CharField(help_text="The post or role of the writer, never a name.")
    note = serializers.CharField(allow_blank=True)
    impact = serializers.CharField(allow_blank=True)


class SupersedingSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField()
    url = serializers.URLField()


@extend_schema_serializer(examples=[AN_ACTION])
class ActionSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    reference = serializers.CharField(help_text="Permanent: 2.1 is the first action of area 2.")
    url = serializers.URLField(help_text="This action in the API.")
    page = serializers.URLField(help_text="This action for people.")
    title = serializers.CharField()
    task = serializers.CharField(allow_blank=True)
    good_looks_like = serializers.CharField()
    visibility = serializers.ChoiceField(Visibility.choices())
    organisation = OrganisationNamedSerializer()
    inspection = InspectionNamedSerializer()
    area = AreaNamedSerializer()
    owner = PostNamedSerializer(allow_null=True)
    contributors = PostNamedSerializer(many=True)
    status = serializers.ChoiceField(Status.choices())
    status_label = serializers.CharField()
    confidence = serializers.ChoiceField(
        Confidence.choices(), allow_blank=True, help_text="As the owner said; empty if not stated."
    )
    bucket = serializers.ChoiceField(
        Bucket.choices(), help_text="Every action is in exactly one on any day, so totals reconcile."
    )
    bucket_label = serializers.CharField()
    rating = RatingSerializer()
    is_overdue = serializers.BooleanField(help_text="Open, and the deadline was before the day asked for.")
    days_overdue = serializers.IntegerField(help_text="0 unless it is overdue.")
    days_left = serializers.IntegerField(
        allow_null=True, help_text="To the deadline; negative once it has passed, null without one."
    )
    original_due_on = serializers.DateField(allow_null=True, help_text="The first deadline ever set.")
    due_on = serializers.DateField(allow_null=True)
    forecast_on = serializers.DateField(allow_null=True, help_text="When the owner expects to be done.")
    proposed_due_on = serializers.DateField(allow_null=True, help_text="The later deadline asked for.")
    check_on = serializers.DateField(allow_null=True, help_text="When an assurer checks that it held.")
    times_moved = serializers.IntegerField()
    days_slipped = serializers.IntegerField(help_text="From the original deadline to the present one.")
    updated_on = serializers.DateField(
        allow_null=True, help_text="Day of the last row of progress or claim. Silence is counted from it."
    )
    days_silent = serializers.IntegerField(allow_null=True, help_text="Since updated_on.")
    ledger_number = serializers.IntegerField(help_text="Of the last row. Send it back in If-Match to write.")
    latest_update = LatestUpdateSerializer(
        allow_null=True, help_text="The last words on progress that whoever asks may read."
    )
    superseded_by = SupersedingSerializer(allow_null=True)
    as_at = serializers.DateField(help_text="The day all this is true of.")
