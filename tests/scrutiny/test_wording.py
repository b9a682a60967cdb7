"""Positions in plain sentences."""

from datetime import date

import pytest

from scrutiny import wording
from scrutiny.wording import Figures

TODAY = date(2026, 3, 31)


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (Figures(), "This report asks for no improvement."),
        (Figures(areas=3), "No action has been published yet."),
        (Figures(actions=1), "0 of 1 action accepted."),
        (
            Figures(actions=20, accepted=12, sustained=2, days_overdue=(3, 41, 7), moved=(2, 2)),
            "14 of 20 actions accepted; 3 overdue, the oldest by 41 days; 2 extended twice.",
        ),
        (Figures(actions=2, days_overdue=(1,)), "0 of 2 actions accepted; 1 overdue, by 1 day."),
        (Figures(actions=2, moved=(1,)), "0 of 2 actions accepted; 1 extended."),
        (
            Figures(actions=9, moved=(1, 3, 2)),
            "0 of 9 actions accepted; 3 extended, 2 of them more than once.",
        ),
        (Figures(actions=9, moved=(3, 3)), "0 of 9 actions accepted; 2 extended 3 times."),
        (Figures(actions=9, moved=(3, 2)), "0 of 9 actions accepted; 2 extended more than once."),
    ],
)
def test_the_headline_says_how_it_stands_in_one_sentence(figures, said):
    assert wording.headline(figures)[0] == said


def test_what_the_first_sentence_leaves_out_is_said_after_it():
    figures = Figures(
        actions=9, accepted=1, sustained=2, done=1, not_pursued=2, silent=1, areas=4, areas_without_action=1
    )
    assert wording.headline(figures)[1:] == [
        "Of those accepted, 2 held at a later check.",
        "1 more is claimed done and not yet checked.",
        "2 are no longer pursued.",
        "1 open action has had no update for more than 28 days.",
        "1 of 4 areas has no action yet.",
    ]


@pytest.mark.parametrize(
    ("updated_on", "opened_on", "said"),
    [
        (date(2026, 3, 3), None, ""),  # 28 days ago
        (date(2026, 3, 2), None, "No update since 2 March 2026"),
        (None, date(2026, 3, 3), ""),
        (None, date(2026, 3, 2), "No update since it was opened on 2 March 2026"),
        (None, None, ""),
    ],
)
def test_silence_is_said_from_the_29th_day_on(updated_on, opened_on, said):
    assert wording.silence(updated_on, opened_on, TODAY) == said


@pytest.mark.parametrize(
    ("last_on", "next_on", "said"),
    [
        (date(2026, 2, 28), date(2026, 3, 31), ""),
        (date(2026, 2, 28), date(2026, 3, 30), "No reading since 28 February 2026"),
        (None, date(2026, 3, 30), "No reading yet"),
    ],
)
def test_a_measure_is_silent_when_a_reading_was_due_before_today(last_on, next_on, said):
    assert wording.silence_of_measure(last_on, next_on, TODAY) == said


@pytest.mark.parametrize(
    ("times", "days", "said"),
    [
        (0, 0, ""),
        (1, 41, "moved once, 41 days later in all"),
        (2, -1, "moved twice, 1 day earlier in all"),
        (3, 0, "moved 3 times, back to the original day"),
    ],
)
def test_how_often_and_how_far_a_deadline_moved(times, days, said):
    assert wording.movement(times, days) == said
