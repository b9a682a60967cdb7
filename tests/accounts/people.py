"""Signing in as people do, through the page: what the tests of accounts share."""

import time

from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, hotp_value
from django.test import Client
from django.urls import reverse

from tests.factories import PASSWORD

SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"


def sign_in(email, password=PASSWORD, client=None, **headers):
    """The answer to a filled-in sign-in form, and the browser that sent it."""
    client = client or Client(**headers)
    return client.post(reverse("account_login"), {"login": email, "password": password}), client


def signed_in(user):
    """A browser in which somebody is signed in, without the second a password's hash takes."""
    client = Client()
    client.force_login(user)
    return client


def signed_in_just_now(user):
    """The same, as after giving the password: what is sensitive asks for it again after five minutes."""
    client = signed_in(user)
    session = client.session
    session["account_authentication_methods"] = [{"method": "password", "at": time.time()}]
    session["account_authentication_methods_user"] = str(user.pk)
    session.save()
    return client


def give_second_factor(user):
    TOTP.activate(user, SECRET)
    RecoveryCodes.activate(user)
    return user


def code_now(secret=SECRET):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def wrong_code():
    return "000000" if code_now() != "000000" else "111111"


def recovery_codes_of(user):
    found = Authenticator.objects.get(user=user, type=Authenticator.Type.RECOVERY_CODES)
    return found.wrap().get_unused_codes()


def is_signed_in(client):
    return client.get(reverse("account")).status_code == 200


def words_of(answer):
    """The page as text in one line, so that line breaks in a template don't matter."""
    return " ".join(answer.content.decode().split())
