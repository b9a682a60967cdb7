"""Members ask, officers answer, the lead publishes, and outside nobody learns who asked."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from django.core.exceptions import ValidationError
from django.urls import reverse

from actions.refusals import NotAllowed, Refused
from scrutiny import paper as papers
from scrutiny.freezing import BODY
from scrutiny.models import FrozenFile, Question
from tests.actions.team import moment
from tests.scrutiny.hall import FIRST, FROZEN_AT, SECOND

WORDS, ANSWER = "How many children wait?", "Nine, on the first of March."


@pytest.fixture
def frozen(hall):
    return put_before_the_committee(hall)


def put_before_the_committee(hall):
    """With its page, and without the files for the office."""
    frozen = hall.put_before_the_committee()
    FrozenFile.objects.create(frozen=frozen, name=BODY, content_type="text/html", content=b"", sha256="")
    return frozen


def asked(hall, frozen):
    return Question.ask(hall.team.member, FROZEN_AT, WORDS, paper=frozen.paper)


def answered(hall, frozen, publish=True):
    question = asked(hall, frozen)
    question.give_answer(hall.team.lead, FROZEN_AT, ANSWER, based_on=1)
    if publish:
        question.publish(hall.team.lead, FROZEN_AT)
    return question


def page(client, frozen):
    return client.get(reverse("paper", args=[frozen.paper_id])).content.decode()


@pytest.mark.parametrize("role", ["lead", "manager", "assurer", "viewer", "owner", "partner", "stranger"])
def test_only_members_ask(hall, frozen, role):
    with pytest.raises(NotAllowed):
        Question.ask(getattr(hall.team, role), FROZEN_AT, WORDS, paper=frozen.paper)


def test_a_paper_is_asked_about_until_the_day_of_its_meeting_and_an_action_always(hall, frozen):
    days = (FIRST - FROZEN_AT.date()).days
    on_the_day, after = moment(days + 2), moment(days + 3)
    assert Question.ask(hall.team.member, on_the_day, WORDS, paper=frozen.paper).asked_on == FIRST
    with pytest.raises(Refused, match="The meeting that this paper was for has been"):
        Question.ask(hall.team.member, after, WORDS, paper=frozen.paper)
    assert Question.ask(hall.team.member, after, WORDS, action=hall.team.started()).due_on is None


@pytest.mark.parametrize("words", ["", "  \n ", "a\x00b", "x" * 20_001])
def test_a_question_says_something_and_can_be_shown(hall, frozen, words):
    with pytest.raises(ValidationError):
        Question.ask(hall.team.member, FROZEN_AT, words, paper=frozen.paper)


def test_leads_and_managers_answer_and_once_it_is_published_a_lead_alone(hall, frozen):
    question = asked(hall, frozen)
    for person in (hall.team.member, hall.team.assurer, hall.team.viewer, hall.team.stranger):
        with pytest.raises(NotAllowed):
            question.give_answer(person, FROZEN_AT, ANSWER, based_on=1)
    question.give_answer(hall.team.manager, FROZEN_AT, ANSWER, based_on=1)
    question.publish(hall.team.lead, FROZEN_AT)
    with pytest.raises(NotAllowed):
        question.give_answer(hall.team.manager, FROZEN_AT, "Ten.", based_on=question.version)
    question.give_answer(hall.team.lead, FROZEN_AT, "Ten.", based_on=question.version)
    assert [row.answer for row in question.history.order_by("history_id")] == ["", ANSWER, ANSWER, "Ten."]


def test_of_two_who_answer_at_once_the_second_is_told(hall, frozen):
    question = asked(hall, frozen)
    as_read = Question.objects.get(pk=question.pk)
    question.give_answer(hall.team.lead, FROZEN_AT, ANSWER, based_on=1)
    with pytest.raises(Refused, match="changed this question meanwhile"):
        as_read.give_answer(hall.team.manager, FROZEN_AT, "Ten.", based_on=1)
    with pytest.raises(Refused, match="answered meanwhile"):
        question.give_answer(hall.team.manager, FROZEN_AT, "Ten.", based_on=1)
    assert Question.objects.get(pk=question.pk).answer == ANSWER


def test_the_second_answerer_gets_their_words_back_on_the_page(client, hall, frozen):
    question = answered(hall, frozen, publish=False)
    client.force_login(hall.team.manager)
    address = reverse("answer-question", args=[hall.team.organisation.slug, question.pk])
    refused = client.post(address, {"based_on": 1, "answer": "Ten, I think."}).content.decode()
    assert "Somebody else has answered meanwhile" in refused and "Ten, I think." in refused
    assert ANSWER in refused and 'name="based_on" value="2"' in refused


def test_nothing_is_published_without_an_answer_nor_by_anybody_but_a_lead(hall, frozen):
    question = asked(hall, frozen)
    with pytest.raises(Refused, match="there is none yet"):
        question.publish(hall.team.lead, FROZEN_AT)
    question.give_answer(hall.team.lead, FROZEN_AT, ANSWER, based_on=1)
    with pytest.raises(NotAllowed):
        question.publish(hall.team.manager, FROZEN_AT)


def test_visitors_read_a_published_question_with_the_paper_and_never_who_asked(client, hall, frozen):
    question = answered(hall, frozen, publish=False)
    own = reverse("question", args=[hall.team.organisation.slug, question.pk])
    assert WORDS not in page(client, frozen) and client.get(own).status_code == 302
    question.publish(hall.team.lead, FROZEN_AT.replace(hour=12))
    for shown in (page(client, frozen), client.get(own).content.decode()):
        assert WORDS in shown and ANSWER in shown and "A member of the committee" in shown
        assert hall.team.member.name not in shown
    client.force_login(hall.team.lead)
    assert hall.team.member.name in client.get(own).content.decode()


def test_a_page_kept_by_a_visitors_browser_is_asked_for_again_once_an_answer_is_published(
    client, hall, frozen
):
    question = answered(hall, frozen, publish=False)
    address = reverse("paper", args=[frozen.paper_id])
    mark = client.get(address)["ETag"]
    assert client.get(address, headers={"if-none-match": mark}).status_code == 304
    question.publish(hall.team.lead, FROZEN_AT)
    assert client.get(address, headers={"if-none-match": mark}).status_code == 200


def test_a_question_about_an_action_for_members_stays_with_them_when_it_is_published(client, hall):
    action = hall.team.open_action(visibility="members")
    question = Question.ask(hall.team.member, FROZEN_AT, WORDS, action=action)
    question.give_answer(hall.team.lead, FROZEN_AT, ANSWER, based_on=1)
    question.publish(hall.team.lead, FROZEN_AT)
    assert not Question.objects.visible_to(AnonymousUser()).exists()
    assert Question.objects.visible_to(hall.team.member).exists()
    assert papers.compose(hall.paper(), FROZEN_AT)["questions"] == []


def test_a_paper_tells_what_was_published_when_it_was_frozen_and_the_page_only_what_came_after(client, hall):
    action = hall.team.started()
    question = Question.ask(hall.team.member, FROZEN_AT, WORDS, action=action)
    question.give_answer(hall.team.lead, FROZEN_AT, ANSWER, based_on=1)
    assert papers.compose(hall.paper(SECOND), FROZEN_AT)["questions"] == []
    question.publish(hall.team.lead, FROZEN_AT)
    frozen = put_before_the_committee(hall)
    [told] = frozen.content["questions"]
    assert (told["question"], told["answer"], told["asked_by_post"]) == (
        WORDS, ANSWER, "A member of the committee"
    )  # fmt: skip
    assert WORDS not in page(client, frozen).partition('id="asked"')[2]


def test_who_asked_may_withdraw_until_it_is_answered(hall, frozen):
    first, second = asked(hall, frozen), answered(hall, frozen)
    with pytest.raises(NotAllowed):
        first.withdraw(hall.team.lead, FROZEN_AT)
    first.withdraw(hall.team.member, FROZEN_AT)
    with pytest.raises(NotAllowed):
        second.withdraw(hall.team.member, FROZEN_AT)
    with pytest.raises(NotAllowed):
        first.give_answer(hall.team.lead, FROZEN_AT, ANSWER, based_on=first.version)
    assert not Question.objects.outstanding().exists()


def test_a_member_asks_and_a_lead_answers_and_publishes_by_the_pages(client, hall):
    action = hall.team.started()
    slug, inspection = hall.team.organisation.slug, hall.inspection.slug
    client.force_login(hall.team.member)
    assert "Ask a question about this action" in client.get(action.get_absolute_url()).content.decode()
    client.post(reverse("ask-about-action", args=[slug, inspection, action.reference]), {"question": WORDS})
    question = Question.objects.get()
    client.force_login(hall.team.lead)
    listed = client.get(reverse("questions", args=[slug]), {"show": "outstanding"}).content.decode()
    assert WORDS in listed
    answer = {"based_on": 1, "answer": "Ring 07700 900123 about it."}
    address = reverse("answer-question", args=[slug, question.pk])
    assert "Look at this again" in client.post(address, answer).content.decode()
    client.post(address, answer | {"answer": ANSWER})
    client.post(reverse("publish-question", args=[slug, question.pk]))
    question.refresh_from_db()
    assert question.answer == ANSWER and question.is_published and question.asked_on >= date(2026, 1, 1)
    client.logout()
    assert ANSWER in client.get(action.get_absolute_url()).content.decode()
