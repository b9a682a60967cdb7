"""The table of transitions, gone through line by line against what the verbs really do."""

import pytest
from django.db import transaction

from actions import permissions
from actions.models import Action
from actions.refusals import NotAllowed, Refused
from actions.statuses import Kind, Part, Status
from actions.transitions import RULES
from tests.actions.doing import do
from tests.actions.team import moment

VERBS = [kind for kind in Kind if kind is not Kind.OPENED]
EXTENSIONS = (Kind.EXTENSION_GRANTED, Kind.EXTENSION_REFUSED)
TOMORROW = moment(2)


def person_of(part, team, action):
    return {
        Part.OWNER: team.owner,
        Part.CONTRIBUTOR: team.partner,
        Part.LEAD: team.other_lead,
        Part.MANAGER: team.manager,
        Part.ASSURER: team.assurer,
        Part.AUTHOR: team.lead,
    }[part]


def ready(team, status, kind):
    action = team.in_status(status)
    if kind in EXTENSIONS and status in RULES[kind].from_statuses:
        do(action, Kind.EXTENSION_ASKED, team.owner, TOMORROW, team)
    return action


def test_every_kind_of_row_has_one_rule_and_a_verb_of_that_name():
    assert set(RULES) == set(Kind)
    assert all(callable(getattr(Action, rule.verb)) for rule in RULES.values())


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("kind", VERBS)
def test_a_verb_works_from_the_statuses_of_its_rule_and_from_no_other(team, kind, status):
    rule = RULES[kind]
    action = ready(team, status, kind)
    rows = action.ledger_number
    actor = person_of(rule.who[0], team, action)
    if status in rule.from_statuses:
        row = do(action, kind, actor, TOMORROW, team)
        assert (row.number, row.kind, row.status) == (rows + 1, kind, rule.status_after(status))
        assert Action.objects.get(pk=action.pk).status == row.status == action.status
    else:
        with pytest.raises(Refused):
            do(action, kind, actor, TOMORROW, team)
        assert action.updates.count() == rows


@pytest.mark.parametrize("part", [*Part, None])
@pytest.mark.parametrize("kind", VERBS)
def test_a_verb_is_for_the_people_of_its_rule_and_for_nobody_else(team, kind, part):
    rule = RULES[kind]
    action = ready(team, rule.from_statuses[0], kind)
    action.set_contributors([team.partner_post])
    actor = person_of(part, team, action) if part else team.stranger
    row = action.updates.get(number=1)
    may = permissions.may(actor, action, kind, row)
    is_author = part is Part.AUTHOR and Part.LEAD in rule.who  # the author of row 1 is a lead
    assert may == (part in rule.who or is_author)
    if may:
        do(action, kind, actor, TOMORROW, team)
    else:
        with pytest.raises(NotAllowed):
            do(action, kind, actor, TOMORROW, team)


@pytest.mark.parametrize("person", ["member", "viewer", "stranger"])
def test_who_only_looks_can_do_nothing(team, person):
    for status in Status:
        action = team.in_status(status)
        assert permissions.kinds_open_to(getattr(team, person), action) == []


def test_buttons_are_offered_exactly_where_the_verb_would_work(team):
    for status in Status:
        for person in (team.owner, team.lead, team.manager, team.assurer):
            action = team.in_status(status)
            offered = permissions.kinds_open_to(person, action)
            for kind in VERBS:
                if kind not in (*EXTENSIONS, Kind.CORRECTED):
                    assert works(team, action.pk, kind, person) == (kind in offered)


def works(team, pk, kind, person):
    """Tried, and taken back."""
    with transaction.atomic():
        try:
            do(Action.objects.get(pk=pk), kind, person, TOMORROW, team)
        except Refused:
            return False
        finally:
            transaction.set_rollback(True)
    return True


def test_a_deactivated_person_can_do_nothing(team):
    action = team.open_action()
    team.lead.deactivate(moment())
    with pytest.raises(NotAllowed):
        action.not_pursue(team.lead, moment(), "Gone.")


def test_an_operator_without_a_role_writes_nothing(team):
    action = team.open_action()
    team.stranger.is_superuser = True
    team.stranger.save()
    for kind in VERBS:
        assert not permissions.may(team.stranger, action, kind)
