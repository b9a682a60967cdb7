"""Questions of members: asked by members, answered by leads and managers, published by leads."""

from scrutiny.models import Question
from tests.factories import MORNING
from tests.guards.access_table.actions import of as of_action
from tests.guards.access_table.organisations import here
from tests.guards.access_table.row import INSIDERS, Row
from tests.guards.world import LEAD, MANAGER, MEMBER

MEMBERS, LEAD_ALONE, ANSWERERS = frozenset({MEMBER}), frozenset({LEAD}), frozenset({LEAD, MANAGER})


def of(name):
    return lambda place: here(place) | {"pk": place.more[name].pk}


def of_paper(place):
    return {"pk": place.more["frozen_to_come"].paper_id}


def a_question(place):
    return {"question": "How many children wait?"}


def an_answer(place):
    return {"based_on": place.more["question"].version, "answer": "Nine."}


def more_questions(world, number):
    for _ in range(number):
        Question.ask(world.people[MEMBER], MORNING, "And since?", action=world.west.more["action"])
        Question.ask(world.people[MEMBER], MORNING, "Why?", paper=world.west.more["frozen_to_come"].paper)


ROWS = (
    Row(route="questions", args=here, reads=INSIDERS, grow=more_questions),
    Row(route="question", args=of("question"), reads=INSIDERS),
    Row(route="ask-about-paper", args=of_paper, reads=MEMBERS, writes=MEMBERS, post=a_question),
    Row(route="ask-about-action", args=of_action("action"), reads=MEMBERS, writes=MEMBERS, post=a_question),
    Row(route="answer-question", args=of("question"), reads=ANSWERERS, writes=ANSWERERS, post=an_answer),
    Row(route="publish-question", args=of("answered_question"), writes=LEAD_ALONE),
    Row(route="take-back-question", args=of("answered_question"), writes=LEAD_ALONE),
    Row(route="withdraw-question", args=of("question"), writes=MEMBERS),
)
