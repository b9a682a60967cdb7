"""What one statement counts of a plan is what its actions say one by one, on every day."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from accounts.charts import months
from actions import plan_counting, plan_table
from actions.buckets import Bucket
from actions.models import Action
from actions.rating import Rating
from tests.actions.random_ledgers import days, ledgers, make_ledger
from tests.actions.team import TODAY
from tests.actions.test_parity import in_a_world_that_is_thrown_away
from tests.factories import make_action, make_area, make_inspection
from tests.parts import examples

SETTINGS = settings(
    max_examples=examples(20),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
pytestmark = [pytest.mark.django_db, pytest.mark.both]


def counts_the_same(rows, on):
    found, counted = list(rows), plan_counting.count(rows, on)
    assert counted.total == len(found)
    assert counted.buckets == {each: sum(row.bucket(on) == each for row in found) for each in Bucket}
    assert counted.ratings == {each: sum(row.rating(on).rating == each for row in found) for each in Rating}
    drawn = plan_table.points(counted.planned, counted.signed, on)
    assert drawn == plan_table.burn_up_points(found, on)
    by_month = months.counted(counted.months, counted.pursued, counted.moved, on)
    assert by_month == months.by_month(plan_table.timeline_rows(found), on)


@SETTINGS
@given(st.lists(ledgers, min_size=1, max_size=4), days)
def test_counted_together_or_one_by_one(team, made, on):
    def check():
        for ledger in made:
            make_ledger(team, ledger)
        counts_the_same(Action.objects.all(), on)
        counts_the_same(Action.objects.as_at(on), on)

    in_a_world_that_is_thrown_away(check)


def test_nothing_is_counted_of_nothing(team):
    counted = plan_counting.count(Action.objects.none(), TODAY)
    assert (counted.total, counted.page) == (0, [])
    assert sum(counted.buckets.values()) == sum(counted.ratings.values()) == 0


def test_a_page_has_the_actions_from_a_place_on_newest_report_first(team):
    newer = make_inspection(team.organisation, published_on=date(2030, 1, 1))
    areas = [team.area, make_area(newer), make_area(newer)]
    made = [make_action(area, team.lead).pk for area in areas for _ in range(2)]
    in_order = [*made[2:], *made[:2]]
    assert plan_counting.count(Action.objects.all(), TODAY).page == in_order
    assert plan_counting.count(Action.objects.all(), TODAY, first=3, most=2).page == in_order[3:5]
    assert plan_counting.count(Action.objects.all(), TODAY, first=6, most=2).page == []
