import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core import mail
from django.urls import reverse

from accounts.models import ApiToken
from tests.accounts.people import (
    SECRET,
    code_now,
    give_second_factor,
    is_signed_in,
    recovery_codes_of,
    sign_in,
    signed_in,
    signed_in_just_now,
    words_of,
    wrong_code,
)
from tests.factories import MORNING, PASSWORD, make_member, make_organisation, make_user
from tests.guards.world import this_morning

pytestmark = pytest.mark.django_db
EMAIL = "ada@westmarch.example"


@pytest.fixture(autouse=True)
def time_stands_still():
    """A code is good for thirty seconds, and they may end between two lines."""
    with time_machine.travel(MORNING, tick=False):
        yield


def strict():
    return make_organisation(requires_second_factor=True)


def test_with_a_second_factor_the_password_alone_opens_nothing():
    give_second_factor(make_user(EMAIL, PASSWORD))
    answer, client = sign_in(EMAIL)
    assert answer["Location"] == reverse("mfa_authenticate")
    assert not is_signed_in(client)
    assert client.post(reverse("mfa_authenticate"), {"code": wrong_code()}).status_code == 200
    assert not is_signed_in(client)
    client.post(reverse("mfa_authenticate"), {"code": code_now()})
    assert is_signed_in(client)


def test_a_code_works_once():
    give_second_factor(make_user(EMAIL, PASSWORD))
    code = code_now()
    statuses = []
    for _ in range(2):
        _, client = sign_in(EMAIL)
        statuses.append(client.post(reverse("mfa_authenticate"), {"code": code}).status_code)
    assert statuses == [302, 200]


def test_each_recovery_code_works_once_instead_of_the_phone():
    user = give_second_factor(make_user(EMAIL, PASSWORD))
    code = recovery_codes_of(user)[0]
    _, client = sign_in(EMAIL)
    client.post(reverse("mfa_authenticate"), {"code": code})
    assert is_signed_in(client)
    _, client = sign_in(EMAIL)
    assert client.post(reverse("mfa_authenticate"), {"code": code}).status_code == 200
    assert not is_signed_in(client)


def test_a_code_page_sent_without_a_code_comes_back():
    give_second_factor(make_user(EMAIL, PASSWORD))
    _, client = sign_in(EMAIL)
    assert client.post(reverse("mfa_authenticate")).status_code == 302
    assert client.get(reverse("mfa_authenticate")).status_code == 200


def test_setting_one_up_shows_picture_and_key_takes_a_code_and_gives_recovery_codes():
    client = signed_in_just_now(make_user(EMAIL, PASSWORD))
    page = client.get(reverse("mfa_activate_totp"))
    assert "<svg" in words_of(page) and page.context["form"].secret in words_of(page)
    session = client.session
    session["mfa.totp.secret"] = SECRET
    session.save()
    answer = client.post(reverse("mfa_activate_totp"), {"code": wrong_code()})
    assert answer.status_code == 200 and "That code is not right" in words_of(answer)
    answer = client.post(reverse("mfa_activate_totp"), {"code": code_now()})
    assert answer["Location"] == reverse("mfa_view_recovery_codes")
    assert len(client.get(answer["Location"]).context["unused_codes"]) == 10


def test_setting_up_and_removing_ask_for_the_password_again_after_a_while():
    user = give_second_factor(make_user(EMAIL, PASSWORD))
    client = signed_in(user)
    for name in ("mfa_view_recovery_codes", "mfa_generate_recovery_codes", "mfa_deactivate_totp"):
        assert client.get(reverse(name))["Location"].startswith(reverse("account_reauthenticate"))
    assert client.post(reverse("mfa_deactivate_totp"))["Location"].startswith(
        reverse("account_reauthenticate")
    )
    assert user.has_second_factor


def test_removing_it_tells_the_owner_by_mail(django_capture_on_commit_callbacks):
    user = give_second_factor(make_user(EMAIL, PASSWORD))
    with django_capture_on_commit_callbacks(execute=True):
        signed_in_just_now(user).post(reverse("mfa_deactivate_totp"))
    assert not Authenticator.objects.exists()
    assert "the second factor of your account was removed" in mail.outbox[0].body


def test_where_it_is_compulsory_somebody_without_one_is_led_to_set_it_up_from_every_page():
    organisation = strict()
    client = signed_in(make_member(organisation, "lead"))
    for address in ("/", reverse("account"), reverse("people", args=[organisation.slug]), reverse("tokens")):
        assert client.get(address)["Location"] == reverse("mfa_activate_totp"), address
    assert client.post(reverse("change-name"), {"name": "Other"})["Location"] == reverse("mfa_activate_totp")


def test_they_can_still_set_it_up_read_the_notices_and_sign_out():
    client = signed_in_just_now(make_member(strict(), "viewer"))
    page = client.get(reverse("mfa_activate_totp"))
    assert page.status_code == 200 and "Your organisation asks everybody for a second factor" in words_of(
        page
    )
    assert client.get(reverse("privacy")).status_code == 200
    assert client.post(reverse("account_logout")).status_code == 302


def test_the_api_refuses_their_session_in_words():
    answer = signed_in(make_member(strict(), "viewer")).get(reverse("api-me"))
    assert answer.status_code == 403 and "second factor" in answer.json()["detail"]


def test_the_api_refuses_their_token_until_they_have_one(client):
    organisation = strict()
    user = make_member(organisation, "viewer")
    token = ApiToken(user=user, organisation=organisation, name="t", expires_at=this_morning(days=1))
    bearer = {"Authorization": f"Bearer {token.issue(this_morning())}"}
    assert client.get(reverse("api-me"), headers=bearer).status_code == 403
    give_second_factor(user)
    assert client.get(reverse("api-me"), headers=bearer).status_code == 200


def test_with_one_every_page_is_open_again():
    user = give_second_factor(make_member(strict(), "lead"))
    assert is_signed_in(signed_in(user))


def test_where_it_is_not_compulsory_nobody_is_asked():
    assert is_signed_in(signed_in(make_member(make_organisation(), "lead")))


def test_one_strict_organisation_among_several_is_enough():
    user = make_member(make_organisation(), "viewer")
    strict().give_role(user, "viewer")
    assert not is_signed_in(signed_in(user))


def test_setting_one_up_and_removing_it_end_every_other_session():
    """Whoever had got in before is out."""
    user = make_user(EMAIL, PASSWORD)
    here, elsewhere = signed_in_just_now(user), signed_in(user)
    here.get(reverse("mfa_activate_totp"))
    here.post(reverse("mfa_activate_totp"), {"code": code_now(here.session["mfa.totp.secret"])})
    assert user.has_second_factor and is_signed_in(here) and not is_signed_in(elsewhere)
    again = signed_in(user)
    here.post(reverse("mfa_deactivate_totp"))
    assert not user.has_second_factor and is_signed_in(here) and not is_signed_in(again)
