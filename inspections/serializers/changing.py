"""Bodies for what a lead changes on an inspection and its areas."""

from rest_framework import serializers

from accounts.row_security import everything
from accounts.serializers.rows import RowField
from inspections import frameworks, report_import


class DetailsBody(serializers.Serializer):
    """What is left out stays as it is."""

    framework = serializers.ChoiceField(frameworks.choices(), required=False)
    title = serializers.CharField(max_length=300, required=False)
    fieldwork_from = serializers.DateField(required=False, allow_null=True)
    fieldwork_to = serializers.DateField(required=False, allow_null=True)
    published_on = serializers.DateField(required=False, allow_null=True)
    received_on = serializers.DateField(required=False, allow_null=True)
    lead_inspector = serializers.CharField(max_length=200, required=False, allow_blank=True)
    asks_for_statement = serializers.BooleanField(required=False)


class NothingToSaySerializer(serializers.Serializer):
    pass


def _bodies(context):
    return context["area"].bodies.all()


def _organisations(context):
    return report_import.organisations_offered(context["area"], context["request"].user)


class _OfferedField(RowField):
    """Also for organisations that are known by their name alone, which the rules for rows don't show."""

    def run_validation(self, data=serializers.empty):
        with everything():
            return super().run_validation(data)


class BodyBody(serializers.Serializer):
    body = RowField("named body", _bodies)
    organisation = _OfferedField("organisation", _organisations, allow_null=True)


class AreaDetailsBody(serializers.Serializer):
    theme = serializers.CharField(max_length=100, required=False, allow_blank=True)
    bodies = serializers.ListField(
        child=BodyBody(), required=False, max_length=100, help_text="Which organisation each name means."
    )


class MetBody(serializers.Serializer):
    met_on = serializers.DateField(allow_null=True, help_text="Null takes a wrong entry back.")


class JudgementBody(serializers.Serializer):
    section = serializers.CharField(max_length=200, required=False, allow_blank=True)
    name = serializers.CharField(max_length=300, help_text="What is judged.")
    grade = serializers.CharField(
        max_length=60, required=False, allow_null=True, allow_blank=True, help_text="Null for none given."
    )


class JudgementsBody(serializers.Serializer):
    judgements = serializers.ListField(child=JudgementBody(), max_length=1000)
