"""A thief of the database reads no key of anybody's authenticator app."""

import importlib
import json

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.urls import reverse

from accounts.sealing import CannotOpen, open_sealed, seal
from tests.accounts.people import SECRET, code_now, give_second_factor, is_signed_in, sign_in, words_of
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
EMAIL = "ada@westmarch.example"
OTHER_KEY = "another secret key of fifty letters and a few more than that"


def test_neither_the_key_nor_the_recovery_codes_lie_open_in_the_database():
    user = give_second_factor(make_user(EMAIL, PASSWORD))
    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    codes = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()
    assert SECRET not in kept and not any(code in kept for code in codes)
    assert user.has_second_factor


def test_what_was_sealed_can_be_opened_and_twice_the_same_looks_different():
    assert open_sealed(seal("kettle")) == "kettle"
    assert seal("kettle") != seal("kettle")


@pytest.mark.parametrize("harm", [lambda sealed: sealed[:-2], lambda sealed: "kettle", lambda sealed: ""])
def test_what_was_tampered_with_is_not_opened(harm):
    with pytest.raises(CannotOpen):
        open_sealed(harm(seal("kettle")))


def test_a_new_secret_key_opens_what_a_former_one_sealed_as_long_as_it_is_named(settings):
    sealed = seal("kettle")
    settings.SECRET_KEY_FALLBACKS, settings.SECRET_KEY = [settings.SECRET_KEY], OTHER_KEY
    assert open_sealed(sealed) == "kettle"
    settings.SECRET_KEY_FALLBACKS = []
    with pytest.raises(CannotOpen):
        open_sealed(sealed)


def test_a_second_factor_of_another_installation_lets_nobody_in_and_says_why(settings):
    give_second_factor(make_user(EMAIL, PASSWORD))
    settings.SECRET_KEY = OTHER_KEY
    _, client = sign_in(EMAIL)
    answer = client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert answer.status_code == 403 and "another secret key" in words_of(answer)
    assert not is_signed_in(client)


def test_what_lay_open_before_is_sealed_once_and_still_works():
    give_second_factor(make_user(EMAIL, PASSWORD))
    factor = Authenticator.objects.get(type="totp")
    factor.data = {"secret": SECRET}
    factor.save()
    migration = importlib.import_module("accounts.migrations.0012_seal_second_factors")
    for _ in range(2):
        migration.seal_what_lies_open(apps, None)
    assert open_sealed(Authenticator.objects.get(type="totp").data["secret"]) == SECRET
    _, client = sign_in(EMAIL)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_signed_in(client)
