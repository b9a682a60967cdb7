"""The counts of the front page are those of now, though only what moved is counted again."""

import pytest
import time_machine
from django.urls import reverse

from actions import change_feed
from scrutiny import kept_counts
from tests.actions.team import make_team, moment

pytestmark = pytest.mark.django_db


@pytest.fixture
def teams(team):
    """Two councils with an action each that everybody may see."""
    found = team, make_team()
    for each in found:
        each.started()
        each.area.inspection.publish()
    return found


@pytest.fixture
def front(client):
    def ask(days=1):
        with time_machine.travel(moment(days), tick=False):
            rows = client.get(reverse("front"), {"page": "1"}).context["rows"]
        return {row["organisation"].pk: (row["actions"], row["accepted"], row["overdue"]) for row in rows}

    return ask


def counted_again(teams, day):
    """Which of the two were counted; what of each is no matter here."""
    asked = []

    def count(ids):
        asked.extend(ids)
        return {pk: {} for pk in ids}

    kept_counts.counts_of([team.organisation.pk for team in teams], day, count)
    return asked


def test_only_a_council_whose_ledger_moved_is_counted_again(teams):
    first, second = (team.organisation.pk for team in teams)
    today = moment(1).date()
    assert counted_again(teams, today) == [first, second]
    assert counted_again(teams, today) == []
    teams[1].started()
    assert counted_again(teams, today) == [second]
    assert counted_again(teams, today) == []
    assert counted_again(teams, moment(2).date()) == [first, second]


def test_they_are_kept_as_long_as_the_day_that_they_are_of(teams):
    today = moment(1).date()
    with time_machine.travel(moment(1)) as clock:
        counted_again(teams, today)
        clock.shift(12 * 60 * 60)
        assert counted_again(teams, today) == []


def test_whoever_reads_the_feed_meanwhile_makes_no_difference(teams):
    today = moment(1).date()
    counted_again(teams, today)
    teams[0].started()
    while change_feed.place():
        pass
    assert counted_again(teams, today) == [teams[0].organisation.pk]


def test_more_rows_than_are_looked_at_have_everything_counted_again(teams, monkeypatch):
    today = moment(1).date()
    counted_again(teams, today)
    teams[0].started()
    monkeypatch.setattr(kept_counts, "MOST_CHANGES", 1)
    assert len(counted_again(teams, today)) == 2
    # Now each row has its place.
    assert len(counted_again(teams, today)) == 2
    assert counted_again(teams, today) == []


def test_what_everybody_may_see_and_what_is_overdue_is_counted_as_of_now(teams, front):
    mine, other = (team.organisation.pk for team in teams)
    assert front() == {mine: (1, 0, 0), other: (1, 0, 0)}
    teams[0].accepted()
    hidden = teams[0].started()
    assert front() == {mine: (3, 1, 0), other: (1, 0, 0)}
    hidden.reword(teams[0].lead, moment(1), visibility="officers")
    assert front() == {mine: (2, 1, 0), other: (1, 0, 0)}
    assert front(days=400) == {mine: (2, 1, 1), other: (1, 0, 1)}
    teams[1].area.inspection.withdraw()
    assert front(days=400) == {mine: (2, 1, 1)}
    teams[1].area.inspection.publish()
    assert front(days=400)[other] == (1, 0, 1)
