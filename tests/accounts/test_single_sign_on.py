import http.client
from urllib.parse import urlsplit

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.accounts.fake_provider import CLIENT, CLIENT_SECRET, FakeProvider
from tests.accounts.invited import invited
from tests.accounts.people import give_second_factor, is_signed_in, signed_in, words_of
from tests.factories import MORNING, PASSWORD, make_member, make_organisation, make_user
from tests.guards.world import this_morning

pytestmark = pytest.mark.django_db
EMAIL = "ada@westmarch.example"


@pytest.fixture
def provider(settings, monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FakeProvider() as running:
        use(settings, running)
        yield running


def use(settings, provider, domains=()):
    app = {
        "provider_id": "sso",
        "name": "Westmarch sign-on",
        "client_id": CLIENT,
        "secret": CLIENT_SECRET,
        "settings": {"server_url": provider.address, "verified_email": list(domains)},
    }
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"OAUTH_PKCE_ENABLED": True, "APPS": [app]}}


def start(client, **typed):
    return client.post(reverse("openid_connect_login", args=["sso"]), typed)


def come_back(client, answer):
    """What the browser does between the two: goes to the provider and is sent back."""
    there = urlsplit(answer["Location"])
    line = http.client.HTTPConnection(there.netloc, timeout=5)
    line.request("GET", f"{there.path}?{there.query}")
    back = urlsplit(line.getresponse().headers["Location"])
    line.close()
    return client.get(f"{back.path}?{back.query}")


def sign_on(client=None, **typed):
    client = client or Client()
    return come_back(client, start(client, **typed)), client


def test_somebody_with_an_account_is_let_in_by_a_verified_address_and_keeps_the_password(provider):
    user = make_user(EMAIL, PASSWORD)
    answer, client = sign_on()
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert is_signed_in(client)
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert SocialAccount.objects.get().user == user


def test_the_exchange_is_protected_by_pkce(provider):
    make_user(EMAIL)
    sign_on()
    assert provider.asked["code_challenge_method"] == "S256" and provider.asked["code_challenge"]


def test_the_button_is_there_only_when_a_provider_is_named(provider, settings):
    assert "Sign in with Westmarch sign-on" in words_of(Client().get(reverse("account_login")))
    settings.SOCIALACCOUNT_PROVIDERS = {"openid_connect": {"APPS": []}}
    assert "Sign in with" not in words_of(Client().get(reverse("account_login")))
    assert start(Client()).status_code == 404


def test_the_page_asked_for_is_shown_afterwards(provider):
    make_user(EMAIL)
    assert sign_on(next="/account/")[0]["Location"] == "/account/"
    assert sign_on(next="https://evil.example/")[0]["Location"] == "/"


def test_somebody_unknown_is_told_so_and_no_account_is_made(provider):
    answer, client = sign_on()
    assert answer.status_code == 403 and "There is no account for you here" in words_of(answer)
    assert not is_signed_in(client)
    assert not User.objects.exists() and not SocialAccount.objects.exists()


@pytest.mark.parametrize("verified", [False, None])
def test_an_address_the_provider_has_not_verified_opens_nothing(provider, verified):
    make_user(EMAIL)
    provider.person["email_verified"] = verified
    answer, client = sign_on()
    assert answer.status_code == 403 and not is_signed_in(client)


def test_the_domains_named_in_the_settings_count_as_verified_and_no_others(provider, settings):
    """Entra ID does not say which addresses it has verified."""
    use(settings, provider, domains=["westmarch.example"])
    make_user(EMAIL), make_user("ada@eastmarch.example")
    provider.person = {"sub": "1", "email": "Ada@Westmarch.example"}
    assert is_signed_in(sign_on()[1])
    provider.person = {"sub": "2", "email": "ada@eastmarch.example"}
    assert not is_signed_in(sign_on()[1])


def test_a_closed_account_stays_closed_known_to_the_provider_or_not(provider):
    user = make_member(make_organisation(), "viewer", email=EMAIL)
    assert is_signed_in(sign_on()[1])
    user.deactivate(MORNING)
    answer, client = sign_on()
    assert answer.status_code == 403 and "There is no account for you here" in words_of(answer)
    assert not is_signed_in(client)
    SocialAccount.objects.all().delete()
    answer, client = sign_on()
    assert answer.status_code == 403 and not is_signed_in(client)


def test_once_known_somebody_is_known_by_the_providers_number_and_not_by_the_address(provider):
    user = make_user(EMAIL)
    sign_on()
    make_user("other@westmarch.example")
    provider.person["email"] = "other@westmarch.example"
    _, client = sign_on()
    assert client.session["_auth_user_id"] == str(user.pk)


def test_an_invitation_is_accepted_by_signing_on_with_its_address(provider):
    west = make_organisation()
    _, link = invited(west, email=EMAIL)
    assert "Accept with Westmarch sign-on" in words_of(Client().get(link))
    _, client = sign_on()
    assert is_signed_in(client)
    user = User.objects.get(email=EMAIL)
    assert user.has_role(west, "manager") and not user.has_usable_password()
    assert Client().get(link).status_code == 404


def test_an_invitation_that_has_run_out_opens_nothing(provider):
    invited(make_organisation(), email=EMAIL, moment=this_morning(days=-15))
    answer, _ = sign_on()
    assert answer.status_code == 403 and not User.objects.exists()


def test_the_second_factor_is_asked_for_after_single_sign_on_too(provider):
    give_second_factor(make_user(EMAIL))
    answer, client = sign_on()
    assert answer["Location"] == reverse("mfa_authenticate") and not is_signed_in(client)


def test_somebody_signed_in_can_t_tie_another_persons_sign_on_to_the_account(provider):
    client = signed_in(make_user("other@westmarch.example"))
    answer, _ = sign_on(client, process="connect")
    assert answer["Location"] == "/" and not SocialAccount.objects.exists()


def test_starting_is_by_post_only(provider):
    assert Client().get(reverse("openid_connect_login", args=["sso"])).status_code == 405


def test_breaking_off_a_refusal_a_made_up_return_and_silence_are_each_told_in_words(provider):
    provider.refuses = "access_denied"
    assert sign_on()[0]["Location"] == reverse("socialaccount_login_cancelled")
    provider.refuses = "server_error"
    answer, _ = sign_on()
    assert answer.status_code == 401 and "Single sign-on did not work" in words_of(answer)
    answer = Client().get(reverse("openid_connect_callback", args=["sso"]), {"code": "x", "state": "made-up"})
    assert answer.status_code == 401 and "Single sign-on did not work" in words_of(answer)
    provider.is_broken = True
    answer = start(Client())
    assert answer.status_code == 503 and "Single sign-on does not answer" in words_of(answer)
