"""Which areas are still open, and how the closed ones were closed, for whoever reads."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.urls import reverse

from actions.open_areas import open_by_inspection, standings, still_open
from actions.statuses import Visibility
from actions.templatetags.areas import how_closed
from tests.actions.team import MINUTES, moment
from tests.factories import make_action, make_area, make_inspection
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db
CLOSED = ("accepted", "sustained", "not_pursued")


def is_open(team, user=None, area=None):
    area = area or team.area
    return area.pk in still_open([area], user or team.lead)


def read(client, team, address, user=None):
    client.logout()
    if user:
        client.force_login(user)
    return " ".join(client.get(address).content.decode().split())


def through_time(team):
    return reverse("organisation-inspections", args=[team.organisation.slug])


def test_an_area_without_an_action_is_open(team):
    assert is_open(team)


@pytest.mark.parametrize("status", ["not_started", "in_progress", "done", *CLOSED])
def test_an_area_is_closed_by_an_action_that_is_accepted_sustained_or_not_pursued(team, status):
    team.in_status(status)
    assert is_open(team) == (status not in CLOSED)


def test_one_accepted_and_one_open_leave_it_open_until_the_other_is_closed_too(team):
    team.accepted()
    other = team.open_action()
    assert is_open(team)
    other.not_pursue(team.lead, moment(), "The service has closed.")
    assert not is_open(team)


def test_a_lapsed_and_a_reopened_action_open_their_area_again(team):
    first = team.accepted()
    second = team.not_pursued()
    assert not is_open(team)
    second.reopen(team.lead, moment(), "It is needed after all.")
    assert is_open(team)
    second.not_pursue(team.lead, moment(), "No.")
    first.lapse(team.assurer, moment(1), "It has not held.")
    assert is_open(team)


def test_a_superseded_action_stands_where_the_one_in_its_place_stands_even_in_another_area(team):
    old = team.open_action()
    elsewhere = make_area(team.area.inspection)
    new = team_action_in(team, elsewhere)
    old.supersede(team.lead, moment(), new, "One action for both.")
    assert is_open(team)
    newest = team_action_in(team, make_area(make_inspection(team.organisation)))
    new.supersede(team.lead, moment(), newest, "And again.")
    assert is_open(team)
    newest.not_pursue(team.lead, moment(), "The law has changed.")
    assert not is_open(team)
    assert not is_open(team, area=elsewhere)


def team_action_in(team, area):
    return make_action(area, team.lead, owner=team.post)


def test_only_actions_that_a_person_may_see_are_counted(team):
    team.accepted(visibility=Visibility.OFFICERS)
    assert not is_open(team, team.viewer)
    assert is_open(team, team.member)
    assert is_open(team, team.stranger)
    assert is_open(team, AnonymousUser())


def test_what_took_the_place_of_an_action_out_of_sight_is_not_taken_to_be_over(team):
    hidden = team.accepted(visibility=Visibility.OFFICERS)
    team.open_action().supersede(team.lead, moment(), hidden, "Dealt with there.")
    assert not is_open(team, team.viewer)
    assert is_open(team, AnonymousUser())


def test_the_page_of_an_organisation_says_how_many_areas_of_each_inspection_are_open(client, team):
    make_area(team.area.inspection)
    make_area(make_inspection(team.organisation, is_public=False))
    team.accepted()
    page = read(client, team, through_time(team), team.viewer)
    assert "1 of 2 still open" in page
    assert "1 of 1 still open" in page
    page = read(client, team, through_time(team))
    assert "1 of 2 still open" in page
    assert "1 of 1" not in page


def test_of_an_inspection_without_areas_nothing_is_open(team):
    empty = make_inspection(team.organisation)
    assert open_by_inspection([empty, team.area.inspection], team.lead) == {
        empty.pk: 0,
        team.area.inspection_id: 1,
    }
    assert open_by_inspection([], team.lead) == {}


def test_the_page_asks_as_often_for_many_areas_and_actions_as_for_one(client, team):
    client.force_login(team.viewer)

    def grow(number):
        for _ in range(number):
            area = make_area(make_inspection(team.organisation))
            team_action_in(team, area).not_pursue(team.lead, moment(), "No.")

    assert_same_queries(client, through_time(team), grow)


def test_the_page_of_an_area_lists_its_actions_for_those_who_may_see_them(client, team):
    team.accepted(title="Open small homes", visibility=Visibility.OFFICERS)
    team.open_action(title="Ask the children")
    address = team.area.get_absolute_url()
    page = read(client, team, address, team.viewer)
    for words in ("1.1 Open small homes", "1.2 Ask the children", "Accepted", "30 June 2026", str(team.post)):
        assert words in page
    page = read(client, team, address)
    assert "1.2 Ask the children" in page
    assert "Open small homes" not in page
    assert "the plan</a>" not in page


def test_an_area_asks_as_often_for_many_actions_as_for_one(client, team):
    client.force_login(team.viewer)

    def grow(number):
        for _ in range(number):
            team.open_action()

    assert_same_queries(client, team.area.get_absolute_url(), grow)


def test_the_link_to_the_plan_is_for_those_who_may_open_it(client, team):
    address = team.area.inspection.get_absolute_url()
    assert "the plan</a>" in read(client, team, address, team.viewer)
    assert "the plan</a>" not in read(client, team, address, team.stranger)
    assert "the plan</a>" not in read(client, team, address)


def closings(team):
    ((_, standing),) = standings([team.area], team.lead)
    return [how_closed(action) for action in standing.actions]


def test_how_each_action_was_closed_is_said_with_its_day(team):
    team.accepted()
    team.sustained()
    team.not_pursued()
    open_one = team.claimed()
    team.open_action().supersede(team.lead, moment(2), open_one, "One for both.")
    assert closings(team) == [
        "accepted on 2 March 2026",
        "sustained on 3 March 2026, accepted on 2 March 2026",
        "not pursued since 2 March 2026",
        "not closed: done",
        "action 1.4 took its place on 4 March 2026",
    ]


def test_the_last_of_several_acceptances_is_the_one_that_counts(team):
    action = team.accepted()
    action.lapse(team.assurer, moment(1), "It has not held.")
    assert closings(team) == ["not closed: in progress"]
    action.claim_done(team.owner, moment(2), "Now it has.", evidence=[MINUTES])
    team.accept(action, at=moment(3))
    assert closings(team) == ["accepted on 5 March 2026"]


def test_a_chain_says_on_both_areas_how_the_other_one_was_closed(client, team):
    team.accepted()
    later = make_area(make_inspection(team.organisation), forerunner=team.area)
    page = read(client, team, later.get_absolute_url(), team.viewer)
    assert "Said before" in page
    assert ": accepted on 2 March 2026" in page
    page = read(client, team, team.area.get_absolute_url(), team.viewer)
    assert "Said again" in page
    assert "Still open: there is no action to be seen for it." in page
