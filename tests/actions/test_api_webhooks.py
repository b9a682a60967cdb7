"""Webhooks by the API and by their pages."""

import pytest
from django.core import mail
from django.test import Client
from django.urls import reverse

from actions.models import Change, Webhook
from tests.actions.api import Caller, fields_of
from tests.factories import MORNING, make_inspection

BODY = {"name": "Register", "sends_to": "https://register.example/changes"}


@pytest.fixture
def lead(team):
    return Caller(team.lead, team.organisation)


def add(team, caller, **more):
    return caller.post(f"organisations/{team.organisation.pk}/add-webhook/", BODY | more)


def test_a_webhook_begins_now_and_its_secret_is_told_once(team, lead):
    team.open_action()
    answer = add(team, lead, kinds=["accepted"], words_up_to="members")
    assert answer.status_code == 201, answer.content
    webhook = Webhook.objects.get()
    assert answer.json()["secret"] == webhook.secret
    assert webhook.position == Change.objects.last_position() == 1
    told = lead.get(f"webhooks/{webhook.pk}/").json()
    assert (told["kinds"], told["words_up_to"], told["sends_to"]) == (
        ["accepted"],
        "members",
        BODY["sends_to"],
    )
    assert webhook.secret not in str(lead.get("webhooks/").json())
    assert webhook.secret not in str(Webhook.objects.values())


@pytest.mark.parametrize(
    ("more", "wrong"),
    [
        ({"sends_to": "https://10.0.0.1/"}, ["sends_to"]),
        ({"sends_to": "https://169.254.169.254/latest/"}, ["sends_to"]),
        ({"kinds": ["everything"]}, ["kinds.0"]),
        ({"position": 99}, ["position"]),
        ({"words_up_to": "all"}, ["words_up_to"]),
        ({"secret": "mine"}, ["secret"]),
    ],
)
def test_a_wrong_field_is_named(team, lead, more, wrong):
    answer = add(team, lead, **more)
    assert (answer.status_code, fields_of(answer)) == (400, wrong)


def test_nobody_chooses_an_inspection_of_another_organisation(team, lead):
    elsewhere = make_inspection(team.stranger.memberships.first().organisation, is_public=True)
    assert fields_of(add(team, lead, inspection=elsewhere.pk)) == ["inspection"]
    assert add(team, lead, inspection=team.area.inspection_id).status_code == 201


def test_each_deed_does_what_it_says(team, lead):
    team.started()
    add(team, lead)
    webhook = Webhook.objects.get()
    old = webhook.secret

    def do(deed, body=None, method="post"):
        answer = lead.post(f"webhooks/{webhook.pk}/{deed}/", body, method=method)
        assert answer.status_code in (200, 204), answer.content
        return answer.json() if answer.content else None

    assert do("pause")["paused_at"] is not None
    assert do("resume")["paused_at"] is None
    assert do("replay", {"position": 1})["position"] == 1
    assert do("change", {"name": "Another register"})["name"] == "Another register"
    assert do("rotate")["secret"] not in ("", old)
    do("ping")
    webhook.refresh_from_db()
    assert webhook.is_asked_for_ping
    do("remove", method="delete")
    assert not Webhook.objects.exists()


def test_others_know_of_no_webhook(team, lead):
    add(team, lead)
    webhook = Webhook.objects.get()
    for person in (team.viewer, team.manager):
        caller = Caller(person, team.organisation)
        assert caller.get("webhooks/").json()["results"] == []
        assert caller.post(f"webhooks/{webhook.pk}/pause/").status_code == 404
        assert add(team, caller).status_code == 403
    assert Client().get("/api/v1/webhooks/").status_code == 401


def page(team, name, *args):
    return reverse(name, args=[team.organisation.slug, *args])


@pytest.fixture
def browser(team):
    client = Client()
    client.force_login(team.lead)
    return client


def test_by_its_pages_a_webhook_is_added_tried_paused_sent_again_and_removed(team, browser):
    team.started()
    typed = {"name": "Register", "url": BODY["sends_to"], "words_up_to": "public", "starts": "start"}
    added = browser.post(page(team, "add-webhook"), typed)
    webhook = Webhook.objects.get()
    assert added.status_code == 201
    assert webhook.secret in added.content.decode()
    assert webhook.position == 0
    assert webhook.secret not in browser.get(webhook.get_absolute_url()).content.decode()
    for deed in ("ping", "pause", "resume"):
        assert browser.post(page(team, f"{deed}-webhook", webhook.pk)).status_code == 302
    answer = browser.post(page(team, "replay-webhook", webhook.pk), {"position": 99})
    assert "does not reach that far" in answer.content.decode()
    browser.post(page(team, "replay-webhook", webhook.pk), {"position": 2})
    webhook.refresh_from_db()
    assert (webhook.position, webhook.is_asked_for_ping, webhook.paused_at) == (2, True, None)
    rotated = browser.post(page(team, "rotate-webhook", webhook.pk))
    webhook.refresh_from_db()
    assert webhook.secret in rotated.content.decode()
    browser.post(page(team, "remove-webhook", webhook.pk))
    assert not Webhook.objects.exists()
    assert not mail.outbox


def test_an_address_inside_is_refused_on_the_page(team, browser):
    typed = {"name": "Register", "url": "https://192.168.0.1/", "words_up_to": "public", "starts": "now"}
    answer = browser.post(page(team, "add-webhook"), typed)
    assert "private network" in answer.content.decode()
    assert not Webhook.objects.exists()


def test_a_paused_webhook_says_why_on_its_page(team, browser):
    webhook = Webhook(organisation=team.organisation, name="Register", url=BODY["sends_to"])
    webhook.add(team.lead, MORNING, 0)
    webhook.pause(MORNING, "14 tries in a row failed.")
    assert "14 tries in a row failed." in browser.get(webhook.get_absolute_url()).content.decode()
    assert "Paused" in browser.get(page(team, "webhooks")).content.decode()
