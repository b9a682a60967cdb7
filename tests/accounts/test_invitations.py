import re

import pytest
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import reverse

from accounts.models import Invitation
from tests.accounts.invited import EMAIL, at, invited
from tests.accounts.people import signed_in, words_of
from tests.accounts.test_password_reset import no_mail_server
from tests.factories import make_member, make_organisation, make_post, make_user
from tests.guards.world import this_morning
from tests.query_growth import assert_same_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def west():
    return make_organisation("Westmarch County Council", slug="westmarch")


@pytest.fixture
def lead(west):
    return signed_in(make_member(west, "lead", name="Lena Lead"))


def test_the_secret_is_kept_only_as_a_hash(west):
    invitation, link = invited(west)
    assert link.split("/")[2] not in str(Invitation.objects.filter(pk=invitation.pk).values())


def test_withdrawn_and_sent_again_links_are_answered_like_made_up_ones(west, lead):
    withdrawn, first = invited(west)
    lead.post(at("withdraw-invitation", withdrawn.pk))
    again, second = invited(west, email="other@westmarch.example")
    lead.post(at("resend-invitation", again.pk))
    pages = {
        words_of(Client().get(link)) for link in (first, second, reverse("invitation", args=["made-up"]))
    }
    assert len(pages) == 1


def test_an_invitation_sent_again_has_a_new_link_and_another_fourteen_days(west, lead):
    invitation, _ = invited(west, moment=this_morning(days=-20))
    assert "Ran out on" in words_of(lead.get(at("invitations")))
    lead.post(at("resend-invitation", invitation.pk))
    invitation.refresh_from_db()
    assert invitation.is_open(this_morning(days=13)) and len(mail.outbox) == 1
    link = re.search(r"/invitations/\S+/", mail.outbox[0].body).group()
    assert Client().get(link).status_code == 200


def test_the_list_shows_who_waits_and_asks_as_often_for_many_as_for_one(west, lead):
    invited(west)
    page = words_of(lead.get(at("invitations")))
    assert "Nora New" in page and "Not sent: the mail server did not answer" in page
    assert_same_queries(
        lead,
        at("invitations"),
        lambda number: [invited(west, email=f"p{number}-{each}@x.example") for each in range(number)],
    )


def test_a_mail_server_that_does_not_answer_costs_no_invitation(west, lead, settings):
    no_mail_server(settings)
    typed = {"name": "Nora New", "email": EMAIL, "role": "viewer", "post": ""}
    answer = lead.post(at("invite"), typed, follow=True)
    assert "is saved, but the mail server does not answer" in words_of(answer)
    assert "Not sent" in words_of(lead.get(at("invitations")))
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
    lead.post(at("resend-invitation", Invitation.objects.get().pk))
    assert len(mail.outbox) == 1 and "Sent on" in words_of(lead.get(at("invitations")))


def test_what_can_t_be_sent_is_told_on_the_form_and_nothing_is_mailed(west, lead):
    make_member(west, "viewer", email="vera@westmarch.example")
    invited(west, email="waiting@westmarch.example", role="viewer")
    vacant, held = make_post(west), make_post(west, holder=make_member(west, "manager"))
    for email, role, post, words in (
        ("vera@westmarch.example", "viewer", "", "already has that role here"),
        ("Waiting@westmarch.example", "viewer", "", "This person is already invited to that role."),
        ("not an address", "viewer", "", "Enter a valid e"),
        ("new@westmarch.example", "boss", "", "Select a valid choice"),
        ("new@westmarch.example", "member", vacant.pk, "holds no post"),
        ("new@westmarch.example", "manager", held.pk, "Select a valid choice"),
    ):
        answer = lead.post(at("invite"), {"name": "Nora New", "email": email, "role": role, "post": post})
        assert answer.status_code == 200 and words in words_of(answer), words
        assert "Nora New" in words_of(answer)
    assert not mail.outbox and Invitation.objects.count() == 1


def test_known_and_unknown_addresses_are_invited_in_the_same_words(west, lead):
    make_user("known@westmarch.example")
    bodies = []
    for email in ("known@westmarch.example", "fresh@westmarch.example"):
        answer = lead.post(
            at("invite"), {"name": "Nora New", "email": email, "role": "viewer", "post": ""}, follow=True
        )
        assert f"An invitation was sent to {email}." in words_of(answer)
        bodies.append(re.sub(r"/invitations/\S+/", "", mail.outbox[-1].body))
    assert bodies[0] == bodies[1]


@pytest.mark.parametrize("role", ["manager", "assurer", "member", "viewer"])
def test_nobody_but_a_lead_invites(west, role):
    invitation, _ = invited(west)
    client = signed_in(make_member(west, role))
    for address in (at("invitations"), at("invite")):
        assert client.get(address).status_code == 403
    for address in (
        at("invite"),
        at("resend-invitation", invitation.pk),
        at("withdraw-invitation", invitation.pk),
    ):
        assert client.post(address).status_code == 403
    assert not mail.outbox


def test_the_invitations_of_another_organisation_are_not_found(west, lead):
    east = make_organisation()
    theirs, _ = invited(east)
    for name in ("resend-invitation", "withdraw-invitation"):
        assert lead.post(at(name, theirs.pk)).status_code == 404
    stranger = signed_in(make_member(east, "lead"))
    assert stranger.get(at("invite")).status_code == 404


def test_an_invitation_withdrawn_meanwhile_is_not_opened_again_by_sending_it_again(west):
    invitation, _ = invited(west)
    as_read_before = Invitation.objects.get(pk=invitation.pk)
    assert invitation.withdraw(this_morning())
    with pytest.raises(ValidationError, match="used or withdrawn meanwhile"):
        as_read_before.issue(this_morning())
    assert not Invitation.objects.open(this_morning()).exists()
