"""A report on its way to being an inspection: what was read in it, and the body that mends it."""

from rest_framework import serializers

from accounts.serializers.days import KnownDayField
from accounts.serializers.rows import RowField
from inspections import drafts, frameworks, timescales
from inspections.drafts import LONGEST_BODY, LONGEST_WORDS
from inspections.models import Inspection
from inspections.serializers.changing import JudgementBody

HIGHEST_DRAFT, MOST_LINES = 10**9, 1000


class DoubtSerializer(serializers.Serializer):
    what = serializers.CharField()
    where = serializers.CharField(allow_blank=True)


class ReportReadingSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    url = serializers.URLField()
    page = serializers.URLField()
    organisation = serializers.SlugField()
    file_name = serializers.CharField(allow_blank=True, help_text="Empty for what is entered by hand.")
    page_count = serializers.IntegerField(allow_null=True)
    made_at = serializers.DateTimeField()
    job = serializers.URLField(allow_null=True, help_text="The job that reads the file.")
    is_read = serializers.BooleanField(help_text="By the machine. Until then the draft is empty.")
    doubts = DoubtSerializer(many=True, help_text="What the reader was not sure of: look there.")
    draft_number = serializers.IntegerField(help_text="Give it back in `based_on`.")
    saved_at = serializers.DateTimeField(allow_null=True)
    inspection = serializers.URLField(allow_null=True, help_text="What became of it.")


class DraftDetailsSerializer(serializers.Serializer):
    """As read or typed so far, right or wrong; a day that is none yet is null."""

    framework = serializers.CharField(allow_blank=True)
    title = serializers.CharField(allow_blank=True)
    fieldwork_from = serializers.DateField(allow_null=True)
    fieldwork_to = serializers.DateField(allow_null=True)
    published_on = serializers.DateField(allow_null=True)
    received_on = serializers.DateField(allow_null=True)
    lead_inspector = serializers.CharField(allow_blank=True)
    asks_for_statement = serializers.BooleanField()
    edition_of = serializers.IntegerField(
        allow_null=True, help_text="The inspection of which this is a later edition."
    )


class DraftJudgementSerializer(serializers.Serializer):
    section = serializers.CharField(allow_blank=True)
    name = serializers.CharField(allow_blank=True)
    grade = serializers.CharField(allow_null=True)


class DraftAreaSerializer(serializers.Serializer):
    words = serializers.CharField(allow_blank=True)
    section = serializers.CharField(allow_blank=True)
    subsection = serializers.CharField(allow_blank=True)
    paragraph = serializers.CharField(allow_blank=True)
    kind = serializers.CharField(allow_blank=True)
    timescale = serializers.CharField(allow_blank=True)
    bodies = serializers.ListField(child=serializers.CharField())
    theme = serializers.CharField(allow_blank=True)
    page = serializers.IntegerField(allow_null=True)
    dropped = serializers.BooleanField(help_text="Left out when the inspection is saved.")


class WholeReportReadingSerializer(ReportReadingSerializer):
    details = DraftDetailsSerializer()
    judgements = DraftJudgementSerializer(many=True)
    areas = DraftAreaSerializer(many=True)
    pages = serializers.ListField(child=serializers.CharField(allow_blank=True), help_text="Their text.")


def _inspections_here(context):
    return Inspection.objects.filter(organisation=context["organisation"])


def _text(longest):
    return serializers.CharField(max_length=longest, required=False, allow_blank=True)


class DraftDetailsBody(serializers.Serializer):
    """What is left out stays as it is."""

    framework = serializers.ChoiceField(frameworks.choices(), required=False, allow_blank=True)
    title = _text(300)
    fieldwork_from = KnownDayField(required=False, allow_null=True)
    fieldwork_to = KnownDayField(required=False, allow_null=True)
    published_on = KnownDayField(required=False, allow_null=True)
    received_on = KnownDayField(required=False, allow_null=True)
    lead_inspector = _text(200)
    asks_for_statement = serializers.BooleanField(required=False)
    edition_of = RowField("inspection", _inspections_here, required=False, allow_null=True)


class DraftAreaBody(serializers.Serializer):
    words = serializers.CharField(max_length=LONGEST_WORDS)
    section = _text(200)
    subsection = _text(200)
    paragraph = _text(40)
    kind = serializers.ChoiceField(frameworks.kind_choices(), required=False)
    timescale = serializers.ChoiceField(timescales.choices(), required=False, allow_blank=True)
    bodies = serializers.ListField(
        child=serializers.CharField(max_length=LONGEST_BODY), required=False, max_length=100
    )
    theme = _text(100)
    page = serializers.IntegerField(min_value=1, max_value=10_000, required=False, allow_null=True)
    dropped = serializers.BooleanField(required=False)


class BasedOnBody(serializers.Serializer):
    based_on = serializers.IntegerField(
        min_value=0, max_value=HIGHEST_DRAFT, help_text="The draft_number that you have seen."
    )


class DraftReadingBody(BasedOnBody):
    """Lists take the place of what is there, in their order. What is left out stays as it is."""

    details = DraftDetailsBody(required=False)
    judgements = serializers.ListField(child=JudgementBody(), required=False, max_length=MOST_LINES)
    areas = serializers.ListField(child=DraftAreaBody(), required=False, max_length=MOST_LINES)

    def draft_from(self, before):
        """The draft as the page would have typed it."""
        told, draft = self.validated_data, dict(before)
        draft["details"] = draft["details"] | {
            name: _typed(name, value) for name, value in told.get("details", {}).items()
        }
        if "judgements" in told:
            draft["judgements"] = [
                drafts.EMPTY_JUDGEMENT | row | {"grade": row.get("grade") or "", "key": f"j{number}"}
                for number, row in enumerate(told["judgements"], 1)
            ]
        if "areas" in told:
            draft["areas"] = [_typed_area(number, row) for number, row in enumerate(told["areas"], 1)]
        return drafts.storable(draft)


def _typed(name, value):
    if name in drafts.DATES:
        return drafts.boxes(value)
    if name == "edition_of":
        return str(value.pk) if value else ""
    return value


def _typed_area(number, row):
    typed = {"bodies": "\n".join(row.get("bodies", [])), "page": row.get("page") or "", "key": f"a{number}"}
    return drafts.EMPTY_AREA | row | typed


class ReportUploadBody(serializers.Serializer):
    file = serializers.FileField(help_text="A PDF, a Word document (.docx), a web page or plain text.")


class DetailDifferenceSerializer(serializers.Serializer):
    what = serializers.CharField()
    before = serializers.CharField(allow_blank=True)
    now = serializers.CharField(allow_blank=True)


class AreaChangedSerializer(serializers.Serializer):
    id = serializers.IntegerField()
    number = serializers.IntegerField()
    url = serializers.URLField()
    words = serializers.CharField()


class AreaDifferenceSerializer(serializers.Serializer):
    kind = serializers.ChoiceField([(each, each) for each in ("same", "details", "changed", "new", "gone")])
    area = AreaChangedSerializer(allow_null=True, help_text="As it is here; null for a new one.")
    words = serializers.CharField(
        allow_null=True, help_text="Of the later edition; null for one that is gone."
    )
    refused = serializers.BooleanField(help_text="Actions answer to its words, so they stay.")
    details = DetailDifferenceSerializer(many=True)


class EditionDifferencesSerializer(serializers.Serializer):
    inspection = serializers.URLField(help_text="The inspection that is here already.")
    draft_number = serializers.IntegerField(help_text="Give it back in `based_on` to take this over.")
    differences = AreaDifferenceSerializer(many=True)
