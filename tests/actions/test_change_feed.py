"""The feed gives every ledger row once, in an order that never changes."""

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db import DatabaseError, connection, transaction

from actions import change_feed
from actions.models import Change, ProgressUpdate
from actions.refusals import AppendOnly
from tests.actions.test_concurrency import empty_database
from tests.factories import MORNING

pytestmark = pytest.mark.both

SCRIPT = Path(settings.BASE_DIR) / "bench" / "changes.py"


def numbers(stretch):
    return [(row.action_id, row.number) for row in stretch.rows]


def everything(most=2, user=None):
    """All rows there are, by as many readings as it takes."""
    rows = ProgressUpdate.objects.all() if user is None else ProgressUpdate.objects.visible_to(user)
    after, found = 0, []
    while True:
        stretch = change_feed.read(rows, after, most)
        found += numbers(stretch)
        after = stretch.end
        if not stretch.has_more:
            return found


def test_every_row_comes_once_and_in_order_however_small_the_readings(team):
    action, other = team.claimed(), team.open_action()
    action.send_back(team.assurer, MORNING, "The minutes are missing.")
    wanted = list(ProgressUpdate.objects.order_by("pk").values_list("action", "number"))
    assert len(wanted) == 5
    assert [everything(most) for most in (1, 2, 5, 100)] == [wanted] * 4
    assert (other.pk, 1) in wanted


def test_a_reader_who_comes_back_gets_what_is_new_and_nothing_twice(team):
    action = team.open_action()
    first = change_feed.read(ProgressUpdate.objects.all(), 0, 10)
    assert (numbers(first), first.has_more) == ([(action.pk, 1)], False)
    assert change_feed.read(ProgressUpdate.objects.all(), first.end, 10).rows == []
    action.record_progress(team.owner, MORNING, "The panel met.")
    second = change_feed.read(ProgressUpdate.objects.all(), first.end, 10)
    assert numbers(second) == [(action.pk, 2)]
    assert second.end > first.end


def test_each_row_comes_with_the_one_before_it(team):
    action = team.started()
    action.move_deadline(team.lead, MORNING, action.due_on.replace(month=9), "The panel meets later.")
    opened, progress, moved = change_feed.read(ProgressUpdate.objects.all(), 0, 10).rows
    assert opened.before is None
    assert (progress.before.pk, moved.before.pk) == (opened.pk, progress.pk)
    assert (moved.before.due_on.month, moved.due_on.month) == (6, 9)


def test_rows_that_a_reader_may_not_see_are_left_out_and_the_reading_still_moves_on(team):
    hidden = team.started(visibility="officers")
    shown = team.open_action()
    hidden.note(team.lead, MORNING, "Not for everybody.")
    stretch = change_feed.read(ProgressUpdate.objects.visible_to(AnonymousUser()), 0, 10)
    assert numbers(stretch) == [(shown.pk, 1)]
    assert stretch.end == Change.objects.last_position() == 4


def test_a_place_beyond_the_end_is_refused_because_the_reader_knows_more_than_we_do(team):
    team.open_action()
    last = change_feed.read(ProgressUpdate.objects.all(), 0, 10).end
    assert change_feed.read(ProgressUpdate.objects.all(), last, 10).rows == []
    with pytest.raises(change_feed.NoSuchPlace):
        change_feed.read(ProgressUpdate.objects.all(), last + 1, 10)


def test_one_reading_looks_at_a_limited_stretch(team, monkeypatch):
    monkeypatch.setattr(change_feed, "LOOKED_AT", 2)
    for _ in range(3):
        team.open_action(visibility="officers")
    shown = team.open_action()
    first = change_feed.read(ProgressUpdate.objects.visible_to(AnonymousUser()), 0, 10)
    assert (first.rows, first.end, first.has_more) == ([], 2, True)
    assert numbers(change_feed.read(ProgressUpdate.objects.visible_to(AnonymousUser()), 2, 10)) == [
        (shown.pk, 1)
    ]


def test_places_are_given_once_and_in_portions(team, monkeypatch):
    monkeypatch.setattr(change_feed, "PLACED_AT_ONCE", 2)
    for _ in range(3):
        team.open_action()
    assert [change_feed.place() for _ in range(3)] == [2, 1, 0]
    assert list(Change.objects.order_by("update").values_list("position", flat=True)) == [1, 2, 3]


def by_sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE actions_change SET position = position + 1000 WHERE update_id = %s",
        "UPDATE actions_change SET position = NULL WHERE update_id = %s",
        "DELETE FROM actions_change WHERE update_id = %s",
    ],
)
def test_a_place_once_given_never_moves(team, statement):
    row = team.open_action().updates.get()
    change_feed.place()
    with pytest.raises(DatabaseError):
        by_sql(statement, row.pk)
    with pytest.raises(AppendOnly):
        Change.objects.filter(update=row).update(position=9)
    with pytest.raises(AppendOnly):
        row.change.delete()


def test_a_puller_that_is_killed_and_resumed_while_others_write_ends_with_the_state_of_the_server(
    team, tmp_path
):
    with empty_database(tmp_path) as words:
        ran = subprocess.run(
            [sys.executable, SCRIPT, "--processes", "4", "--writes", "30", *words],
            capture_output=True,
            text=True,
            timeout=240,
            cwd=tmp_path,
        )
    assert ran.returncode == 0, ran.stdout + ran.stderr
    found = json.loads(ran.stdout)
    assert found["database"] == connection.vendor
    assert (found["missed"], found["twice"], found["out_of_order"]) == (0, 0, 0)
    assert found["pulled"] == found["rows"] >= 120
    assert found["same_state"]
