"""Small readings: dates, names of bodies, headings."""

from datetime import date

import pytest

from inspections import frameworks
from inspections.report_reading import FRAMEWORK_NAMES, bodies, dates, headings


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("23 April – 4 May 2012", date(2012, 4, 23), date(2012, 5, 4)),
        ("15-19 July 2013", date(2013, 7, 15), date(2013, 7, 19)),
        ("29 October 2018 to 2 November 2018", date(2018, 10, 29), date(2018, 11, 2)),
        ("29 and 30 January 2019", date(2019, 1, 29), date(2019, 1, 30)),
        ("Monday 13 October 2020", date(2020, 10, 13), date(2020, 10, 13)),
        ("29 November to 10 January 2022", date(2021, 11, 29), date(2022, 1, 10)),
        ("3rd to 14th November 2025", date(2025, 11, 3), date(2025, 11, 14)),
        ("13 to 17 and 20 to 24 November 2023", date(2023, 11, 13), date(2023, 11, 24)),
    ],
)
def test_spans_of_days_as_printed(text, first, last):
    assert dates.span(f"Inspection dates: {text} Age group: All") == (first, last)


@pytest.mark.parametrize(
    "text", ["31 February 2020", "45 May 2020", "no date at all", "4 May 2012 – 23 April 2012"]
)
def test_what_is_no_date_gives_none(text):
    assert dates.span(text) is None


@pytest.mark.parametrize(
    ("sentence", "named"),
    [
        (
            "NHS Westmarch, Marchwater and Fenside NHS Foundation Trust and the council should meet",
            ["NHS Westmarch", "Marchwater and Fenside NHS Foundation Trust", "the council"],
        ),
        ("Leaders at NHS Marchlands ICB, including providers, should act", ["NHS Marchlands ICB"]),
        ("NHS Westmarch to ensure that clinics open on time", ["NHS Westmarch"]),
        ("The quality of the service should not depend on the council", []),
        ("Ensure that the council and the police should meet", []),
        ("Coordinate the board and the council to establish a plan", []),
        ("Pathway planning to be better reflected in records", []),
        ("improve what schools should be told by the police", []),
    ],
)
def test_bodies_are_those_asked_at_the_start_of_a_sentence(sentence, named):
    assert bodies.named_in(sentence) == named


@pytest.mark.parametrize(
    ("text", "timescale"),
    [
        ("Immediately:", "Immediately"),
        ("Within three months:", "Within three months"),
        ("Within 3 months of publication", "Within three months"),
        ("WITHIN SIX MONTHS", "Within six months"),
    ],
)
def test_timescales_as_printed(text, timescale):
    assert headings.tier(text) == (timescale, "")


def test_a_sentence_that_begins_with_a_timescale_is_no_heading():
    assert not headings.is_tier("Within three months of a first visit, most families have a worker.")


@pytest.mark.parametrize(
    "text",
    ["Case study: area for improvement", "areas for improvement", "Areas for improvement are listed below."],
)
def test_what_only_mentions_a_list_opens_none(text):
    assert headings.opening(text) is None


@pytest.mark.parametrize("name", FRAMEWORK_NAMES)
def test_every_framework_a_reading_names_is_one_of_ours(name):
    assert frameworks.named(name) is not None
