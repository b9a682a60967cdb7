"""Bodies that ask and answer questions."""

from rest_framework import serializers

from actions.serializers.verbs import words

HIGHEST_VERSION = 10**9


def based_on(what, lowest=1):
    return serializers.IntegerField(min_value=lowest, max_value=HIGHEST_VERSION, help_text=what)


class QuestionBody(serializers.Serializer):
    question = words(max_length=4000)


class AnswerBody(serializers.Serializer):
    based_on = based_on("The `version` of the question that you have read. 409 if it has changed.")
    answer = words(help_text="Everybody reads it once it is published. Name posts, not people.")
