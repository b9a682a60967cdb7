from datetime import date

import pytest

from actions.deadlines import late_or_left, moved_by

DAY = date(2026, 3, 10)


@pytest.mark.parametrize(
    ("due_on", "words"),
    [
        (None, "no deadline"),
        (date(2026, 3, 8), "2 days late"),
        (date(2026, 3, 9), "1 day late"),
        (date(2026, 3, 10), "due today"),
        (date(2026, 3, 11), "due tomorrow"),
        (date(2026, 3, 12), "due in 2 days"),
        (date(2022, 3, 10), "1,461 days late"),
    ],
)
def test_a_deadline_is_told_in_days(due_on, words):
    assert late_or_left(due_on, DAY) == words


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (None, "not moved"),
        (0, "not moved"),
        (1, "moved back by 1 day"),
        (41, "moved back by 41 days"),
        (-7, "moved forward by 7 days"),
    ],
)
def test_a_move_is_told_with_its_direction(days, words):
    assert moved_by(days) == words
