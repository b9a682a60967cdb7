"""The table of stages at both sides of each edge. It knows no database."""

from datetime import date, timedelta

import pytest

from actions import stages

ON = date(2026, 6, 30)


def day(number):
    return ON + timedelta(days=number)


@pytest.mark.parametrize(
    ("days_left", "stage"),
    [
        (15, None),
        (14, ("due_in_14", 0)),
        (4, ("due_in_14", 0)),
        (3, ("due_in_3", 0)),
        (1, ("due_in_3", 0)),
        (0, ("due_today", 0)),
        (-1, ("overdue", 0)),
        (-7, ("overdue", 0)),
        (-8, ("overdue", 1)),
        (-14, ("overdue", 1)),
        (-15, ("overdue", 2)),
        (-400, ("overdue", 57)),
    ],
)
def test_the_stage_of_a_deadline(days_left, stage):
    assert stages.of_deadline(day(days_left), ON) == stage


@pytest.mark.parametrize(
    ("days_ago", "number"), [(0, None), (29, None), (30, 0), (59, 0), (60, 1), (90, 2), (-3, None)]
)
def test_the_round_of_a_silence(days_ago, number):
    assert stages.of_silence(day(-days_ago), ON) == number


@pytest.mark.parametrize(
    ("late", "quiet", "steps"),
    [
        (13, None, 0),
        (14, None, 1),
        (27, None, 1),
        (28, None, 2),
        (300, 13, 0),
        (300, 14, 1),
        (300, 28, 2),
        (14, 100, 1),  # an update before the deadline is no news of its passing
        (13, 100, 0),
    ],
)
def test_how_far_up_silence_has_climbed(late, quiet, steps):
    quiet_since = None if quiet is None else day(-quiet)
    assert stages.of_escalation(day(-late), quiet_since, ON) == steps


@pytest.mark.parametrize(("days", "week"), [(0, 0), (6, 0), (7, 1), (13, 1), (14, 2), (-1, 0)])
def test_the_week_of_waiting(days, week):
    assert stages.of_waiting(day(-days), ON) == week


@pytest.mark.parametrize(
    ("days_left", "time"),
    [(15, None), (14, 0), (4, 0), (3, 1), (1, 1), (0, 2), (-1, 3), (-7, 3), (-8, 4)],
)
def test_how_often_one_is_told_of_a_day_that_comes_near(days_left, time):
    assert stages.of_approach(day(days_left), ON) == time


def test_decisions_and_escalations_never_wait_and_are_never_optional():
    groups = (stages.Group.DECIDE, stages.Group.ESCALATED)
    for each in stages.all_stages():
        if each.group in groups:
            assert not each.keeps_rhythm
            assert not each.is_optional


def test_what_is_optional_keeps_the_rhythm():
    assert all(each.keeps_rhythm for each in stages.all_stages() if each.is_optional)


def test_a_stage_is_not_two_things():
    with pytest.raises(ValueError, match="another stage"):
        stages.add(stages.Stage(key="overdue", label="x", group=stages.Group.SOON, when="", who="", again=""))
