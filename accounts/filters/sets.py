"""A set of filters, used in two steps: what was written is understood, and then a list is narrowed by it."""

import django_filters as filters
from django.core.exceptions import ValidationError
from django_filters.constants import EMPTY_VALUES

from accounts import prepared
from accounts.filters.values import BadValue


class StrictFilterSet(filters.FilterSet):
    """`asked` knows who asks, and of which day. Filters are joined by `and`.

    As the library would do it each request begins with copies of all filters and a form of them: that takes
    as long as the rest of the answer.
    """

    def __init__(self, asked):
        self.asked = asked

    @classmethod
    def understood(cls, given):
        """{name: value} of {name: text}. What can't be understood is told at once, as a BadValue."""
        understood, errors = {}, {}
        for name, each in cls.base_filters.items():
            if name in given:
                try:
                    understood[name] = each.field.clean(given[name])
                except ValidationError as problem:
                    errors[name] = [str(sentence) for sentence in problem.messages]
                else:
                    if understood[name] in EMPTY_VALUES:
                        errors[name] = ["Give it a value, or leave it out."]
        if errors:
            raise BadValue(errors)
        return understood

    def found(self, understood):
        """With the keys of rows in place of their names: a name that means nothing is a BadValue."""
        user, known = self.asked.user, self.base_filters
        return {name: known[name].found(name, value, user) for name, value in understood.items()}

    def narrowed(self, rows, found):
        for name, value in found.items():
            each = self.base_filters[name]
            narrow = each.method and getattr(self, each.method)
            rows = narrow(rows, each.field_name, value) if narrow else each.filter(rows, value)
        return rows

    @classmethod
    def shape(cls, found):
        """What the SQL for these values hangs on; None if no SQL is kept for them."""
        known = cls.base_filters
        if not all(known[name].is_kept for name in found):
            return None
        return tuple((name, known[name].shape(value)) for name, value in found.items())

    @classmethod
    def stand_ins(cls, shape):
        """({name: what stands in for its value}, {mark: the name of a value in `values`})"""
        told, marks = {}, {}
        for place, (name, each) in enumerate(shape):
            told[name] = cls.base_filters[name].stand_in(each, 2 * place)
            if told[name] != each:
                marks |= {mark: (name, which) for which, mark in enumerate(_parts(told[name]))}
        return told, marks

    @classmethod
    def values(cls, found):
        return {
            (name, which): prepared.adapted(part)
            for name, value in found.items()
            for which, part in enumerate(_parts(value))
        }

    @classmethod
    def is_planned_once(cls, found):
        return all(cls.base_filters[name].is_planned_once for name in found)


def _parts(value):
    return value if isinstance(value, tuple) else (value,)
