"""Who is reminded of a question that nobody has answered."""

from datetime import timedelta

from actions.reminders.directory import Directory
from actions.reminders.scope import Scope
from actions.reminders.sources import all_owed
from scrutiny.chasing import QUESTION_WAITING
from scrutiny.models import Question
from tests.factories import MORNING
from tests.scrutiny.hall import FROZEN_AT


def owed(hall, on):
    team = hall.team
    people = [team.lead, team.other_lead, team.owner, team.manager, team.member, team.assurer, team.stranger]
    scope = Scope(on, frozenset(person.pk for person in people), Directory().read_all())
    found = list(all_owed(scope, only={QUESTION_WAITING.key}))
    return {each.person for each in found}, {each.round for each in found}, found


def test_about_an_action_its_owner_is_reminded_at_once_and_each_week_until_it_is_answered(hall):
    question = Question.ask(hall.team.member, MORNING, "How many?", action=hall.team.started())
    today = MORNING.date()
    for days, week in ((0, 0), (6, 0), (7, 1), (14, 2)):
        people, rounds, _ = owed(hall, today + timedelta(days=days))
        assert (people, rounds) == ({hall.team.owner.pk}, {week})
    question.give_answer(hall.team.lead, MORNING, "Nine.", based_on=1)
    assert owed(hall, today)[0] == set()


def test_about_a_paper_and_about_an_action_nobody_holds_the_leads_are(hall):
    frozen, team = hall.put_before_the_committee(), hall.team
    leads = {team.lead.pk, team.other_lead.pk}
    asked = Question.ask(team.member, FROZEN_AT, "Why?", paper=frozen.paper)
    people, _, [first, *_] = owed(hall, FROZEN_AT.date())
    assert people == leads and "for the meeting on 12 March 2026" in first.words
    asked.withdraw(team.member, FROZEN_AT)
    assert owed(hall, FROZEN_AT.date())[0] == set()
    Question.ask(team.member, FROZEN_AT, "Who?", action=team.open_action(owner=None))
    assert owed(hall, FROZEN_AT.date())[0] == leads
