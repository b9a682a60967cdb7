"""Every form and serializer class of ours, found by importing each module that may hold one."""

import importlib

from django import forms
from django.test.utils import ContextList
from rest_framework import serializers

from tests.guards import tree

ROOMS = {"forms", "serializers", "filters", "views", "viewsets"}


def import_all():
    for path in tree.python(*tree.APPS, "config"):
        parts = path.relative_to(tree.ROOT).with_suffix("").parts
        if len(parts) > 1 and parts[1] in ROOMS:
            importlib.import_module(".".join(part for part in parts if part != "__init__"))


def ours(family):
    for each in family.__subclasses__():
        if each.__module__.split(".")[0] in (*tree.APPS, "config"):
            yield each
        yield from ours(each)


def form_classes():
    import_all()
    return sorted(set(ours(forms.BaseForm)), key=str)


def serializer_classes():
    import_all()
    return sorted(set(ours(serializers.BaseSerializer)), key=str)


def choice_fields(form):
    """The fields that point at rows, with the names they are posted under."""
    return {
        form.add_prefix(name): field
        for name, field in form.fields.items()
        if isinstance(field, forms.ModelChoiceField) and not field.disabled
    }


def forms_in(answer):
    """The forms a page was drawn with."""
    layers = answer.context if isinstance(answer.context, ContextList) else [answer.context or {}]
    values = [
        value for layer in layers for part in getattr(layer, "dicts", [layer]) for value in part.values()
    ]
    found = []
    for value in values:
        for form in value if isinstance(value, (forms.BaseFormSet, list, tuple)) else [value]:
            if isinstance(form, forms.BaseForm) and all(form is not known for known in found):
                found.append(form)
    return found
