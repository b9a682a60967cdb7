import re

import pytest
from django.conf import settings
from django.core import mail
from django.test import Client
from django.urls import NoReverseMatch, reverse

from accounts.models import User
from tests.accounts.people import is_signed_in, sign_in, signed_in, signed_in_just_now, words_of
from tests.factories import MORNING, PASSWORD, make_member, make_organisation, make_user

pytestmark = pytest.mark.django_db
ANOTHER = "three unrelated words here"


def test_the_right_password_signs_in_and_leads_to_the_front_page():
    make_user("ada@westmarch.example", PASSWORD)
    answer, client = sign_in("ada@westmarch.example")
    assert answer.status_code == 302 and answer["Location"] == "/"
    assert is_signed_in(client)


def test_capitals_in_the_address_make_no_difference():
    make_user("ada@westmarch.example", PASSWORD)
    _, client = sign_in("Ada@Westmarch.Example ")
    assert is_signed_in(client)


def test_passwords_are_kept_by_argon2():
    assert make_user("ada@westmarch.example", PASSWORD).password.startswith("argon2$argon2id$")


def test_the_page_asked_for_is_shown_after_signing_in_but_no_page_elsewhere():
    make_user("ada@westmarch.example", PASSWORD)
    for asked, shown in (
        ("/account/", "/account/"),
        ("https://evil.example/", "/"),
        ("//evil.example/", "/"),
    ):
        answer = Client().post(
            reverse("account_login"), {"login": "ada@westmarch.example", "password": PASSWORD, "next": asked}
        )
        assert answer["Location"] == shown


def test_a_wrong_password_an_unknown_address_and_a_closed_account_are_answered_alike():
    make_user("ada@westmarch.example", PASSWORD)
    make_user("ivo@westmarch.example", PASSWORD, is_active=False)
    answers = [
        sign_in(email, password)[0]
        for email, password in (
            ("ada@westmarch.example", "wrong"),
            ("nobody@westmarch.example", PASSWORD),
            ("ivo@westmarch.example", PASSWORD),
        )
    ]
    assert {answer.status_code for answer in answers} == {200}
    hidden = re.compile(r'name="csrfmiddlewaretoken" value="\w+"|[a-z]+@westmarch\.example')
    assert len({hidden.sub("", words_of(answer)) for answer in answers}) == 1
    assert "The e-mail address or the password is not right" in words_of(answers[0])


def test_a_password_is_hashed_for_unknown_addresses_too(monkeypatch):
    """Otherwise the time an answer takes would tell which addresses are known."""
    from django.contrib.auth.hashers import Argon2PasswordHasher

    make_user("ada@westmarch.example", PASSWORD)
    make_user("sso@westmarch.example")
    hashed, plain = [], Argon2PasswordHasher.encode
    verified, verify = [], Argon2PasswordHasher.verify
    monkeypatch.setattr(Argon2PasswordHasher, "encode", lambda *args: hashed.append(1) or plain(*args))
    monkeypatch.setattr(Argon2PasswordHasher, "verify", lambda *args: verified.append(1) or verify(*args))
    work = []
    for email in ("ada@westmarch.example", "sso@westmarch.example", "nobody@westmarch.example"):
        hashed.clear(), verified.clear()
        sign_in(email, "wrong")
        work.append(len(hashed) + len(verified))
    assert work == [1, 1, 1]


def test_what_was_typed_as_address_is_kept_and_the_password_is_not():
    answer, _ = sign_in("nobody@westmarch.example", "a wrong password")
    assert "nobody@westmarch.example" in words_of(answer)
    assert "a wrong password" not in words_of(answer)


def test_nobody_can_sign_up_and_no_unused_page_of_the_library_is_there():
    for name in ("account_signup", "account_email", "socialaccount_connections", "socialaccount_signup"):
        with pytest.raises(NoReverseMatch):
            reverse(name)


def test_signing_out_is_by_post_only_and_ends_the_session():
    client = signed_in(make_user())
    assert client.get(reverse("account_logout")).status_code == 405
    assert is_signed_in(client)
    assert client.post(reverse("account_logout")).status_code == 302
    assert not is_signed_in(client)


def test_pages_for_signed_in_people_are_kept_by_no_cache():
    client = signed_in(make_user())
    for address in ("/", reverse("account")):
        assert client.get(address)["Cache-Control"] == "private, no-store", address
    # A program's own copy may be asked about again by its ETag; nobody else's cache may keep it.
    assert client.get(reverse("api-me"))["Cache-Control"] == "private, no-store"
    assert client.get("/nowhere/")["Cache-Control"] == "private, no-store"
    assert "no-store" not in Client().get("/").get("Cache-Control", "")


def test_the_session_gets_a_new_key_when_somebody_signs_in():
    make_user("ada@westmarch.example", PASSWORD)
    client = Client()
    client.get(reverse("account_login"))
    session = client.session
    session["seen"] = True
    session.save()
    before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    sign_in("ada@westmarch.example", client=client)
    assert client.session.session_key != before


def test_the_session_cookie_ends_with_the_browser_and_no_script_can_read_it():
    make_user("ada@westmarch.example", PASSWORD)
    answer, _ = sign_in("ada@westmarch.example")
    cookie = answer.cookies[settings.SESSION_COOKIE_NAME]
    assert cookie["httponly"] and cookie["samesite"] == "Lax" and not cookie["max-age"]


def test_a_closed_account_is_signed_out_at_the_next_request():
    user = make_user()
    client = signed_in(user)
    assert is_signed_in(client)
    user.deactivate(MORNING)
    assert not is_signed_in(client)


def test_a_role_taken_away_is_gone_at_the_next_request():
    organisation = make_organisation()
    user = make_member(organisation, "lead", "viewer")
    make_member(organisation, "lead")
    client, page = signed_in(user), reverse("people", args=[organisation.slug])
    assert client.get(page).status_code == 200
    organisation.take_role(user, "lead")
    assert client.get(page).status_code == 403
    user.leave(organisation, MORNING)
    assert client.get(page).status_code == 302


def change_password(client, old, new, again=None):
    return client.post(
        reverse("account_change_password"), {"oldpassword": old, "password1": new, "password2": again or new}
    )


def test_changing_the_password_keeps_this_session_under_a_new_key_and_ends_the_others():
    user = make_user("ada@westmarch.example", PASSWORD)
    here, elsewhere = signed_in(user), signed_in(user)
    before = here.session.session_key
    assert change_password(here, PASSWORD, ANOTHER)["Location"] == reverse("account")
    assert is_signed_in(here) and here.session.session_key != before
    assert not is_signed_in(elsewhere)
    assert "the password of your account was changed" in mail.outbox[0].body
    assert is_signed_in(sign_in("ada@westmarch.example", ANOTHER)[1])


@pytest.mark.parametrize(
    ("old", "new", "again", "words"),
    [
        ("wrong", ANOTHER, None, "That is not your present password."),
        (PASSWORD, "short", None, "This password is too short. It must contain at least 12 characters."),
        (PASSWORD, "password1234", None, "This password is too common."),
        (PASSWORD, "ada@westmarch.example", None, "The password is too similar to the e-mail address."),
        (PASSWORD, ANOTHER, "something else", "You must type the same password each time."),
    ],
)
def test_a_password_that_won_t_do_is_refused_with_the_reason(old, new, again, words):
    client = signed_in(make_user("ada@westmarch.example", PASSWORD))
    answer = change_password(client, old, new, again)
    assert answer.status_code == 200 and words in words_of(answer)


def test_somebody_without_a_password_can_set_one():
    user = make_user("sso@westmarch.example")
    client = signed_in_just_now(user)
    assert client.get(reverse("account_change_password"))["Location"] == reverse("account_set_password")
    client.post(reverse("account_set_password"), {"password1": ANOTHER, "password2": ANOTHER})
    assert User.objects.get(pk=user.pk).check_password(ANOTHER)
    assert is_signed_in(client)
