"""Asking about papers and actions, answering, publishing: for the same people as on the pages."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from rest_framework.views import APIView

from accounts.viewsets.idempotency import once
from accounts.viewsets.writing import body_of, require
from accounts.viewsets.written import added, described, told
from actions.viewsets.refused import told_to
from actions.viewsets.verbs import found_action
from inspections.serializers.changing import NothingToSaySerializer
from scrutiny import freezing, permissions
from scrutiny.models import Question
from scrutiny.serializers.questions_written import AnswerBody, QuestionBody
from scrutiny.viewsets.questions import QUESTIONS

RELATED = ("paper__meeting", "paper__inspection__organisation", "action__area__inspection__organisation")


def _ask(request, organisation, **about):
    require(permissions.may_ask(request.user, organisation))
    words = body_of(QuestionBody, request).validated_data["question"]
    with told_to(request.user, renamed={"words": "question"}):
        asked = Question.ask(request.user, timezone.now(), words, **about)
    return added(QUESTIONS, request, asked.pk)


class AskAboutPaperView(APIView):
    @described("Ask about a paper", QuestionBody, "papers_ask", QUESTIONS, status=201)
    @once
    def post(self, request, pk):
        """For members of scrutiny, until the day of the meeting."""
        paper = get_object_or_404(freezing.papers_with_all().visible_to(request.user), pk=pk)
        return _ask(request, paper.organisation, paper=paper)


class AskAboutActionView(APIView):
    @described("Ask about an action", QuestionBody, "actions_ask", QUESTIONS, status=201)
    @once
    def post(self, request, pk):
        """For members of scrutiny."""
        action = found_action(request.user, pk)
        return _ask(request, action.area.inspection.organisation, action=action)


def _found(request, pk):
    return get_object_or_404(Question.objects.visible_to(request.user).select_related(*RELATED), pk=pk)


class AnswerView(APIView):
    @described("Answer a question", AnswerBody, "questions_answer", QUESTIONS)
    @once
    def post(self, request, pk):
        """Or answer it better: the earlier words stay in its history."""
        found = _found(request, pk)
        require(found.may_be_answered_by(request.user))
        values = body_of(AnswerBody, request).validated_data
        with told_to(request.user):
            found.give_answer(request.user, timezone.now(), values["answer"], based_on=values["based_on"])
        return told(QUESTIONS, request, pk)


def _do(request, pk, deed):
    body_of(NothingToSaySerializer, request)
    with told_to(request.user):
        deed(request.user, timezone.now())
    return told(QUESTIONS, request, pk)


def _for_publishing(request, pk):
    found = _found(request, pk)
    require(permissions.may_publish_answers(request.user, found.organisation))
    return found


class PublishQuestionView(APIView):
    @described("Publish a question", NothingToSaySerializer, "questions_publish", QUESTIONS)
    @once
    def post(self, request, pk):
        """With its answer, for everybody who may read what it is about."""
        return _do(request, pk, _for_publishing(request, pk).publish)


class TakeBackQuestionView(APIView):
    @described("Take a question back", NothingToSaySerializer, "questions_take_back", QUESTIONS)
    @once
    def post(self, request, pk):
        """Not published any more. Papers frozen with it keep it."""
        return _do(request, pk, _for_publishing(request, pk).take_back)


class WithdrawQuestionView(APIView):
    @described("Withdraw a question", NothingToSaySerializer, "questions_withdraw", QUESTIONS)
    @once
    def post(self, request, pk):
        """By who asked it, before it is answered."""
        found = _found(request, pk)
        require(found.may_be_withdrawn_by(request.user))
        return _do(request, pk, found.withdraw)
