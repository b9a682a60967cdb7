"""Every form and serializer class of ours, found by importing each module that may hold one."""

import importlib

from django import forms
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
