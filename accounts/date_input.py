"""A date in three boxes (day, month, year), for every form of every app.

It knows forms and dates, no database: that is why it lives in the lowest app, below all forms.
A ModelForm uses it by `field_classes = {"due_on": DateField}`; a filter by `field_class = DateField`.
"""

import datetime
import re

from django import forms
from django.core.exceptions import ValidationError

from accounts.working_days import UNKNOWN_YEAR, is_known

PARTS = ("day", "month", "year")
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


class DateWidget(forms.MultiWidget):
    template_name = "forms/date.html"

    def __init__(self, attrs=None):
        boxes = {part: forms.TextInput() for part in PARTS}
        super().__init__(boxes, attrs)

    def decompress(self, value):
        if isinstance(value, str):
            return typed_parts(value)
        return [value.day, value.month, value.year] if value else ["", "", ""]

    def value_from_datadict(self, data, files, name):
        """The three boxes as typed; or the single value of an address such as ?as_at=2026-03-31."""
        if name in data and f"{name}_day" not in data:
            return typed_parts(data.get(name) or "")
        return [(data.get(f"{name}_{part}") or "").strip() for part in PARTS]

    def value_omitted_from_data(self, data, files, name):
        return name not in data and super().value_omitted_from_data(data, files, name)

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        for part, box in zip(PARTS, context["widget"]["subwidgets"], strict=True):
            box["part"] = part
            # The group says it is required; one empty box is explained by the error, not by the browser.
            box["attrs"].pop("required", None)
        return context


class DateField(forms.DateField):
    """Says what is wrong with a date, and in which box: the error's code is day, month or year."""

    widget = DateWidget
    default_error_messages = {
        "required": "Enter a date.",
        "missing": "The date must include a %(part)s.",
        "day": "The day must be a number from 1 to 31.",
        "month": "The month must be a number from 1 to 12.",
        "year": "The year must have 4 numbers, like 2026.",
        "invalid": "There is no such date as %(date)s.",
    }

    def to_python(self, value):
        if isinstance(value, datetime.datetime):
            return value.date()
        if value is None or isinstance(value, datetime.date):
            return value
        day, month, year = typed_parts(value) if isinstance(value, str) else value
        typed = {"day": day, "month": month, "year": year}
        if not any(typed.values()):
            return None
        for part in PARTS:
            if not typed[part]:
                raise ValidationError(self.error_messages["missing"], code=part, params={"part": part})
        return self._date(
            self._number("day", day, 1, 31), self._month(month), self._number("year", year, 1000, 9999)
        )

    def has_changed(self, initial, data):
        try:
            return self.to_python(initial) != self.to_python(data)
        except ValidationError:
            return True

    def _month(self, typed):
        word = typed[:3].lower()
        return MONTHS.index(word) + 1 if word in MONTHS else self._number("month", typed, 1, 12)

    def _number(self, part, typed, lowest, highest):
        if re.fullmatch("[0-9]{1,4}", typed) and lowest <= int(typed) <= highest:
            return int(typed)
        raise ValidationError(self.error_messages[part], code=part)

    def _date(self, day, month, year):
        try:
            return datetime.date(year, month, day)
        except ValueError:
            shown = f"{day} {datetime.date(year, month, 1):%B} {year}"
            raise ValidationError(
                self.error_messages["invalid"], code="day", params={"date": shown}
            ) from None


class KnownDay(DateField):
    """A day from which others are counted: in a year whose bank holidays are known."""

    def clean(self, value):
        day = super().clean(value)
        if day and not is_known(day):
            raise ValidationError(UNKNOWN_YEAR, code="year")
        return day


def typed_parts(text):
    """ "2026-03-31" as ["31", "03", "2026"]; anything else stands in the first box, to be seen and mended."""
    text = text.strip()
    parts = text.split("-")
    return parts[::-1] if len(parts) == 3 else [text, "", ""]
