import re
import socket

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from tests.accounts.people import give_second_factor, is_signed_in, sign_in, signed_in, words_of
from tests.factories import MORNING, PASSWORD, make_user

pytestmark = pytest.mark.django_db
EMAIL = "ada@westmarch.example"
FRESH = "three unrelated words here"


def ask(email, client=None):
    return (client or Client()).post(reverse("account_reset_password"), {"email": email})


def link_in(message):
    return re.search(r"http://127\.0\.0\.1:8000(/password/new/\S+)", message.body).group(1)


def choose(link, password=FRESH, client=None):
    client = client or Client()
    form = client.get(link, follow=True)
    return client.post(form.request["PATH_INFO"], {"password1": password, "password2": password})


def no_mail_server(settings):
    """A port of this machine where nobody listens."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


def test_the_link_in_the_mail_leads_to_a_new_password_once():
    make_user(EMAIL, PASSWORD)
    assert ask(EMAIL)["Location"] == reverse("account_reset_password_done")
    link = link_in(mail.outbox[0])
    assert choose(link)["Location"] == reverse("account_login")
    assert is_signed_in(sign_in(EMAIL, FRESH)[1])
    assert "This link works no longer" in words_of(Client().get(link, follow=True))


def test_known_unknown_and_closed_accounts_get_the_same_answer_and_a_mail_each():
    make_user(EMAIL, PASSWORD)
    make_user("ivo@westmarch.example", is_active=False)
    answers = [ask(email) for email in (EMAIL, "ivo@westmarch.example", "nobody@westmarch.example")]
    assert {(answer.status_code, answer["Location"]) for answer in answers} == {
        (302, reverse("account_reset_password_done"))
    }
    assert len(mail.outbox) == 3
    assert len({message.subject for message in mail.outbox}) == 1
    assert "There is no account" in mail.outbox[1].body and "There is no account" in mail.outbox[2].body


def test_a_new_password_ends_all_sessions_and_does_not_get_round_the_second_factor():
    user = give_second_factor(make_user(EMAIL, PASSWORD))
    elsewhere = signed_in(user)
    ask(EMAIL)
    client = Client()
    choose(link_in(mail.outbox[0]), client=client)
    assert not is_signed_in(elsewhere) and not is_signed_in(client)
    answer, client = sign_in(EMAIL, FRESH)
    assert answer["Location"] == reverse("mfa_authenticate") and not is_signed_in(client)


def test_a_closed_account_can_t_be_entered_by_a_link_asked_for_before():
    user = make_user(EMAIL, PASSWORD)
    ask(EMAIL)
    user.deactivate(MORNING)
    choose(link_in(mail.outbox[0]))
    assert not is_signed_in(sign_in(EMAIL, FRESH)[1])


def test_a_new_password_ends_the_lock_that_wrong_guesses_had_brought():
    make_user(EMAIL, PASSWORD)
    for _ in range(9):
        sign_in(EMAIL, "wrong")
    assert not is_signed_in(sign_in(EMAIL)[1])
    ask(EMAIL)
    choose(link_in(mail.outbox[0]))
    assert is_signed_in(sign_in(EMAIL, FRESH)[1])


def test_a_new_password_may_be_neither_short_nor_like_the_name():
    make_user(EMAIL, PASSWORD, name="Adelaide Lovegrove-Whitcombe")
    ask(EMAIL)
    link = link_in(mail.outbox[0])
    for password, words in (("short", "too short"), ("adelaide lovegrove", "too similar to the full name")):
        assert words in words_of(choose(link, password))


def test_the_fifth_request_for_one_account_is_taken_and_the_sixth_refused_known_or_not():
    make_user(EMAIL, PASSWORD)
    for email in (EMAIL, "nobody@westmarch.example"):
        answers = [ask(email) for _ in range(6)]
        assert [answer.status_code for answer in answers] == [302] * 5 + [429]
        assert "Too many tries" in words_of(answers[-1]) and email in words_of(answers[-1])


def test_a_mail_server_that_does_not_answer_is_told_in_words_and_alike_for_everybody(settings):
    make_user(EMAIL, PASSWORD)
    no_mail_server(settings)
    for email in (EMAIL, "nobody@westmarch.example"):
        answer = ask(email)
        assert answer.status_code == 503
        assert "The mail could not be sent" in words_of(answer) and email in words_of(answer)


def test_the_link_goes_by_the_public_address_and_not_by_the_host_somebody_sent(settings):
    settings.ALLOWED_HOSTS = ["*"]
    make_user(EMAIL, PASSWORD)
    Client(headers={"host": "evil.example"}).post(reverse("account_reset_password"), {"email": EMAIL})
    assert "evil.example" not in mail.outbox[0].body
    assert link_in(mail.outbox[0])
