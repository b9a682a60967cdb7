from datetime import date

import pytest

from inspections.timescales import Timescale, add_months, choices, expected_by, labelled


@pytest.mark.parametrize(
    ("published_on", "timescale", "expected"),
    [
        (date(2012, 6, 13), Timescale.IMMEDIATELY, date(2012, 6, 13)),
        (date(2012, 6, 13), Timescale.THREE_MONTHS, date(2012, 9, 13)),
        (date(2012, 6, 13), Timescale.SIX_MONTHS, date(2012, 12, 13)),
        (date(2022, 11, 30), Timescale.THREE_MONTHS, date(2023, 2, 28)),
        (date(2023, 11, 30), Timescale.THREE_MONTHS, date(2024, 2, 29)),
        (date(2025, 8, 31), Timescale.SIX_MONTHS, date(2026, 2, 28)),
        (date(2025, 3, 31), Timescale.THREE_MONTHS, date(2025, 6, 30)),
        (date(2025, 12, 31), Timescale.THREE_MONTHS, date(2026, 3, 31)),
    ],
)
def test_an_area_is_expected_by_publication_plus_its_timescale(published_on, timescale, expected):
    assert expected_by(published_on, timescale) == expected


def test_a_stored_word_does_as_well_as_the_timescale_itself():
    assert expected_by(date(2012, 6, 13), "three_months") == date(2012, 9, 13)


@pytest.mark.parametrize("timescale", [None, ""])
def test_an_area_without_a_timescale_is_expected_by_no_date(timescale):
    assert expected_by(date(2012, 6, 13), timescale) is None


def test_nothing_is_expected_of_a_report_that_is_not_published_yet():
    assert expected_by(None, Timescale.IMMEDIATELY) is None


def test_an_unknown_timescale_is_refused():
    with pytest.raises(ValueError, match="a_year"):
        expected_by(date(2012, 6, 13), "a_year")


@pytest.mark.parametrize("label", ["Within three months", "within  three\nmonths:", "WITHIN THREE MONTHS"])
def test_a_printed_label_is_known_however_it_is_set(label):
    assert labelled(label) is Timescale.THREE_MONTHS


@pytest.mark.parametrize("label", [None, "", "  "])
def test_no_label_is_no_timescale(label):
    assert labelled(label) is None


def test_words_that_are_no_timescale_are_refused_with_what_would_do():
    with pytest.raises(ValueError, match="Use one of: Immediately, Within three months, Within six months"):
        labelled("soon")


def test_forms_offer_the_timescales_in_order_of_urgency():
    assert choices() == [
        ("immediately", "Immediately"),
        ("three_months", "Within three months"),
        ("six_months", "Within six months"),
    ]


def test_months_are_added_across_the_end_of_a_year():
    assert add_months(date(2025, 11, 15), 2) == date(2026, 1, 15)
    assert add_months(date(2025, 11, 15), 1) == date(2025, 12, 15)
    assert add_months(date(2026, 1, 31), -2) == date(2025, 11, 30)
