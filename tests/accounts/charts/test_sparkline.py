"""A measure's readings as one small line: gaps stay gaps, and nothing suppressed is told."""

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.template import Context, Template

from accounts.charts.figures import in_words
from accounts.charts.sparkline import EDGE, HEIGHT, WIDTH, Reading, sparkline

FIRST = date(2025, 1, 31)


def make_readings(*values):
    """None is a gap; a text is the note of a gap."""
    return [
        Reading(
            FIRST + timedelta(days=91 * number),
            None if isinstance(value, str) else value,
            value if isinstance(value, str) else "",
        )
        for number, value in enumerate(values)
    ]


def places(chart):
    pairs = [pair.split() for piece in chart.line.split("M") if piece for pair in piece.split("L")]
    return [(float(x), float(y)) for x, y in pairs]


def drawn(readings, **more):
    words = "{% load charts %}{% sparkline 's' 'Visits' readings target baseline unit table %}"
    context = {"readings": readings, "target": None, "baseline": None, "unit": "", "table": True, **more}
    return Template(words).render(Context(context))


def test_a_higher_value_stands_higher():
    (_, first), (_, second) = places(sparkline(make_readings(4, 11)))
    assert (first, second) == (HEIGHT - EDGE, EDGE)


def test_readings_out_of_order_are_put_in_order():
    readings = make_readings(11, 9, 4)
    assert sparkline(reversed(readings)) == sparkline(readings)
    assert sparkline(reversed(readings)).last.value == 4


def test_equal_values_lie_half_way():
    assert {y for _, y in places(sparkline(make_readings(3, 3, 3)))} == {HEIGHT / 2}


def test_target_and_baseline_are_inside_the_picture():
    chart = sparkline(make_readings(4, 5), target=-10, baseline=20)
    assert (chart.target_at, chart.baseline_at) == (str(HEIGHT - EDGE), str(EDGE))


@pytest.mark.parametrize("values", [(10**12, 1), (Decimal("0.0001"), Decimal("0.0002")), (-5, 5)])
def test_huge_tiny_and_negative_values_stay_inside_the_picture(values):
    for x, y in places(sparkline(make_readings(*values))):
        assert EDGE <= x <= WIDTH - EDGE
        assert EDGE <= y <= HEIGHT - EDGE


def test_a_gap_breaks_the_line():
    assert sparkline(make_readings(1, 2, None, 3, 4)).line.count("M") == 2


def test_a_reading_between_two_gaps_is_a_dot():
    chart = sparkline(make_readings(1, 2, None, 3, None, 4))
    assert chart.line.count("M") == 1
    assert len(chart.dots) == 2


def test_one_reading_is_a_dot_in_the_middle():
    chart = sparkline(make_readings(42))
    assert (chart.line, chart.last_at) == ("", (str(WIDTH // 2), str(HEIGHT // 2)))


def test_no_readings_are_said_in_words():
    words = drawn([], target=60, unit="%")
    assert "No readings yet" in words
    assert "Target 60%" in words
    assert "<svg" not in words


def test_only_suppressed_readings_draw_nothing_and_are_told_as_suppressed():
    words = drawn(make_readings("Suppressed", "Suppressed"))
    assert "<svg" not in words
    assert "No figure to show" in words
    assert words.count("<td>Suppressed</td>") == 2


def test_a_gap_after_the_last_figure_is_told_beside_it():
    words = drawn(make_readings(4, "Suppressed"))
    assert "<strong>4</strong> on 31 January 2025" in words
    assert "Suppressed on 2 May 2025" in words


def test_zero_is_a_figure():
    words = drawn(make_readings(0, 0), target=0, baseline=0)
    assert "<strong>0</strong>" in words
    assert "Target (long dashes) 0" in words
    assert "Baseline (dots) 0" in words


def test_every_figure_of_the_picture_is_in_the_table():
    words = drawn(
        make_readings(Decimal("71.50"), None, 1234567), target=95, baseline=Decimal("71.00"), unit="%"
    )
    table = words.split("<table")[1]
    for figure in ("71.5%", "No figure", "1,234,567%", "95%", "71%"):
        assert f"<td>{figure}</td>" in table


def test_a_small_line_is_about_one_kilobyte():
    values = [Decimal(number % 7) for number in range(12)]
    words = drawn(make_readings(*values), target=0, baseline=11, table=False)
    assert "<table" not in words
    assert len(words.encode()) < 1100


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [
        (Decimal("11.00"), "", "11"),
        (Decimal("100"), "%", "100%"),
        (Decimal("1E+3"), "", "1,000"),
        (1234567.5, "£", "£1,234,567.5"),
        (-20, "£", "-£20"),
        (Decimal("-0.0"), "days", "0 days"),
        (0, "", "0"),
        (Decimal("0.10"), "", "0.1"),
    ],
)
def test_a_number_is_written_as_people_read_it(value, unit, words):
    assert in_words(value, unit) == words
