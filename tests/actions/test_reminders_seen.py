"""Whose reminders one sees: one's own, those of a plan that one works on, and as a lead all there are."""

from datetime import date
from itertools import count

import pytest
from django.contrib.auth.models import AnonymousUser

from actions.models import Digest, Reminder
from actions.models.digests import State
from tests.actions.team import TODAY
from tests.factories import MORNING, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
NUMBERS = count()


@pytest.fixture
def digest(team):
    return Digest.objects.create(
        person=team.owner, local_date=TODAY, made_at=MORNING, next_try_at=MORNING, state=State.SENT
    )


def remind(person, organisation, action=None, **fields):
    return Reminder.objects.create(
        person=person,
        organisation=organisation,
        action=action,
        subject="",
        stage="overdue",
        matter=str(next(NUMBERS)),
        noted_on=date(2026, 3, 2),
        **fields,
    )


@pytest.fixture
def noted(team):
    """Of an action, told its owner and the partner who helps; and of a time limit, told the member."""
    action, ours = team.open_action(), team.organisation
    return {
        "the owner's": remind(team.owner, ours, action),
        "the partner's": remind(team.partner, ours, action),
        "the member's": remind(team.member, ours),
        "elsewhere": remind(team.stranger, team.stranger.memberships.first().organisation),
    }


OF_ACTIONS, OURS = {"the owner's", "the partner's"}, {"the owner's", "the partner's", "the member's"}
SEEN = {
    "owner": OF_ACTIONS,
    "manager": OF_ACTIONS,
    "assurer": OF_ACTIONS,
    "viewer": OF_ACTIONS,
    "lead": OURS,
    "other_lead": OURS,
    "member": {"the member's"},
    "partner": set(),
    "stranger": {"elsewhere"},
}


def names_of(rows, noted):
    return {name for name, each in noted.items() if each in rows}


@pytest.mark.parametrize("who", SEEN)
def test_whose_reminders_one_sees(team, noted, who):
    assert names_of(Reminder.objects.visible_to(getattr(team, who)), noted) == SEEN[who]


def test_the_operator_sees_all_and_a_visitor_none(noted):
    assert names_of(Reminder.objects.visible_to(make_user(is_superuser=True)), noted) == noted.keys()
    assert not Reminder.objects.visible_to(AnonymousUser()).exists()


def test_a_token_reaches_what_concerns_its_organisation_and_nothing_else(team, noted):
    elsewhere = make_organisation()
    elsewhere.give_role(team.owner, "viewer")
    noted["of another"] = remind(team.owner, elsewhere)
    operator = make_member(elsewhere, "viewer", is_superuser=True)
    for person, organisation, names in (
        (team.owner, team.organisation, OF_ACTIONS),
        (team.owner, elsewhere, {"of another"}),
        (operator, elsewhere, set()),
    ):
        person.limit_to(organisation.pk)
        assert names_of(Reminder.objects.visible_to(person), noted) == names


def test_what_is_in_no_mail_or_fell_away_before_it_was_sent_is_not_told(team, digest):
    remind(team.owner, team.organisation)
    told = remind(team.owner, team.organisation, said_in=digest)
    for state in State:
        Digest.objects.filter(pk=digest.pk).update(state=state)
        assert list(Reminder.objects.told()) == ([] if state == State.DROPPED else [told])
