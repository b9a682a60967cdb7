"""The bar of the buckets: its parts fill it, whatever the figures."""

import pytest
from django.template import Context, Template

from accounts.charts.bar import THINNEST, Part, bucket_bar
from config.look import STATUSES

CASES = [
    (1,),
    (0, 1, 0),
    (1, 1, 1),
    (1, 240, 1, 31, 9, 2, 214, 1, 1),
    (1, 10**9),
    (1,) * 8 + (492,),
    (1,) * 9,
]


def make_parts(numbers, address=""):
    statuses = STATUSES[: len(numbers)]
    return [
        Part(kind, words, number, address and address + kind)
        for (kind, words), number in zip(statuses, numbers, strict=True)
    ]


def drawn(parts, id="plan"):
    return Template("{% load charts %}{% bucket_bar id parts %}").render(Context({"id": id, "parts": parts}))


@pytest.mark.parametrize("numbers", CASES)
def test_the_segments_fill_the_bar_from_edge_to_edge(numbers):
    bar = bucket_bar(make_parts(numbers))
    ends = [round(segment.left + segment.width, 1) for segment in bar.segments]
    assert bar.segments[0].left == 0
    assert [segment.left for segment in bar.segments[1:]] == ends[:-1]
    assert ends[-1] == 100


@pytest.mark.parametrize("numbers", CASES)
def test_the_total_is_the_sum_of_the_parts_and_no_part_is_lost(numbers):
    bar = bucket_bar(make_parts(numbers))
    assert bar.total == sum(numbers) == sum(segment.part.number for segment in bar.segments)
    assert [part.number for part in bar.parts] == list(numbers)
    assert len(bar.segments) == sum(number > 0 for number in numbers)


@pytest.mark.parametrize("numbers", CASES)
def test_the_smallest_part_is_still_seen(numbers):
    assert all(segment.width >= THINNEST - 0.1 for segment in bucket_bar(make_parts(numbers)).segments)


def test_equal_parts_are_equally_wide():
    assert [segment.width for segment in bucket_bar(make_parts((7, 7, 7, 7))).segments] == [25.0] * 4


def test_a_number_is_written_only_where_it_has_room_on_a_phone():
    many = bucket_bar(make_parts((7, 93)))
    assert [segment.has_room for segment in many.segments] == [False, True]
    assert not bucket_bar(make_parts((9300000, 90700000))).segments[0].has_room


def test_a_part_below_nothing_is_refused():
    with pytest.raises(ValueError, match="fewer than 0"):
        bucket_bar(make_parts((3, -1)))


def test_no_actions_are_said_in_words_and_drawn_as_no_bar():
    words = drawn(make_parts((0,) * 9))
    assert "There are no actions yet." in words
    assert 'role="img"' not in words
    assert words.count("<td>0</td>") == 10


def test_every_bucket_is_a_row_and_every_number_leads_to_its_rows():
    numbers = (2, 5, 1, 3, 2, 1, 4, 2, 1)
    words = drawn(make_parts(numbers, "/plan/?bucket="))
    for (kind, text), number in zip(STATUSES, numbers, strict=True):
        row = words.split(f'<a href="/plan/?bucket={kind}">{text}</a>')[1].split("</tr>")[0]
        assert f"<td>{number}</td>" in row
        assert f"{text} {number}, " in words.split("<desc")[1].split("</desc>")[0]
    assert "<td>21</td>" in words.split("<tfoot>")[1]


def test_a_bar_of_all_nine_buckets_is_less_than_4_kilobytes():
    assert len(drawn(make_parts((2, 5, 1, 3, 2, 1, 4, 2, 1), "/plan/?bucket=")).encode()) < 4096


def test_two_bars_of_one_page_share_no_id():
    first, second = (drawn(make_parts((1,) * 9), id) for id in ("a", "b"))
    assert ids(first) and not set(ids(first)) & set(ids(second))
    assert len(ids(first)) == len(set(ids(first)))


def ids(words):
    return [piece.split('"')[0] for piece in words.split(' id="')[1:]]


def test_words_with_markup_in_them_are_escaped():
    words = drawn([Part("overdue", "<b>Over & due</b>", 1, '/?"><script>')])
    assert "<b>" not in words
    assert "<script>" not in words
