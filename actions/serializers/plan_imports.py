"""A spreadsheet on its way into a plan: what it is, what it would do, and the bodies that bring it in."""

from rest_framework import serializers

from actions.plan_columns import INCOMING
from actions.plan_import.lines import CHANGED, NEW, REFUSED, SAME
from actions.spreadsheets.reading import MOST_COLUMNS
from inspections.serializers.inspections import InspectionNamedSerializer

STATES = [(NEW, "A new action"), (CHANGED, "Changed"), (SAME, "As it is"), (REFUSED, "Refused")]


class ColumnsSerializer(serializers.Serializer):
    """For each thing that can be brought in, the place of its column in `headings`, from 0; or null."""

    def get_fields(self):
        return {
            name: serializers.IntegerField(
                min_value=0,
                max_value=MOST_COLUMNS,
                required=False,
                allow_null=True,
                help_text=f"{column.heading}.",
            )
            for name, column in INCOMING.items()
        }


class PlanImportSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField()
    organisation = serializers.SlugField()
    inspection = InspectionNamedSerializer()
    name = serializers.CharField(help_text="Of the file.")
    headings = serializers.ListField(child=serializers.CharField(allow_blank=True))
    columns = ColumnsSerializer(help_text="At first a guess by the headings.")
    made_at = serializers.DateTimeField()
    applied_at = serializers.DateTimeField(allow_null=True)


class PlanUploadBody(serializers.Serializer):
    file = serializers.FileField(help_text="XLSX or CSV, with a heading over each column.")


class MatchBody(serializers.Serializer):
    columns = ColumnsSerializer(help_text="All of them: what is left out is not in the file.")


class CellChangedSerializer(serializers.Serializer):
    what = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    now = serializers.CharField(allow_blank=True)


class PlanLineSerializer(serializers.Serializer):
    number = serializers.IntegerField(help_text="The line of the file.")
    state = serializers.ChoiceField(STATES)
    reference = serializers.CharField(allow_blank=True, help_text="Of the action it changes.")
    title = serializers.CharField(allow_blank=True)
    changes = CellChangedSerializer(many=True)
    refused = serializers.CharField(allow_blank=True, help_text="Why nothing comes of this line.")


class PlanPreviewSerializer(serializers.Serializer):
    done = serializers.BooleanField()
    seen = serializers.CharField(help_text="A mark of all this. Give it back to have just this done.")
    job = serializers.URLField(allow_null=True, help_text="The job that does it, if there are many changes.")
    lines = PlanLineSerializer(many=True)


class SeenBody(serializers.Serializer):
    seen = serializers.CharField(max_length=64, help_text="The mark of the preview that you have looked at.")
