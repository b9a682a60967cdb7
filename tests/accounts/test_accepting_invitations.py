import re
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.core import mail
from django.core.exceptions import ValidationError
from django.db import connections
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation, User
from accounts.models.invitations import LASTS
from tests.accounts.invited import EMAIL, FRESH, accept, at, invited, roles
from tests.accounts.people import give_second_factor, is_signed_in, signed_in, words_of
from tests.factories import MORNING, later, make_member, make_organisation, make_post, make_user
from tests.guards.world import this_morning

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def lead(west):
    return signed_in(make_member(west, "lead", name="Lena Lead"))


def test_a_lead_invites_somebody_and_the_mail_says_to_what_and_until_when(west, lead):
    post = make_post(west, "Head of Service")
    typed = {"name": "Nora New", "email": "Nora@Westmarch.example", "role": "manager", "post": post.pk}
    answer = lead.post(at("invite"), typed, follow=True)
    assert "An invitation was sent to nora@westmarch.example." in words_of(answer)
    (message,) = mail.outbox
    assert message.to == [EMAIL]
    assert "Lena Lead invites you" in message.body and "holder of the post Head of Service" in message.body
    assert "as service manager" in message.body
    link = re.search(r"http://127\.0\.0\.1:8000(/invitations/\S+/)", message.body).group(1)
    assert accept(link)[0]["Location"] == "/"
    assert roles(EMAIL, west) == {"manager"}
    post.refresh_from_db()
    assert post.holder.email == EMAIL


def test_accepting_sets_a_password_signs_in_and_works_once(west):
    _, link = invited(west)
    answer, client = accept(link)
    assert answer.status_code == 302 and is_signed_in(client)
    assert User.objects.get(email=EMAIL).check_password(FRESH)
    assert client.get(link).status_code == 404
    assert "This invitation can" in words_of(Client().get(link))


@pytest.mark.django_db(transaction=True)
def test_two_clicks_at_once_make_one_account(west):
    invitation, _ = invited(west)

    def accept_it(_):
        try:
            Invitation.objects.get(pk=invitation.pk).accept(this_morning(), password=FRESH)
        except ValidationError:
            return "refused"
        else:
            return "accepted"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        assert sorted(pool.map(accept_it, range(2))) == ["accepted", "refused"]
    assert User.objects.filter(email=EMAIL).count() == 1 and roles(EMAIL, west) == {"manager"}


def test_the_pages_of_a_link_are_kept_by_no_cache(west):
    _, link = invited(west)
    for address in (link, reverse("account_reset_password_from_key", args=["1", "set-password"])):
        assert "no-store" in Client().get(address)["Cache-Control"], address


def test_a_password_that_won_t_do_is_refused_and_the_invitation_stays_open(west):
    invitation, link = invited(west)
    for password, words in (("short", "too short"), ("nora@westmarch.example", "too similar to the e-mail")):
        answer, _ = accept(link, password=password)
        assert answer.status_code == 200 and words in words_of(answer)
    assert not User.objects.filter(email=EMAIL).exists()
    assert Invitation.objects.open(this_morning()).filter(pk=invitation.pk).exists()


def test_an_invitation_lasts_fourteen_days_and_not_a_moment_longer(west):
    with time_machine.travel(MORNING, tick=False):
        invitation, _ = invited(west, moment=MORNING)
        assert invitation.is_open(later(days=14) - timedelta(microseconds=1))
        assert not invitation.is_open(MORNING + LASTS)
        with pytest.raises(ValidationError, match="has run out"):
            invitation.accept(MORNING + LASTS, password=FRESH)
        invitation.accept(MORNING + LASTS - timedelta(microseconds=1), password=FRESH)


def test_what_was_accepted_can_be_neither_sent_again_nor_withdrawn(west, lead):
    invitation, link = invited(west)
    accept(link)
    assert lead.post(at("resend-invitation", invitation.pk)).status_code == 404
    answer = lead.post(at("withdraw-invitation", invitation.pk), follow=True)
    assert "had been used or withdrawn already" in words_of(answer)
    assert roles(EMAIL, west) == {"manager"}


def test_somebody_with_an_account_accepts_signed_in_as_themself(west):
    person = make_user(EMAIL, FRESH)
    _, link = invited(west)
    page = words_of(Client().get(link))
    assert "Sign in to accept your invitation" in page and "Choose a password" not in page
    client = signed_in(person)
    assert "You are invited to work for" in words_of(client.get(link))
    assert roles(EMAIL, west) == set()
    assert client.post(link)["Location"] == "/"
    assert roles(EMAIL, west) == {"manager"}


def test_the_link_alone_gives_no_way_into_an_account_there_is(west):
    make_user(EMAIL, FRESH)
    _, link = invited(west)
    _, client = accept(link, password="a stolen password")
    assert not is_signed_in(client)
    assert User.objects.get(email=EMAIL).check_password(FRESH)
    assert roles(EMAIL, west) == set()


def test_somebody_else_who_is_signed_in_can_t_accept(west):
    other = make_user()
    _, link = invited(west)
    client = signed_in(other)
    assert "This invitation is for somebody else" in words_of(client.get(link))
    client.post(link, {"password1": FRESH, "password2": FRESH})
    assert roles(EMAIL, west) == roles(other.email, west) == set()


def test_somebody_who_had_left_comes_back_with_a_new_password_and_the_old_second_factor(west):
    person = give_second_factor(make_member(west, "viewer", email=EMAIL, password="the password of before"))
    person.leave(west, MORNING)
    _, link = invited(west)
    answer, client = accept(link)
    assert answer["Location"] == reverse("mfa_authenticate") and not is_signed_in(client)
    person.refresh_from_db()
    assert person.is_active and person.check_password(FRESH)


def test_whom_the_operator_shut_out_does_not_come_back_by_invitation(west):
    person = make_member(make_organisation(), "viewer", email=EMAIL)
    person.deactivate(MORNING)
    _, link = invited(west)
    answer, _ = accept(link)
    assert "This account was closed by the operator" in words_of(answer)
    person.refresh_from_db()
    assert not person.is_active and roles(EMAIL, west) == set()


def test_no_lead_gets_round_the_operator_by_removing_the_person_first(west):
    person = make_member(west, "viewer", email=EMAIL)
    person.shut_out(MORNING)
    person.leave(west, MORNING)
    _, link = invited(west)
    answer, _ = accept(link)
    assert "This account was closed by the operator" in words_of(answer)
    person.refresh_from_db()
    assert not person.is_active and roles(EMAIL, west) == set()
    person.reactivate()
    person.deactivate(MORNING)
    accept(link)
    assert roles(EMAIL, west) == {"manager"}


def test_a_post_given_away_meanwhile_stays_with_who_holds_it(west):
    post = make_post(west)
    _, link = invited(west, post=post)
    holder = make_member(west, "manager")
    post.hand_to(holder)
    accept(link)
    post.refresh_from_db()
    assert post.holder == holder and roles(EMAIL, west) == {"manager"}


def test_the_operator_adds_an_organisation_and_invites_its_first_lead():
    operator = signed_in(make_user(is_superuser=True, name="Orla Operator"))
    typed = {"name": "Westmarch Police", "slug": "police", "kind": "police", "ons_code": ""}
    answer = operator.post(reverse("add-organisation"), typed)
    assert answer["Location"] == reverse("invite", args=["police"])
    operator.post(answer["Location"], {"name": "Nora New", "email": EMAIL, "role": "lead", "post": ""})
    link = re.search(r"/invitations/\S+/", mail.outbox[0].body).group()
    client = accept(link)[1]
    assert client.get(reverse("people", args=["police"])).status_code == 200


def test_of_two_invited_to_one_post_the_second_does_not_push_out_the_first(west):
    post = make_post(west)
    first, second = (
        Invitation.objects.select_related("post").get(pk=invited(west, email=email, post=post)[0].pk)
        for email in ("first@westmarch.example", "second@westmarch.example")
    )
    assert first.post.is_vacant and second.post.is_vacant
    holder = first.accept(this_morning(), password=FRESH)
    second.accept(this_morning(), password=FRESH)
    post.refresh_from_db()
    assert post.holder == holder
