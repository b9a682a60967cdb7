"""Bodies that record recommendations of committees and what the executive answers."""

from rest_framework import serializers

from accounts.serializers.days import KnownDayField
from actions.serializers.verbs import words
from inspections import timescales
from scrutiny.models import Answer
from scrutiny.models.recommendations import check_received
from scrutiny.serializers.questions_written import based_on


class RecommendationBody(serializers.Serializer):
    recommendation = words(help_text="In the committee's words, as in its minutes.")
    section = serializers.CharField(max_length=200, required=False, allow_blank=True)
    timescale = serializers.ChoiceField(
        timescales.choices(), required=False, allow_blank=True, help_text="How soon it is to be done."
    )


class NewRecommendationBody(RecommendationBody):
    received_on = KnownDayField(
        help_text="When the executive received it. Its answer is due two months later."
    )

    def validate_received_on(self, day):
        check_received(self.context["meeting"], day, self.context["on"])
        return day


class MendedRecommendationBody(RecommendationBody):
    """What is left out stays as it is."""

    recommendation = words(required=False)


class ResponseBody(serializers.Serializer):
    based_on = based_on("The `version` of the answer that you have read; 0 if there is none yet.", lowest=0)
    answer = serializers.ChoiceField(Answer.choices())
    words = words(help_text="In the executive's words. Everybody reads them.")
    answered_on = KnownDayField()
