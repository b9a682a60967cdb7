"""Members ask by the API, officers answer, the lead publishes: by the rules of the pages."""

import pytest

from scrutiny.models import Question
from tests.actions.api import Caller, fields_of
from tests.actions.team import moment
from tests.scrutiny.hall import FROZEN_AT

WORDS, ANSWER = "How many children wait?", "Nine, on the first of March."


@pytest.fixture
def caller(hall):
    return lambda name: Caller(getattr(hall.team, name), hall.team.organisation)


@pytest.fixture
def asked(hall):
    return Question.ask(hall.team.member, FROZEN_AT, WORDS, action=hall.team.started())


@pytest.fixture
def answered(hall, asked):
    asked.give_answer(hall.team.lead, FROZEN_AT, ANSWER, based_on=1)
    return asked


def test_a_member_asks_once_however_often_it_is_sent(hall, caller):
    path, member = f"actions/{hall.team.started().pk}/ask/", caller("member")
    first, second = (member.post(path, {"question": WORDS}, key="1") for _ in range(2))
    asked = Question.objects.get()
    assert (asked.words, asked.asked_by) == (WORDS, hall.team.member)
    assert (first.status_code, first.json()["id"], first.json()["version"]) == (201, asked.pk, 1)
    assert hall.team.member.name not in first.content.decode()
    assert first["Location"] == first.json()["url"]
    assert second.json() == first.json()


def test_a_paper_whose_meeting_has_been_is_not_asked_about(hall, caller):
    paper = hall.put_before_the_committee().paper
    answer = caller("member").post(f"papers/{paper.pk}/ask/", {"question": WORDS})
    assert (answer.status_code, "meeting" in answer.json()["detail"]) == (422, True)


@pytest.mark.parametrize(
    ("body", "wrong"),
    [({}, ["question"]), ({"question": " "}, ["question"]), ({"question": "x" * 4001}, ["question"]),
     ({"question": WORDS, "asked_by": 1}, ["asked_by"])],
)  # fmt: skip
def test_what_is_wrong_with_a_question_is_named(hall, caller, body, wrong):
    answer = caller("member").post(f"actions/{hall.team.started().pk}/ask/", body)
    assert (answer.status_code, fields_of(answer)) == (400, wrong)


def test_an_answer_is_saved_over_what_was_read_and_over_nothing_else(caller, asked):
    path = f"questions/{asked.pk}/answer/"
    first = caller("manager").post(path, {"answer": ANSWER, "based_on": 1})
    assert (first.json()["answer"], first.json()["version"]) == (ANSWER, 2)
    late = caller("lead").post(path, {"answer": "Ten.", "based_on": 1})
    assert (late.status_code, late.json()["type"]) == (409, "urn:followthrough:problem:changed-since")
    assert caller("lead").post(path, {"answer": "Ten.", "based_on": 2}).json()["answer"] == "Ten."
    assert fields_of(caller("lead").post(path, {"answer": "Ten."})) == ["based_on"]


def test_a_published_answer_is_the_leads_to_better(hall, caller, answered):
    answered.publish(hall.team.lead, moment(3))
    body = {"answer": "Ten.", "based_on": answered.version}
    assert caller("manager").post(f"questions/{answered.pk}/answer/", body).status_code == 403
    assert caller("lead").post(f"questions/{answered.pk}/answer/", body).status_code == 200


def test_a_lead_publishes_what_is_answered_and_takes_it_back(caller, asked):
    path, lead = f"questions/{asked.pk}", caller("lead")
    assert lead.post(f"{path}/publish/").status_code == 422
    lead.post(f"{path}/answer/", {"answer": ANSWER, "based_on": 1})
    assert lead.post(f"{path}/publish/").json()["published_on"]
    assert lead.post(f"{path}/publish/").status_code == 200
    assert lead.post(f"{path}/take-back/").json()["published_on"] is None
    assert fields_of(lead.post(f"{path}/publish/", {"on": "2026-01-01"})) == ["on"]


def test_who_asked_withdraws_until_it_is_answered(hall, caller, asked):
    path = f"questions/{asked.pk}/withdraw/"
    assert caller("lead").post(path).status_code == 403
    assert caller("member").post(path).json()["is_outstanding"] is False
    assert caller("member").post(path).status_code == 403


def test_nobody_of_another_organisation_finds_a_question_to_answer(hall, asked):
    stranger = Caller(hall.team.stranger, hall.team.stranger.memberships.first().organisation)
    body = {"answer": ANSWER, "based_on": 1}
    assert stranger.post(f"questions/{asked.pk}/answer/", body).status_code == 404
