"""Deadlines one by one, and by month when there are many: nothing is lost, nothing grows without bound."""

from datetime import date, timedelta

import pytest
from django.template import Context, Template

from accounts.charts.months import WIDEST, by_month
from accounts.charts.timeline import LEFT, RIGHT, ROWS_AT_MOST, Row, timeline

ON = date(2026, 11, 21)
JUNE, DECEMBER = date(2026, 6, 30), date(2026, 12, 31)


def make_rows(number):
    first = date(2026, 4, 30)
    for each in range(number):
        original = first + timedelta(days=each * 7 % 390)
        current = original + timedelta(days=each % 5 * 20)
        yield Row(f"Action {each}", f"/actions/{each}/", original, current, current if each % 3 else None)


def drawn(rows, on=ON):
    return Template("{% load charts %}{% timeline 't' rows on %}").render(Context({"rows": rows, "on": on}))


def test_the_first_day_lies_left_and_the_last_one_right():
    chart = timeline([Row("A", "", JUNE, DECEMBER)], ON)
    assert (chart.strips[0].original, chart.strips[0].current) == (LEFT, RIGHT)
    assert LEFT < chart.today < RIGHT


@pytest.mark.parametrize("on", [date(2020, 1, 1), date(2030, 1, 1)])
def test_today_is_in_the_picture_however_far_from_the_deadlines(on):
    chart = timeline([Row("A", "", JUNE, DECEMBER)], on)
    assert chart.today in (LEFT, RIGHT)


def test_rows_keep_the_order_they_were_given_in():
    rows = [Row("B", "", DECEMBER, DECEMBER), Row("A", "", JUNE, JUNE)]
    assert [strip.row for strip in timeline(rows, ON).strips] == rows


def test_an_action_without_dates_has_a_row_and_no_marks():
    strip = timeline([Row("A")], ON).strips[0]
    assert (strip.original, strip.current, strip.forecast) == (None, None, None)
    assert "No deadline" in drawn([Row("A")])


def test_everything_on_one_day_lies_half_way():
    assert timeline([Row("A", "", ON, ON, ON)], ON).strips[0].current == 50


@pytest.mark.parametrize(
    ("current", "words"),
    [
        (JUNE + timedelta(days=1), "1 day later"),
        (JUNE + timedelta(days=91), "91 days later"),
        (JUNE - timedelta(days=30), "30 days earlier"),
    ],
)
def test_a_moved_deadline_says_how_far_and_has_an_arrow(current, words):
    page = drawn([Row("A", "", JUNE, current)])
    assert f"Moved, {words}" in page
    assert f'<span class="ft-timeline__moved">{words}</span>' in page
    assert ("M-13-6" if "later" in words else "M13-6") in page


def test_a_deadline_that_stayed_has_no_arrow():
    page = drawn([Row("A", "", JUNE, JUNE)])
    assert "No deadline moved." in page
    assert "-6l" not in page.split("<tbody>")[1]


def test_without_any_forecast_there_is_no_such_column():
    assert "Forecast" not in drawn([Row("A", "", JUNE, JUNE)])
    assert "Forecast" in drawn([Row("A", "", JUNE, JUNE, DECEMBER)])


def test_every_date_of_the_picture_is_in_the_table():
    page = drawn([Row("A", "/a/", JUNE, DECEMBER, date(2027, 2, 28)), Row("B", "/b/", None, None, ON)])
    for words in ("30 Jun 2026", "31 Dec 2026", "28 Feb 2027", "21 Nov 2026", 'href="/a/"', 'href="/b/"'):
        assert words in page.split("<tbody>")[1]


def test_no_actions_are_said_in_words():
    assert "no actions" in drawn([])


def test_long_names_are_kept_whole_and_escaped():
    name = "<b>" + "Westmarch" * 60
    assert "&lt;b&gt;" + "Westmarch" * 60 in drawn([Row(name, "", JUNE, JUNE)])


@pytest.mark.parametrize(("number", "is_by_month"), [(ROWS_AT_MOST, False), (ROWS_AT_MOST + 1, True)])
def test_more_than_forty_actions_are_counted_by_month(number, is_by_month):
    assert (", by month" in drawn(make_rows(number))) is is_by_month


def test_500_actions_stay_light():
    assert len(drawn(make_rows(500)).encode()) < 12_000
    assert len(drawn(make_rows(ROWS_AT_MOST)).encode()) < 60_000


@pytest.mark.parametrize("name", ["original", "current", "forecast"])
def test_each_column_of_months_sums_to_all_actions(name):
    rows = [*make_rows(120), Row("A"), Row("B", "", JUNE, None)]
    months = by_month(rows, ON).months
    assert sum(getattr(month, name).number for month in months) == len(rows)


def test_the_longest_bar_is_as_wide_as_may_be_and_a_month_without_any_has_none():
    months = by_month(list(make_rows(200)), ON).months
    counts = [getattr(month, name) for month in months for name in ("original", "current", "forecast")]
    assert max(count.width for count in counts) == WIDEST
    assert all((count.width > 0) == (count.number > 0) for count in counts[:-3])


def test_those_without_a_date_come_last_and_shrink_no_bar():
    months = by_month([*make_rows(50), *(Row("A") for _ in range(5000))], ON).months
    assert months[-1].on is None
    assert max(month.current.width for month in months) == WIDEST


def test_a_mistyped_year_adds_one_row():
    few, more = (list(make_rows(50)), [*make_rows(50), Row("A", "", JUNE, date(9999, 1, 1))])
    assert len(by_month(more, ON).months) == len(by_month(few, ON).months) + 1


def test_this_month_has_a_row_though_nothing_falls_in_it():
    months = by_month([Row("A", "", JUNE, JUNE)], ON).months
    assert [month.on for month in months] == [JUNE.replace(day=1), ON.replace(day=1)]
    assert [month.is_this_month for month in months] == [False, True]
