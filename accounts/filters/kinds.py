"""The kinds of filters the API has.

The SQL of a list is kept for all who use the same filters. Of most of them the value is a value of the SQL
too, for which a `mark` stands in meanwhile; others, such as a bucket, have SQL of their own for each value.
"""

from functools import lru_cache

import django_filters as filters
from django import forms
from django.core.exceptions import ValidationError

from accounts import prepared, standing_in
from accounts.filters import values

# Apart from the marks of whoever asks, and of where a page begins.
BEGINS = 2000
MARKED = "marked"
KEY = "key"


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


class Kept:
    """What the SQL of a list knows of a filter."""

    mark = None
    is_kept = True
    # Whether the database may make its plan without the value: not where it says how many rows there are.
    is_planned_once = True

    def shape(self, value):
        return value if self.mark is None else MARKED

    def stand_in(self, shape, place):
        return shape if shape != MARKED else self.mark(BEGINS + place)

    def found(self, name, value, user):
        """What is asked of the database for this value."""
        return value


class DayFilter(Kept, filters.Filter):
    field_class = _field(values.as_day)
    mark = staticmethod(prepared.day)
    is_planned_once = False
    schema = {"type": "string", "format": "date"}


class DayOrMomentFilter(Kept, filters.Filter):
    field_class = _field(values.as_day_or_moment)
    mark = staticmethod(prepared.moment)
    is_planned_once = False
    schema = {
        "type": "string",
        "anyOf": [{"format": "date"}, {"format": "date-time"}],
        "example": "2026-03-31",
    }


class DaysFilter(Kept, filters.Filter):
    field_class = _field(values.as_days)
    mark = staticmethod(prepared.day)
    is_planned_once = False
    schema = {"type": "string", "example": "2026-01-01,2026-03-31"}

    def stand_in(self, shape, place):
        return tuple(self.mark(BEGINS + each) for each in (place, place + 1))


class NumberFilter(Kept, filters.Filter):
    field_class = _field(values.as_number)
    mark = staticmethod(prepared.number)
    schema = {"type": "integer", "minimum": 0, "maximum": 10**15 - 1}


class NumberOrNoneFilter(NumberFilter):
    field_class = _field(values.as_number_or_none)
    schema = {"type": "string", "minLength": 1}

    def shape(self, value):
        return value if value == values.WITHOUT else MARKED


class YesNoFilter(Kept, filters.Filter):
    field_class = _field(values.as_yes_or_no)
    schema = {"type": "boolean"}


class WordFilter(Kept, filters.CharFilter):
    """A name or an address, compared as it is written."""

    mark = staticmethod(prepared.text)
    is_planned_once = False
    schema = {"type": "string", "minLength": 1}


class WordsFilter(WordFilter):
    """Words to be looked for: how, depends on the words."""

    is_kept = False


class RowFilter(NumberFilter):
    """By a row that whoever asks must see, or the answer would be an empty list that nobody can explain."""

    by = "pk"

    def __init__(self, *args, among, what, **kwargs):
        super().__init__(*args, **kwargs)
        self.among, self.what = among, what

    def found(self, name, value, user):
        kind = standing_in.kind_of(user)
        if kind is None:
            return one_named(self.among(user), name, value, self.what, **{self.by: value})
        given = standing_in.values_of(user) | {KEY: value}
        for (pk,) in _asked_for(self, kind).ask(given):
            return pk
        raise values.BadValue(_none_such(name, value, self.what))


class NamedRowFilter(RowFilter):
    """By the slug of a row, of which the SQL knows the key."""

    field_class = WordFilter.field_class
    by = "slug"
    schema = WordFilter.schema


class OneOfFilter(Kept, filters.Filter):
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
            wanted = [each.strip() for each in text.split(",")]
            for value in wanted:
                if value not in choices:
                    raise ValueError(f"“{value}” is not one of these: {', '.join(choices)}.")
            return tuple(value for value in choices if value in wanted)

        if not hasattr(self, "_field"):
            self._field = _field(chosen)(required=False, label=self.label)
        return self._field

    def filter(self, queryset, value):
        return queryset.filter(**{f"{self.field_name}__in": value})


def one_named(queryset, name, value, what, **by):
    """The key of the row with this name."""
    found = queryset.filter(**by).values_list("pk", flat=True).first()
    if found is None:
        raise values.BadValue(_none_such(name, value, what))
    return found


def _none_such(name, value, what):
    return {name: f"There is no {what} “{value}”, or you may not see it."}


@lru_cache(maxsize=256)
def _asked_for(row_filter, kind):
    user, marks = standing_in.stand_in(kind)
    mark = (prepared.number if row_filter.by == "pk" else prepared.text)(BEGINS)
    rows = row_filter.among(user).filter(**{row_filter.by: mark}).order_by().values_list("pk")[:1]
    return prepared.Statement(rows, marks | {mark: KEY})
