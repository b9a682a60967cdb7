"""A proposed plan, and the body that opens what a lead made of it."""

from rest_framework import serializers

from accounts.models import Post
from accounts.serializers.days import KnownDayField
from accounts.serializers.rows import RowField
from actions.models.recording import LONGEST
from actions.models.verbs_progress import TITLE_LONGEST
from actions.serializers.updates import ActionNamedSerializer
from inspections.models import Area

MOST_AREAS = 1000


class ProposalSerializer(serializers.Serializer):
    area = serializers.IntegerField(help_text="Id of an area that has no action yet.")
    number = serializers.IntegerField(help_text="Of the area.")
    title = serializers.CharField()
    good_looks_like = serializers.CharField()
    due_on = serializers.DateField(allow_null=True)


class ProposedPlanSerializer(serializers.Serializer):
    actions = ProposalSerializer(many=True)


def _areas(context):
    return Area.objects.filter(inspection=context["inspection"])


def _posts(context):
    """Whether the area names the post's body, opening it asks."""
    inspection = context["inspection"]
    own = Post.objects.filter(organisation=inspection.organisation_id)
    return (own | Post.objects.filter(organisation__named_in__area__inspection=inspection)).distinct()


class ProposalBody(serializers.Serializer):
    area = RowField("area", _areas)
    title = serializers.CharField(max_length=TITLE_LONGEST)
    good_looks_like = serializers.CharField(max_length=LONGEST)
    owner = RowField("post", _posts, required=False, allow_null=True)
    due_on = KnownDayField(required=False, allow_null=True)


class OpenPlanBody(serializers.Serializer):
    actions = serializers.ListField(child=ProposalBody(), min_length=1, max_length=MOST_AREAS)


class OpenedPlanSerializer(serializers.Serializer):
    opened = ActionNamedSerializer(many=True)
