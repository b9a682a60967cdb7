"""An acceptance is of what the assurer saw, and of nothing that came in meanwhile."""

import pytest
from django.core.exceptions import ValidationError

from actions.models import Action, Link
from actions.refusals import Conflict
from tests.actions.team import DEADLINE, MINUTES, moment
from tests.factories import MORNING

AUDIT = Link("Audit", "https://westmarch.example/audit")


def test_a_row_written_meanwhile_makes_it_a_conflict_that_says_what_came_in(team):
    action = team.claimed()
    seen = action.ledger_number
    Action.objects.get(pk=action.pk).note(team.owner, MORNING, "We found two more plans.")
    with pytest.raises(Conflict) as conflict:
        team.accept(action, based_on=seen)
    assert [row.note for row in conflict.value.since(team.assurer)] == ["We found two more plans."]
    assert (conflict.value.based_on, conflict.value.number) == (seen, seen + 1)


def test_evidence_that_the_assurer_did_not_see_makes_it_a_conflict_though_the_number_is_right(team):
    action = team.claimed()
    seen = action.evidence_sha256s()
    action.note(team.owner, MORNING, "And this.", evidence=[AUDIT])
    with pytest.raises(Conflict):
        team.accept(action, evidence_seen=seen)


def test_evidence_that_is_not_there_makes_it_a_conflict(team):
    action = team.claimed()
    with pytest.raises(Conflict):
        team.accept(action, evidence_seen=[*action.evidence_sha256s(), "0" * 64])


def test_nothing_is_accepted_without_evidence(team):
    action = team.started()
    action.claim_done(team.owner, MORNING, "Take my word.")
    with pytest.raises(ValidationError, match="no evidence"):
        team.accept(action)


def test_the_row_keeps_the_checksums_of_what_was_seen(team):
    row = team.accept(team.claimed())
    assert row.seen_sha256s == [MINUTES.sha256]


@pytest.mark.parametrize("check_on", [None, MORNING.date()])
def test_a_day_to_check_must_be_given_and_lie_ahead(team, check_on):
    with pytest.raises(ValidationError):
        team.accept(team.claimed(), check_on=check_on)


def test_it_is_confirmed_as_sustained_on_a_later_day_only(team):
    action = team.accepted()
    with pytest.raises(ValidationError):
        action.confirm_sustained(team.assurer, MORNING, "Held.")
    row = action.confirm_sustained(team.assurer, moment(1), "Held.", check_on=DEADLINE)
    assert (row.status, row.check_on) == ("sustained", DEADLINE)


def test_a_claim_sent_back_keeps_its_deadline_and_can_be_claimed_again(team):
    action = team.claimed()
    action.send_back(team.assurer, MORNING, "The sample is too small.")
    assert (action.status, action.due_on) == ("in_progress", DEADLINE)
    action.claim_done(team.owner, moment(1), "Larger now.", evidence=[AUDIT])
    assert team.accept(action, at=moment(1)).status == "accepted"


def test_what_lapses_is_late_again_at_once_if_its_deadline_has_passed(team):
    action = team.sustained()
    action.lapse(team.lead, moment(200), "Half of the plans are not looked at.")
    assert action.is_overdue(moment(200).date())
    assert action.check_on is None
