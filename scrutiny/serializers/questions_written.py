"""Bodies that ask and answer questions, record recommendations and what the executive says to them."""

from rest_framework import serializers

from actions.serializers.verbs import words
from inspections import timescales
from scrutiny.models import Answer

HIGHEST_VERSION = 10**9


def based_on(what, lowest=1):
    return serializers.IntegerField(min_value=lowest, max_value=HIGHEST_VERSION, help_text=what)


class QuestionBody(serializers.Serializer):
    question = words(max_length=4000)


class AnswerBody(serializers.Serializer):
    based_on = based_on("The `version` of the question that you have read. 409 if it has changed.")
    answer = words(help_text="Everybody reads it once it is published. Name posts, not people.")


class RecommendationBody(serializers.Serializer):
    recommendation = words(help_text="In the committee's words, as in its minutes.")
    section = serializers.CharField(max_length=200, required=False, allow_blank=True)
    timescale = serializers.ChoiceField(
        timescales.choices(), required=False, allow_blank=True, help_text="How soon it is to be done."
    )


class NewRecommendationBody(RecommendationBody):
    received_on = serializers.DateField(
        help_text="When the executive received it. Its answer is due two months later."
    )


class MendedRecommendationBody(RecommendationBody):
    """What is left out stays as it is."""

    recommendation = words(required=False)


class ResponseBody(serializers.Serializer):
    based_on = based_on("The `version` of the answer that you have read; 0 if there is none yet.", lowest=0)
    answer = serializers.ChoiceField(Answer.choices())
    words = words(help_text="In the executive's words. Everybody reads them.")
    answered_on = serializers.DateField()
