"""Nobody accepts or confirms what they own, owned, claimed or evidenced, whichever way they come."""

from datetime import date

import pytest

from accounts.models import Membership
from actions import permissions
from actions.models import Link
from actions.refusals import NotAllowed
from tests.actions.team import DEADLINE, MINUTES, moment
from tests.factories import MORNING, make_member, make_post


def refused(team, action, person):
    assert not permissions.may_accept(person, action)
    with pytest.raises(NotAllowed):
        team.accept(action, by=person)
    return True


def become_assurer(team, person):
    Membership.objects.create(organisation=team.organisation, user=person, role="assurer")
    person.refresh_from_db()


def test_an_assurer_who_had_no_part_accepts(team):
    action = team.claimed()
    assert team.accept(action).status == "accepted"


def test_an_assurer_who_holds_the_owning_post_now_is_refused(team):
    action = team.claimed()
    team.post.hand_to(team.assurer)
    action.refresh_from_db()
    assert refused(team, action, team.assurer)


def test_whoever_held_the_post_at_the_claim_is_refused_after_giving_it_up_and_becoming_assurer(team):
    action = team.started()
    action.claim_done(team.lead, MORNING, "Done on the owner's behalf.", evidence=[MINUTES])
    team.post.hand_to(None)
    become_assurer(team, team.owner)
    action.refresh_from_db()
    assert refused(team, action, team.owner)


def test_whoever_held_the_post_when_progress_was_recorded_is_refused_though_another_holds_it_at_the_claim(
    team,
):
    action = team.started()
    team.post.hand_to(team.manager)
    action.refresh_from_db()
    action.claim_done(team.manager, MORNING, "Done.", evidence=[MINUTES])
    become_assurer(team, team.owner)
    assert refused(team, action, team.owner)


def test_handing_the_action_to_another_post_does_not_make_the_old_owner_independent(team):
    action = team.claimed()
    action.reassign(team.lead, MORNING, make_post(team.organisation))
    become_assurer(team, team.owner)
    assert refused(team, action, team.owner)


def test_a_lead_who_claimed_on_the_owners_behalf_is_refused(team):
    action = team.started()
    action.claim_done(team.lead, MORNING, "Done.", evidence=[MINUTES])
    become_assurer(team, team.lead)
    assert refused(team, action, team.lead)


def test_an_assurer_who_supplied_evidence_is_refused(team):
    action = team.claimed()
    action.note(team.assurer, MORNING, "My audit.", evidence=[Link("Audit", "https://westmarch.example/a")])
    assert refused(team, action, team.assurer)


def test_an_assurer_who_only_made_a_note_may_still_accept(team):
    action = team.claimed()
    action.note(team.assurer, MORNING, "I shall look at this on Friday.")
    assert team.accept(action).status == "accepted"


@pytest.mark.parametrize(
    "address", ["h.o.service+audit@gmail.com", "hoservice@googlemail.com", "HOSERVICE+x@gmail.com"]
)
def test_a_second_account_with_another_spelling_of_the_address_is_the_same_person(team, address):
    owner = make_member(team.organisation, "manager", email="ho.service@gmail.com")
    twin = make_member(team.organisation, "assurer", email=address)
    action = team.open_action(owner=make_post(team.organisation, holder=owner))
    action.claim_done(owner, MORNING, "Done.", evidence=[MINUTES])
    assert refused(team, action, twin)


def test_a_second_address_of_the_same_account_counts_too(team):
    twin = make_member(team.organisation, "assurer")
    twin.emailaddress_set.create(email=team.owner.email, verified=True)
    assert refused(team, team.claimed(), twin)


def test_a_dot_in_an_address_of_ones_own_domain_makes_another_person(team):
    owner = make_member(team.organisation, "manager", email="an.other@westmarch.example")
    other = make_member(team.organisation, "assurer", email="another@westmarch.example")
    action = team.open_action(owner=make_post(team.organisation, holder=owner))
    action.claim_done(owner, MORNING, "Done.", evidence=[MINUTES])
    assert team.accept(action, by=other).status == "accepted"


def test_the_same_holds_for_the_later_check(team):
    action = team.accepted()
    become_assurer(team, team.owner)
    with pytest.raises(NotAllowed):
        action.confirm_sustained(team.owner, moment(1), "It held.")
    assert action.confirm_sustained(team.assurer, moment(1), "It held.").status == "sustained"


def test_a_lead_who_asked_for_the_extension_does_not_decide_it(team):
    become = Membership.objects.create
    become(organisation=team.organisation, user=team.owner, role="lead")
    team.owner.refresh_from_db()
    action = team.started()
    action.ask_for_extension(team.owner, MORNING, date(2026, 8, 1), "The panel meets later.")
    team.post.hand_to(None)
    action.refresh_from_db()
    for decide in (action.grant_extension, action.refuse_extension):
        with pytest.raises(NotAllowed):
            decide(team.owner, MORNING, "Fine.")
    assert action.grant_extension(team.lead, MORNING, "Agreed.").due_on == date(2026, 8, 1)


def test_a_lead_who_owns_the_action_neither_decides_nor_moves_its_deadline(team):
    post = make_post(team.organisation, holder=team.lead)
    action = team.open_action(owner=post)
    with pytest.raises(NotAllowed):
        action.move_deadline(team.lead, MORNING, DEADLINE.replace(day=1), "Sooner.")
    action.ask_for_extension(team.lead, MORNING, date(2026, 8, 1), "More time.")
    with pytest.raises(NotAllowed):
        action.grant_extension(team.lead, MORNING, "Yes.")
    assert action.move_deadline(team.other_lead, MORNING, date(2026, 7, 7), "Half of it.").times_moved == 1


def test_a_lead_does_not_hand_over_move_the_deadline_and_take_the_action_back(team):
    own, other = make_post(team.organisation, holder=team.lead), make_post(team.organisation)
    action = team.open_action(owner=own)
    action.reassign(team.lead, MORNING, other)
    assert not permissions.may_move_deadline(team.lead, action)
    with pytest.raises(NotAllowed, match="is or was your own deadline"):
        action.move_deadline(team.lead, MORNING, date(2026, 12, 31), "More time.")
    action.move_deadline(team.other_lead, MORNING, date(2026, 12, 31), "More time.")
    assert permissions.may_move_deadline(team.lead, action)


def test_a_lead_who_owns_the_action_may_set_its_first_deadline(team):
    action = team.open_action(owner=make_post(team.organisation, holder=team.lead), due_on=None)
    assert action.move_deadline(team.lead, MORNING, DEADLINE, "Set at the board.").due_on == DEADLINE


def test_the_action_of_a_post_in_another_organisation_is_not_reached_by_a_token_for_this_one(team):
    action = team.open_action(owner=team.partner_post)
    assert permissions.may_record_progress(team.partner, action)
    team.partner.limit_to(team.organisation.pk)
    assert not permissions.may_record_progress(team.partner, action)
