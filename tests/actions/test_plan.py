"""A proposed plan: an action for each area, due when the inspectors expect it."""

from datetime import date

import pytest

from actions import plan
from actions.models import Action
from actions.refusals import NotAllowed
from tests.factories import MORNING, make_area, make_inspection


@pytest.fixture
def inspection(team):
    inspection = make_inspection(team.organisation, published_on=date(2026, 1, 31))
    make_area(inspection, words="ensure that plans are looked at by managers.", timescale="three_months")
    make_area(inspection, words="the quality of assessments")
    return inspection


def test_each_area_gets_an_action_that_is_due_when_it_is_expected(team, inspection):
    first, second = plan.open_plan(inspection, team.lead, MORNING)
    assert (first.title, first.due_on) == ("Ensure that plans are looked at by managers", date(2026, 4, 30))
    assert (second.title, second.due_on, second.owner) == ("The quality of assessments", None, None)
    assert "ensure that plans are looked at" in first.good_looks_like
    assert first.updates.get().kind == "opened"


def test_asked_twice_it_adds_nothing(team, inspection):
    plan.open_plan(inspection, team.lead, MORNING)
    assert plan.propose(inspection) == []
    assert plan.open_plan(inspection, team.lead, MORNING) == []


def test_a_button_pressed_twice_opens_each_action_once(team, inspection):
    proposals = plan.propose(inspection)
    assert len(plan.open_plan(inspection, team.lead, MORNING, proposals)) == 2
    assert plan.open_plan(inspection, team.lead, MORNING, proposals) == []
    assert Action.objects.count() == 2


def test_a_proposal_writes_nothing(inspection):
    assert len(plan.propose(inspection)) == 2
    assert not Action.objects.exists()


def test_it_is_opened_whole_or_not_at_all_and_by_leads_only(team, inspection):
    proposals = plan.propose(inspection)
    with pytest.raises(NotAllowed):
        plan.open_plan(inspection, team.manager, MORNING, proposals)
    assert not Action.objects.exists()


def test_a_long_sentence_is_cut_at_the_end_of_a_word():
    title = plan.title_of("the " + "very " * 60 + "long words")
    assert len(title) <= plan.TITLE_LONGEST + 1
    assert title.endswith("very…")
