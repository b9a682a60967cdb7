"""What the filters of the API have in common: a value is understood, or refused with a sentence."""

from datetime import datetime, time

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime


class BadValue(ValueError):
    """Found out only when the database was asked: there is no such organisation."""

    def __init__(self, name, words):
        super().__init__(words)
        self.name = name


def as_day(text):
    day = _parsed(parse_date, text)
    if day is None:
        raise ValueError(f"“{text}” is not a day. Write it as 2026-03-31.")
    return day


def as_moment(text):
    """A moment with its offset from UTC. In an address + stands for a space, so a space is taken for +."""
    moment = _parsed(parse_datetime, text.replace(" ", "+"))
    if moment is None or moment.tzinfo is None:
        raise ValueError(f"“{text}” is not a moment. Write it as 2026-03-31T09:00:00Z.")
    return moment


def as_day_or_moment(text):
    """Of a day its first moment."""
    if len(text) > len("2026-03-31"):
        return as_moment(text)
    return timezone.make_aware(datetime.combine(as_day(text), time.min))


def as_days(text):
    first, _, last = text.partition(",")
    days = as_day(first.strip()), as_day(last.strip())
    if days[0] > days[1]:
        raise ValueError("The first day is later than the second.")
    return days


def as_number(text):
    if not (text.isascii() and text.isdigit() and len(text) < 16):
        raise ValueError(f"“{text}” is not a number. Give the id as it stands in an answer.")
    return int(text)


def as_yes_or_no(text):
    if text not in ("true", "false"):
        raise ValueError("Give true or false.")
    return text == "true"


def _parsed(parse, text):
    """Also nothing for a date that is well written and is not in the calendar."""
    try:
        return parse(text)
    except (ValueError, OverflowError):
        return None


class Read(forms.Field):
    """A field of one value that a function reads; what it raises is what people are told."""

    read = str

    def to_python(self, value):
        if value in self.empty_values:
            return None
        try:
            return type(self).read(value)
        except ValueError as problem:
            raise ValidationError(str(problem)) from None


def _field(reading):
    return type(reading.__name__, (Read,), {"read": staticmethod(reading)})


class DayFilter(filters.Filter):
    field_class = _field(as_day)
    schema = {"type": "string", "format": "date"}


class DayOrMomentFilter(filters.Filter):
    field_class = _field(as_day_or_moment)
    schema = {
        "type": "string",
        "anyOf": [{"format": "date"}, {"format": "date-time"}],
        "example": "2026-03-31",
    }


class DaysFilter(filters.Filter):
    field_class = _field(as_days)
    schema = {"type": "string", "example": "2026-01-01,2026-03-31"}


class NumberFilter(filters.Filter):
    field_class = _field(as_number)
    schema = {"type": "integer", "minimum": 0, "maximum": 10**15 - 1}


class YesNoFilter(filters.Filter):
    field_class = _field(as_yes_or_no)
    schema = {"type": "boolean"}


class WordFilter(filters.CharFilter):
    """A name or an address, compared as it is written."""

    schema = {"type": "string", "minLength": 1}


class OneOfFilter(filters.Filter):
    """One of a list, or several with commas between them."""

    field_class = Read

    def __init__(self, *args, choices, **kwargs):
        super().__init__(*args, **kwargs)
        self.choices = [value for value, _ in choices]

    @property
    def schema(self):
        return {"type": "array", "items": {"type": "string", "enum": self.choices}, "minItems": 1}

    @property
    def field(self):
        choices = self.choices

        def chosen(text):
            values = [each.strip() for each in text.split(",")]
            for value in values:
                if value not in choices:
                    raise ValueError(f"“{value}” is not one of these: {', '.join(choices)}.")
            return values

        if not hasattr(self, "_field"):
            self._field = _field(chosen)(required=False, label=self.label)
        return self._field

    def filter(self, queryset, value):
        if not value:
            return queryset
        return queryset.filter(**{f"{self.field_name}__in": value})


class StrictFilterSet(filters.FilterSet):
    """`asked` knows who asks, and of which day."""

    def __init__(self, data, queryset, *, asked):
        super().__init__({name: data[name] for name in data}, queryset)
        self.asked = asked

    def errors_in_words(self):
        return {name: [str(word) for word in words] for name, words in self.form.errors.items()}


def one_named(queryset, name, value, what, **by):
    """The condition's row must be there, or the answer would be an empty list that nobody can explain."""
    found = queryset.filter(**by).values_list("pk", flat=True).first()
    if found is None:
        raise BadValue(name, f"There is no {what} “{value}”, or you may not see it.")
    return found
