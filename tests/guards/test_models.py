"""What every model of ours must have, whoever wrote it and whenever."""

import weakref
from collections import Counter

import pytest
from django.apps import apps
from django.contrib.auth.models import AnonymousUser
from django.core.management import call_command
from django.db import models
from django.db.migrations.loader import MigrationLoader
from django.db.models.signals import m2m_changed, post_delete, post_save, pre_delete, pre_save

from accounts.models import Organisation, User
from tests.guards import tree

# What django-simple-history makes; it is read through the thing whose history it is.
HISTORY = "Historical"


def ours():
    return [model for app in tree.APPS for model in apps.get_app_config(app).get_models()]


def kept_by_hand():
    return [model for model in ours() if not model.__name__.startswith(HISTORY)]


def reaches_an_organisation(model, seen=()):
    for field in model._meta.concrete_fields:
        target = field.related_model
        if target is None or target in seen or target not in ours():
            continue
        if target in (Organisation, User) or reaches_an_organisation(target, (*seen, model)):
            return True
    return False


def belonging_to_an_organisation():
    return [
        model for model in kept_by_hand() if model in (Organisation, User) or reaches_an_organisation(model)
    ]


@pytest.mark.parametrize("model", belonging_to_an_organisation(), ids=lambda model: model._meta.label)
def test_whatever_belongs_to_an_organisation_says_who_may_see_it(model):
    assert hasattr(model._default_manager.all(), "visible_to"), "Give its queryset visible_to(user)."


@pytest.mark.parametrize("model", belonging_to_an_organisation(), ids=lambda model: model._meta.label)
@pytest.mark.django_db
def test_visible_to_shows_an_unknown_visitor_nothing_that_is_not_public(model, world):
    assert not model._default_manager.visible_to(AnonymousUser()).exists()


@pytest.mark.parametrize("model", kept_by_hand(), ids=lambda model: model._meta.label)
def test_every_model_can_be_named_in_words(model):
    assert model.__str__ is not models.Model.__str__, "Give it __str__."


def test_no_signal_of_ours_is_tied_to_a_model():
    tied = [
        f"{receiver.__module__}.{receiver.__qualname__}"
        for signal in (pre_save, post_save, pre_delete, post_delete, m2m_changed)
        for receiver in map(receiver_of, signal.receivers)
        if receiver is not None and receiver.__module__.split(".")[0] in (*tree.APPS, "config")
    ]
    assert not tied


def receiver_of(entry):
    receiver = entry[1]
    return receiver() if isinstance(receiver, weakref.ReferenceType) else receiver


@pytest.mark.django_db
def test_the_models_need_no_migration():
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_the_migrations_of_each_app_are_one_line():
    loader = MigrationLoader(None)
    ends = Counter(app for app, _ in loader.graph.leaf_nodes() if app in tree.APPS)
    assert not {app for app, count in ends.items() if count > 1}


def test_a_user_is_no_member_of_staff_anywhere():
    """There is no admin site; a flag that means nothing invites somebody to trust it."""
    assert User.is_staff is False
