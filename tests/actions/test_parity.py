"""What an action says of itself and what a query says of thousands is the same, on every day."""

from datetime import timedelta

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from actions.buckets import Bucket, bucket_of
from actions.models import Action, ProgressUpdate
from actions.rating import Rating, rate
from actions.statuses import POSITION, Kind
from tests.actions.random_ledgers import days, ledgers, make_ledger
from tests.actions.team import TODAY, moment
from tests.parts import examples

SETTINGS = settings(
    max_examples=examples(60),
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
pytestmark = [pytest.mark.django_db, pytest.mark.both]


def in_a_world_that_is_thrown_away(check):
    with transaction.atomic():
        check()
        transaction.set_rollback(True)


def say_the_same(rows, on):
    """`rows` is a query over actions, now or as at a day, or over ledger rows."""
    found = list(rows)
    for bucket in Bucket:
        said = {row.pk for row in found if bucket_of(row, on) == bucket}
        assert set(rows.in_bucket(bucket, on).values_list("pk", flat=True)) == said
    for rating in Rating:
        said = {row.pk for row in found if rate(row, on).rating == rating}
        assert set(rows.rated(rating, on).values_list("pk", flat=True)) == said
    assert {row.pk: row.rating_clause for row in rows.with_rating_clause(on)} == {
        row.pk: rate(row, on).clause for row in found
    }
    assert rows.overdue(on).count() == sum(bucket_of(row, on) == Bucket.OVERDUE for row in found)
    assert sum(rows.bucket_counts(on).values()) == sum(rows.rating_counts(on).values()) == len(found)


@SETTINGS
@given(st.lists(ledgers, min_size=1, max_size=3), days)
def test_buckets_and_ratings_now(team, made, on):
    def check():
        actions = [make_ledger(team, ledger) for ledger in made]
        say_the_same(Action.objects.all(), on)
        say_the_same(ProgressUpdate.objects.all(), on)
        for action in actions:
            assert action.is_overdue(on) == Action.objects.overdue(on).filter(pk=action.pk).exists()

    in_a_world_that_is_thrown_away(check)


def position_by_hand(action, day, known_at):
    """Straight from the definition: the last row that had happened by the day and was known by the moment."""
    rows = [
        row
        for row in action.updates.order_by("number")
        if row.happened_on <= day and (known_at is None or row.entered_at <= known_at)
    ]
    return rows[-1] if rows else None


@SETTINGS
@given(st.lists(ledgers, min_size=1, max_size=3), days, st.none() | st.integers(-45, 40).map(moment))
def test_the_position_on_a_day(team, made, day, known_at):
    def check():
        actions = [make_ledger(team, ledger) for ledger in made]
        then = {action.pk: action for action in Action.objects.as_at(day, known_at)}
        for action in actions:
            row = position_by_hand(action, day, known_at)
            assert action.position_on(day, known_at) == row
            assert (action.pk in then) == (row is not None)
            if row is not None:
                assert {name: getattr(then[action.pk], name) for name in POSITION} == row.position
                assert then[action.pk].ledger_number == row.number
        say_the_same(Action.objects.as_at(day, known_at), day)

    in_a_world_that_is_thrown_away(check)


@SETTINGS
@given(ledgers)
def test_slippage_is_what_the_rows_that_moved_the_deadline_say(team, made):
    def check():
        action = make_ledger(team, made)
        moves = action.deadline_moves()
        assert action.times_moved == sum(row.previous_due_on is not None for row in moves)
        dates = [row.due_on for row in action.updates.order_by("number") if row.due_on]
        assert action.original_due_on == (dates[0] if dates else None)
        assert action.days_slipped == ((dates[-1] - dates[0]).days if dates else 0)
        assert all(row.note for row in moves if row.kind != Kind.OPENED)

    in_a_world_that_is_thrown_away(check)


def test_an_action_that_was_not_open_yet_is_not_in_the_plan_of_that_day(team):
    action = team.open_action()
    assert action.position_on(TODAY - timedelta(days=1)) is None
    assert not Action.objects.as_at(TODAY - timedelta(days=1)).exists()


def test_a_plan_as_at_a_day_takes_the_same_few_queries_for_any_number(team, django_assert_num_queries):
    for _ in range(5):
        team.accepted()
    with django_assert_num_queries(2):  # The positions, and their owners.
        found = list(Action.objects.as_at(TODAY).select_related("area__inspection__organisation"))
        assert [str(action.owner) for action in found] == [team.post.title] * 5


def test_the_owner_of_that_day_is_shown_though_another_owns_it_now(team):
    action = team.started()
    action.reassign(team.lead, moment(3), team.partner_post)
    then = Action.objects.as_at(TODAY).select_related("owner").get()
    assert (then.owner, action.owner) == (team.post, team.partner_post)
