"""A table is read by other programs: its lines are those that Python's library writes."""

import csv
import io
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from itertools import product

import pytest

from accounts.viewsets.streams import cell, line_of

TEXTS = (
    "",
    "plain",
    'a "word"',
    '"',
    "a, b",
    ",",
    "two\nlines",
    "a\rb",
    "a\r\nb",
    " ",
    "Ärzte",
    "7",
    "A=1",
    "x'",
)
OTHERS = (None, 0, -5, 7, 1.5, Decimal("-1.50"), date(2026, 11, 22))


def by_the_library(values):
    kept = io.StringIO(newline="")
    csv.writer(kept).writerow(values)
    return kept.getvalue()


@pytest.mark.parametrize("length", [1, 2, 3])
def test_a_line_is_what_the_library_writes(length):
    for values in product((*TEXTS, *OTHERS), repeat=length):
        assert line_of([cell(value) for value in values]) == by_the_library(values)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "\tx", "\rx", "'=1", "''-1", '=A1&","', '="x"'])
def test_text_that_a_spreadsheet_would_take_for_a_formula_begins_with_an_apostrophe(text):
    assert line_of([cell(text)]) == by_the_library([f"'{text}"])


def test_what_is_no_text_is_told_as_in_json():
    moment = datetime(2026, 11, 22, 9, 30, tzinfo=timezone(timedelta(hours=1)))
    assert [cell(True), cell(False)] == ["true", "false"]
    assert cell(moment) == "2026-11-22T08:30:00Z"
    assert cell(moment.astimezone(UTC).replace(microsecond=5)) == "2026-11-22T08:30:00.000005Z"
    assert cell([]) == ""
    assert cell([{"id": 1, "title": "Head, Quality"}, {"id": 2, "name": "Panel"}]) == '"Head, Quality; Panel"'
    assert cell(["-1", "x"]) == "'-1; x"
