"""Who holds what, and handing over everything a leaver's post owns."""

import pytest
from django.urls import reverse

from actions import hand_over
from actions.models import Action
from tests.actions.team import TODAY, day, make_team, moment
from tests.factories import make_member, make_post


@pytest.fixture
def holdings_address(team):
    return f"/organisations/{team.organisation.slug}/hand-over/"


@pytest.fixture
def address(team):
    return f"/organisations/{team.organisation.slug}/posts/{team.post.pk}/hand-over-actions/"


def holdings(team, by=None):
    found = hand_over.holdings(team.organisation, by or team.lead, TODAY)
    return [(post, post.live_count, post.overdue_count) for post in found]


def test_posts_are_listed_with_what_they_own_and_vacant_ones_first(team):
    vacant, idle = make_post(team.organisation, "Vacant"), make_post(team.organisation, "Idle", team.manager)
    team.open_action(owner=vacant, due_on=day(-1))
    team.started()
    team.claimed()
    team.accepted()
    team.not_pursued()
    assert holdings(team) == [(vacant, 1, 1), (team.post, 2, 0), (idle, 0, 0)]


def test_a_post_counts_only_what_the_reader_may_see(team):
    team.open_action(visibility="officers")
    team.open_action(visibility="members")
    assert holdings(team, by=team.member) == [(team.post, 1, 0)]


def test_everything_a_post_owns_goes_at_once_after_a_preview(client, team, address):
    actions = [team.started(), team.claimed(), team.accepted()]
    closed, held = team.not_pursued(), team.sustained()
    successor = make_post(team.organisation, "Successor")
    client.force_login(team.lead)
    page = client.post(address, {"owner": successor.pk, "note": "She has left."})
    assert "Nothing has changed yet" in page.content.decode()
    assert not Action.objects.filter(owner=successor).exists()
    answer = client.post(
        address,
        {"owner": successor.pk, "note": "She has left.", "seen": page.context["mark"]},
        follow=True,
    )
    assert "Successor owns 3 actions more now." in answer.content.decode()
    assert {*Action.objects.filter(owner=successor)} == {*actions}
    assert {*Action.objects.filter(owner=team.post)} == {closed, held}
    assert actions[0].updates.last().note == "She has left."


def test_what_changed_since_the_preview_is_shown_again(client, team, address):
    action = team.started()
    successor = make_post(team.organisation)
    client.force_login(team.lead)
    mark = client.post(address, {"owner": successor.pk}).context["mark"]
    action.record_progress(team.owner, moment(), "Meanwhile.")
    page = client.post(address, {"owner": successor.pk, "seen": mark})
    assert "Something was recorded since you looked" in page.content.decode()
    assert not Action.objects.filter(owner=successor).exists()


def test_one_action_that_can_not_go_stops_all(client, team, address):
    """The body's post may own what the inspectors named it for, and nothing else."""
    team.started()
    other = make_team()
    client.force_login(team.lead)
    page = client.post(address, {"owner": other.post.pk})
    assert page.context["form"].errors["owner"]
    outcomes = hand_over.hand_over_all(
        hand_over.actions_of(team.post, team.lead), other.post, team.lead, moment(1), ""
    )
    assert outcomes[0].refused
    assert not Action.objects.filter(owner=other.post).exists()


def test_what_it_owns_for_other_organisations_is_left_to_their_leads(client, team):
    team.open_action(owner=team.partner_post)
    body = team.partner_post.organisation
    lead = make_member(body, "lead")
    client.force_login(lead)
    page = client.get(f"/organisations/{body.slug}/posts/{team.partner_post.pk}/hand-over-actions/")
    assert "owns nothing that you can hand over" in page.content.decode()


def test_a_persons_page_leads_to_what_they_hold(client, team, holdings_address):
    team.started()
    make_post(team.organisation, "Another", team.manager)
    client.force_login(team.lead)
    page = client.get(f"{holdings_address}?person={team.owner.pk}")
    assert list(page.context["page"]) == [team.post]
    client.force_login(team.viewer)
    assert len(client.get(f"{holdings_address}?person={team.owner.pk}").context["page"]) == 2


def test_only_a_lead_hands_over_and_a_stranger_sees_nothing(client, team, address, holdings_address):
    for person, holds, hands in ((team.owner, 200, 403), (team.member, 200, 403), (team.stranger, 404, 404)):
        client.force_login(person)
        assert client.get(holdings_address).status_code == holds
        assert client.get(address).status_code == hands
        assert client.post(address, {"owner": team.post.pk}).status_code == hands


@pytest.mark.parametrize("asked", ["\u00b2", "x", "9" * 30])
def test_an_address_that_names_nobody_shows_every_post(team, client, asked):
    client.force_login(team.lead)
    answer = client.get(reverse("hand-over", args=[team.organisation.slug]), {"person": asked})
    assert answer.context["person"] is None
    assert list(answer.context["page"]) == [team.post]
