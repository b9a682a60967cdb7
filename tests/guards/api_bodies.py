"""What a body of the API can name: each of its fields that stands for a row, and a body made around it."""

from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache

import pytest
from django.apps import apps
from django.urls import resolve
from rest_framework import serializers

from accounts.serializers.days import KnownDayField
from scrutiny.serializers.times import TimeOfDayField
from tests.guards import tree
from tests.guards.routes import address

# What a field of each kind is filled with. A field of another kind may name a row: see `is_doubtful`.
FILLED = {
    serializers.CharField: "Plain words",
    serializers.EmailField: "somebody@westmarch.example",
    serializers.URLField: "https://westmarch.example/minutes",
    serializers.BooleanField: False,
    serializers.DateField: "2026-03-02",
    KnownDayField: "2026-03-02",
    TimeOfDayField: "10:30",
    serializers.DecimalField: "7",
}
# Where words have to be more than plain.
FILLED_BY_NAME = {"sends_to": "https://receiver.example/changes"}
PLAIN = {*FILLED, serializers.ChoiceField}


@dataclass(frozen=True)
class Place:
    """One field of a body, with the fields that lead to it."""

    way: tuple
    field: serializers.Field

    @property
    def name(self):
        """As an answer calls it that says what is wrong with the first of each list."""
        return ".".join(self.way)

    @property
    def known_as(self):
        """By the serializer it stands in: whatever is said of it holds for all bodies with that part."""
        inner = self.field
        while isinstance(inner.parent, serializers.ListField):
            inner = inner.parent
        return f"{type(inner.parent).__name__}.{inner.field_name}"

    @property
    def is_of_rows(self):
        return hasattr(self.field, "choices_of")


def places(field, way=()):
    """Every field at the end of a body, however deep it stands."""
    if isinstance(field, (serializers.ListField, serializers.ListSerializer)):
        yield from places(field.child, (*way, "0"))
    elif isinstance(field, serializers.Serializer):
        for name, inner in field.fields.items():
            if not inner.read_only:
                yield from places(inner, (*way, name))
    else:
        yield Place(way, field)


def is_doubtful(place):
    """It may name a row by more than plain words: by its kind, or because it is called as rows are called."""
    if place.is_of_rows:
        return False
    name = place.known_as.split(".")[1]
    return type(place.field) not in PLAIN or bool({name, name.removesuffix("_id")} & words_for_rows())


@cache
def words_for_rows():
    """The names of our models and of what points at them: post, owner, reports_to, inspections ..."""
    models = [model for model in apps.get_models() if model._meta.app_label in tree.APPS]
    pointing = {field.name for model in models for field in model._meta.get_fields() if field.is_relation}
    return pointing | {model._meta.model_name for model in models}


def body_around(field, place, value, at=0):
    """The shortest body that is right but for what stands in one place."""
    if place and at == len(place.way):
        return value
    if isinstance(field, (serializers.ListField, serializers.ListSerializer)):
        return [body_around(field.child, place, value, at + 1)]
    if isinstance(field, serializers.Serializer):
        return {
            name: body_around(inner, place if leads_on else None, value, at + 1)
            for name, inner in field.fields.items()
            if (leads_on := bool(place) and place.way[at] == name) or inner.required
        }
    return sample(field)


def sample(field):
    if hasattr(field, "choices_of"):
        return allowed(field)
    if isinstance(field, serializers.ChoiceField):
        return next(iter(field.choices))
    if isinstance(field, serializers.IntegerField):
        return field.min_value or 0
    return FILLED_BY_NAME.get(field.field_name) or FILLED[type(field)]


def allowed(field):
    """The key of a row that may be chosen, if the world has one."""
    found = field.choices_of(field.context).first()
    return found and stated(found.pk)


def stated(pk):
    return pk if isinstance(pk, int) else str(pk)


def declared(row, world, method):
    """The body that the reference of the API names for an address."""
    view = resolve(address(row, world.west)).func.cls(request=None, kwargs={})
    schema = getattr(view, method.lower()).kwargs["schema"]()
    schema.view, schema.method = view, method
    return schema.get_request_serializer()


@contextmanager
def checked_bodies():
    """The serializers that check what is sent inside the block, with all they know of the request."""
    met, check = [], serializers.BaseSerializer.is_valid

    def watched(serializer, **options):
        met.append(serializer)
        return check(serializer, **options)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(serializers.BaseSerializer, "is_valid", watched)
        yield met
