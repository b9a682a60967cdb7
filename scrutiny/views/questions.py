"""Questions of members: asking, answering, publishing, and the list of them."""

import re

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.core.paginator import Paginator
from django.http import Http404
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.permissions import require
from actions.models import Action
from actions.refusals import Refused
from inspections.views.hidden import hidden_ones_ask_to_sign_in
from scrutiny import permissions
from scrutiny.forms.questions import AnswerForm, QuestionForm
from scrutiny.models import Paper, Question
from scrutiny.views.found import found_organisation, found_paper

PAGE = 50
FORM = ["GET", "HEAD", "POST"]
ANYWAY = "anyway"


@require_safe
@hidden_ones_ask_to_sign_in
def questions(request, slug):
    organisation = found_organisation(request, slug)
    rows = Question.objects.visible_to(request.user).of(organisation)
    outstanding = request.GET.get("show") == "outstanding"
    shown = (rows.outstanding() if outstanding else rows).order_by("-asked_on", "-pk")
    shown = shown.select_related("paper", "action__area__inspection__organisation", "asked_by")
    return render(
        request,
        "scrutiny/questions.html",
        {
            "organisation": organisation,
            "page": Paginator(shown, PAGE).get_page(request.GET.get("page")),
            "outstanding": outstanding,
            "is_inside": permissions.may_know_members(request.user, organisation),
        },
    )


@require_safe
@hidden_ones_ask_to_sign_in
def question(request, slug, pk):
    found = _found(request, slug, pk)
    organisation, user = found.organisation, request.user
    return render(
        request,
        "scrutiny/question.html",
        {
            "question": found,
            "organisation": organisation,
            "is_inside": permissions.may_know_members(user, organisation),
            "may_answer": found.may_be_answered_by(user),
            "may_publish": permissions.may_publish_answers(user, organisation),
            "may_withdraw": found.may_be_withdrawn_by(user),
        },
    )


@require_http_methods(FORM)
@login_required
def ask_about_paper(request, pk):
    found = found_paper(request, pk)
    return _ask(request, found.organisation, paper=found)


@require_http_methods(FORM)
@login_required
def ask_about_action(request, slug, inspection_slug, reference):
    area, number = _numbers(reference)
    actions = Action.objects.visible_to(request.user).select_related("area__inspection__organisation")
    inspection = {"area__inspection__organisation__slug": slug, "area__inspection__slug": inspection_slug}
    found = get_object_or_404(actions, area__number=area, number=number, **inspection)
    return _ask(request, found.area.inspection.organisation, action=found)


def _numbers(reference):
    if not re.fullmatch(r"[1-9][0-9]{0,4}\.[1-9][0-9]{0,4}", reference):
        raise Http404
    return reference.split(".")


def _ask(request, organisation, **about):
    require(permissions.may_ask(request.user, organisation))
    form = QuestionForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        try:
            asked = Question.ask(request.user, timezone.now(), form.cleaned_data["question"], **about)
        except (Refused, ValidationError) as refusal:
            _take(form, refusal, "question")
        else:
            messages.success(request, "Your question was sent to the officers.")
            return redirect(asked)
    [thing] = about.values()
    name = thing.title if isinstance(thing, Paper) else f"{thing.reference} {thing.title}"
    return render(
        request,
        "scrutiny/ask.html",
        {"organisation": organisation, "thing": thing, "name": name, "form": form},
    )


@require_http_methods(FORM)
@login_required
def answer_question(request, slug, pk):
    found = _found(request, slug, pk)
    require(found.may_be_answered_by(request.user))
    starts = {"based_on": found.version, "answer": found.answer}
    form = AnswerForm(request.POST if request.method == "POST" else None, initial=starts)
    warnings = []
    if form.is_valid():
        warnings = [] if request.POST.get("do") == ANYWAY else form.warnings()
        if not warnings and _answer(request, found, form):
            messages.success(request, "The answer was saved.")
            return redirect(found)
    return render(
        request,
        "scrutiny/answer.html",
        {"organisation": found.organisation, "question": found, "form": form, "warnings": warnings},
    )


def _answer(request, found, form):
    values = form.cleaned_data
    try:
        found.give_answer(request.user, timezone.now(), values["answer"], based_on=values["based_on"])
    except (Refused, ValidationError) as refusal:
        _take(form, refusal, "answer")
        # What is sent next is based on what the page now shows.
        form.data = form.data.copy()
        form.data["based_on"] = found.version
        return False
    return True


@require_POST
@login_required
def publish_question(request, slug, pk):
    found = _found(request, slug, pk)
    require(permissions.may_publish_answers(request.user, found.organisation))
    try:
        found.publish(request.user, timezone.now())
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The question and its answer are published.")
    return redirect(found)


@require_POST
@login_required
def take_back_question(request, slug, pk):
    found = _found(request, slug, pk)
    require(permissions.may_publish_answers(request.user, found.organisation))
    found.take_back(request.user, timezone.now())
    messages.success(request, "The question is not published any more. Papers frozen with it keep it.")
    return redirect(found)


@require_POST
@login_required
def withdraw_question(request, slug, pk):
    found = _found(request, slug, pk)
    require(found.may_be_withdrawn_by(request.user))
    found.withdraw(request.user, timezone.now())
    messages.success(request, "Your question was withdrawn.")
    return redirect(found)


def _found(request, slug, pk):
    organisation = found_organisation(request, slug)
    rows = Question.objects.visible_to(request.user).of(organisation)
    rows = rows.select_related(
        "paper__meeting", "paper__inspection__organisation", "action__area__inspection__organisation"
    )
    return get_object_or_404(rows, pk=pk)


def _take(form, refusal, field):
    """A refusal about the words stands beside their box; one about the thing, above the form."""
    if isinstance(refusal, ValidationError):
        form.add_error(field, refusal.messages)
    else:
        form.add_error(None, str(refusal))
