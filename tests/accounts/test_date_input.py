"""The three boxes of a date: what is typed, what it means, and which box is to blame."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.http import QueryDict

from accounts.date_input import DateField


class DeadlineForm(forms.Form):
    due_on = DateField(label="Deadline")


class FilterForm(forms.Form):
    due_on = DateField(required=False)


def typed(day, month, year, form=DeadlineForm, **options):
    return form({"due_on_day": day, "due_on_month": month, "due_on_year": year}, **options)


@pytest.mark.parametrize(
    ("day", "month", "year", "meant"),
    [
        ("31", "3", "2027", date(2027, 3, 31)),
        ("01", "01", "2026", date(2026, 1, 1)),
        (" 31 ", " 12 ", " 2026 ", date(2026, 12, 31)),
        ("29", "2", "2028", date(2028, 2, 29)),
        ("28", "2", "2027", date(2027, 2, 28)),
        ("1", "March", "2027", date(2027, 3, 1)),
        ("1", "sept", "2027", date(2027, 9, 1)),
        ("1", "1", "1000", date(1000, 1, 1)),
        ("31", "12", "9999", date(9999, 12, 31)),
    ],
)
def test_a_real_date_is_understood(day, month, year, meant):
    form = typed(day, month, year)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == meant


@pytest.mark.parametrize(
    ("day", "month", "year", "code", "words"),
    [
        ("", "3", "2027", "day", "The date must include a day."),
        ("31", "", "2027", "month", "The date must include a month."),
        ("31", "3", "", "year", "The date must include a year."),
        ("31", "", "", "month", "The date must include a month."),
        ("0", "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("32", "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("first", "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("-1", "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("1.5", "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("²", "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("٣", "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("9" * 5000, "3", "2027", "day", "The day must be a number from 1 to 31."),
        ("1", "0", "2027", "month", "The month must be a number from 1 to 12."),
        ("1", "13", "2027", "month", "The month must be a number from 1 to 12."),
        ("1", "Smarch", "2027", "month", "The month must be a number from 1 to 12."),
        ("1", "3", "27", "year", "The year must have 4 numbers, like 2026."),
        ("1", "3", "999", "year", "The year must have 4 numbers, like 2026."),
        ("1", "3", "0027", "year", "The year must have 4 numbers, like 2026."),
        ("1", "3", "20277", "year", "The year must have 4 numbers, like 2026."),
        ("29", "2", "2027", "day", "There is no such date as 29 February 2027."),
        ("29", "2", "1900", "day", "There is no such date as 29 February 1900."),
        ("31", "4", "2027", "day", "There is no such date as 31 April 2027."),
    ],
)
def test_a_wrong_date_is_explained_and_the_box_is_named(day, month, year, code, words):
    form = typed(day, month, year)
    assert not form.is_valid()
    (error,) = form.errors.as_data()["due_on"]
    assert error.code == code
    assert form.errors["due_on"] == [words]


def test_what_was_typed_stays_in_the_boxes():
    page = str(typed("31", "Smarch", "27<b>"))
    assert 'value="31"' in page
    assert 'value="Smarch"' in page
    assert 'value="27&lt;b&gt;"' in page


def test_three_empty_boxes_are_a_missing_date():
    form = typed("", "", "")
    assert form.errors["due_on"] == ["Enter the deadline."]


def test_a_form_without_the_boxes_is_a_missing_date():
    assert DeadlineForm({}).errors["due_on"] == ["Enter the deadline."]


def test_three_empty_boxes_are_no_date_where_none_is_needed():
    form = typed("", " ", "", form=FilterForm)
    assert form.is_valid()
    assert form.cleaned_data["due_on"] is None


@pytest.mark.parametrize(("address", "meant"), [("2026-03-31", date(2026, 3, 31)), ("", None)])
def test_an_address_may_carry_the_date_in_one_piece(address, meant):
    form = FilterForm(QueryDict(f"due_on={address}"))
    assert form.is_valid(), form.errors
    assert form.cleaned_data["due_on"] == meant


@pytest.mark.parametrize("address", ["yesterday", "2026-02-30", "2026-03", "----", "31-03-2026", "%00"])
def test_a_broken_date_in_an_address_is_an_error_and_not_a_crash(address):
    form = FilterForm(QueryDict(f"due_on={address}"))
    assert not form.is_valid()
    assert str(form)


def test_a_date_that_is_there_fills_the_boxes():
    page = str(DeadlineForm(initial={"due_on": date(2027, 3, 31)}))
    assert [f'value="{part}"' in page for part in (31, 3, 2027)] == [True] * 3


@pytest.mark.parametrize(
    ("initial", "day", "changed"),
    [
        (date(2027, 3, 31), "31", False),
        (datetime(2027, 3, 31, 12, tzinfo=UTC), "31", False),
        (date(2027, 3, 31), "30", True),
        (date(2027, 3, 31), "x", True),
        (None, "31", True),
    ],
)
def test_a_form_knows_whether_its_date_was_changed(initial, day, changed):
    form = typed(day, "3", "2027", initial={"due_on": initial})
    assert form.has_changed() is changed


def test_each_box_has_its_own_label_and_the_group_its_legend():
    page = str(DeadlineForm())
    for number, part in enumerate(("Day", "Month", "Year")):
        assert f'for="id_due_on_{number}">{part}</label>' in page
    assert page.count("<legend") == 1
