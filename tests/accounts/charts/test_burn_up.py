"""Actions accepted against the plan: order, gaps, scale, and the table below."""

from datetime import date, timedelta

import pytest
from django.template import Context, Template

from accounts.charts.burn_up import BOTTOM, LEFT, RIGHT, TOP, Point, burn_up, days_to_count

ON = date(2026, 11, 21)


def make_points(*rows, first=date(2026, 8, 31), apart=31):
    return [Point(first + timedelta(days=apart * number), *row) for number, row in enumerate(rows)]


def line(chart, kind):
    return next(line for line in chart.lines if line.kind == kind)


def drawn(points, total, on=ON):
    words = "{% load charts %}{% burn_up 'b' points total on %}"
    return Template(words).render(Context({"points": points, "total": total, "on": on}))


def test_the_lines_run_from_edge_to_edge_and_from_floor_to_ceiling():
    chart = burn_up(make_points((0, 0), (5, 2), (20, 3)), 20, ON)
    assert line(chart, "planned").marks[0] == (LEFT, BOTTOM)
    assert line(chart, "planned").marks[-1] == (RIGHT, TOP)


def test_points_out_of_order_are_put_in_order():
    points = make_points((0, 0), (5, 2), (9, 3))
    assert burn_up(reversed(points), 9, ON) == burn_up(points, 9, ON)


def test_of_two_points_of_one_day_the_last_given_holds():
    chart = burn_up([Point(ON, 1, 1), Point(ON, 2, 2)], 5, ON)
    assert [point.planned for point in chart.points] == [2]


def test_what_is_not_known_yet_ends_the_line():
    chart = burn_up(make_points((0, 0), (5, 2), (9, None)), 9, ON)
    assert len(line(chart, "planned").marks) == 3
    assert len(line(chart, "accepted").marks) == 2
    assert line(chart, "accepted").number == 2


def test_without_any_sustained_figure_there_is_no_such_line():
    assert [line.kind for line in burn_up(make_points((0, 0), (5, 2)), 9, ON).lines] == [
        "planned",
        "accepted",
    ]


def test_one_point_lies_in_the_middle():
    chart = burn_up([Point(ON, 3, 1, 0)], 3, ON)
    assert line(chart, "planned").marks == ((53.0, TOP),)
    assert len(chart.days) == 1


def test_no_points_and_no_actions_are_said_in_words():
    assert burn_up([], 0, ON).lines == ()
    assert "no plan to draw" in drawn([], 0)


@pytest.mark.parametrize("top", [0, 1, 2, 3, 7, 20, 499, 1_000_000])
def test_the_steps_are_whole_and_reach_above_every_figure(top):
    chart = burn_up(make_points((0, 0), (top, top)), top, ON)
    steps = [tick.value for tick in chart.heights]
    assert steps == sorted(set(steps))
    assert all(isinstance(step, int) for step in steps)
    assert 2 <= len(steps) <= 6
    assert steps[-1] >= top


def test_more_accepted_than_planned_or_than_there_are_is_still_inside_the_picture():
    chart = burn_up(make_points((0, 9), (1, 30)), 5, ON)
    assert all(TOP <= y <= BOTTOM for drawn in chart.lines for _, y in drawn.marks)


@pytest.mark.parametrize(("days", "is_drawn"), [(-1, False), (0, True), (10, True), (20, True), (21, False)])
def test_the_upright_line_is_drawn_only_within_the_picture(days, is_drawn):
    points = make_points((0, 0), (5, 2), first=ON, apart=20)
    assert bool(burn_up(points, 5, ON + timedelta(days=days)).today) is is_drawn


def test_every_figure_of_the_picture_is_in_the_table():
    points = make_points((1, 101, 51), (12, 112, 62), (23, None, None))
    table = drawn(points, 150).split("<table")[1]
    for point in points:
        row = table.split(f"{point.on.day} {point.on:%b %Y}")[1].split("</tr>")[0]
        for number in (point.planned, point.accepted, point.sustained):
            assert f"<td>{'Not known' if number is None else number}</td>" in row
    assert "150 actions in all" in table


def test_a_short_stretch_is_counted_by_day():
    days = days_to_count(ON, ON + timedelta(days=62), ON)
    assert len(days) == 63


def test_a_long_stretch_is_counted_at_the_end_of_each_month_and_on_the_day_itself():
    days = days_to_count(date(2026, 1, 31), date(2026, 4, 15), date(2026, 3, 3))
    assert days == [
        date(2026, 1, 31),
        date(2026, 2, 28),
        date(2026, 3, 3),
        date(2026, 3, 31),
        date(2026, 4, 15),
    ]


def test_a_day_outside_the_stretch_is_not_counted():
    assert days_to_count(date(2026, 1, 1), date(2027, 1, 1), date(2027, 2, 1))[-1] == date(2027, 1, 1)


def test_a_stretch_that_ends_before_it_begins_has_no_days():
    assert days_to_count(ON, ON - timedelta(days=1), ON) == []


def test_a_year_by_day_is_still_light():
    points = [Point(ON + timedelta(days=number), number, number, number) for number in range(366)]
    assert len(drawn(points, 400).encode()) < 60_000
