"""When mails come, a pause, and the one click that stops what is optional."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from actions.models import MailPreference
from actions.reminders import stopping
from tests.factories import make_user

OPTIONAL = [stage.key for stage in stopping.optional_stages()]
pytestmark = pytest.mark.django_db


def today():
    return timezone.localdate()


def daily(**more):
    return {"rhythm": "daily", "hour": 7, "wanted": OPTIONAL} | more


def until(day):
    return {
        "paused_until_day": day.day,
        "paused_until_month": day.month,
        "paused_until_year": day.year,
        "pause_reason": "Annual leave",
    }


def save(client, person, **typed):
    client.force_login(person)
    return client.post(reverse("mail-preferences"), typed)


def test_until_somebody_chooses_nothing_is_kept_and_everything_is_told(client):
    client.force_login(make_user())
    page = client.get(reverse("mail-preferences"))
    assert page.context["form"].initial["wanted"] == OPTIONAL
    assert not MailPreference.objects.exists()


def test_the_days_the_hour_and_what_one_does_without_are_kept(client):
    ada = make_user()
    save(client, ada, rhythm="chosen", weekdays=[0, 3], hour=9, wanted=["due_in_3"])
    kept = ada.mail_preference
    assert (kept.rhythm, kept.weekdays, kept.hour) == ("chosen", [0, 3], 9)
    assert sorted(kept.left_out) == sorted(set(OPTIONAL) - {"due_in_3"})
    assert kept.chosen_on == today()


@pytest.mark.parametrize(
    ("rhythm", "weekdays", "is_taken"),
    [
        ("daily", [], True),
        ("chosen", [], False),
        ("chosen", [4], True),
        ("weekly", [], False),
        ("weekly", [4], True),
        ("weekly", [3, 4], False),
        ("chosen", [5], False),
    ],
)
def test_a_weekly_mail_has_one_day_and_chosen_days_at_least_one(client, rhythm, weekdays, is_taken):
    answer = save(client, make_user(), **daily(rhythm=rhythm, weekdays=weekdays))
    assert answer.status_code == (302 if is_taken else 200)
    assert MailPreference.objects.exists() is is_taken


@pytest.mark.parametrize(("days", "is_taken"), [(-1, False), (0, True), (183, True), (184, False)])
def test_a_pause_ends_today_or_within_half_a_year(client, days, is_taken):
    ada = make_user()
    answer = save(client, ada, **daily(**until(today() + timedelta(days=days))))
    assert answer.status_code == (302 if is_taken else 200)
    assert MailPreference.objects.filter(person=ada).exists() is is_taken


def test_a_pause_says_why(client):
    answer = save(client, make_user(), **daily(**until(today()) | {"pause_reason": " "}))
    assert "pause_reason" in answer.context["form"].errors


def test_a_pause_is_shown_and_ended_by_one_button_without_losing_the_rest(client):
    ada = make_user()
    save(client, ada, **daily(hour=9, **until(today())))
    assert "End the pause now" in client.get(reverse("mail-preferences")).content.decode()
    client.post(reverse("mail-preferences"), {"end_pause": "on"})
    kept = MailPreference.objects.get(person=ada)
    assert (kept.paused_until, kept.pause_reason, kept.hour) == (None, "", 9)
    assert "End the pause now" not in client.get(reverse("mail-preferences")).content.decode()


def test_an_old_pause_does_not_stand_in_the_way_of_other_choices(client):
    ada = make_user()
    yesterday = today() - timedelta(days=1)
    MailPreference.objects.create(
        person=ada, chosen_on=yesterday, paused_until=yesterday, pause_reason="Annual leave"
    )
    assert save(client, ada, **daily(hour=10, **until(yesterday))).status_code == 302
    assert MailPreference.objects.get(person=ada).hour == 10


def test_the_link_of_a_mail_asks_first_and_changes_nothing(client):
    page = client.get(reverse("stop-mail", args=[stopping.sign(make_user())]))
    assert "Stop these" in page.content.decode()
    assert not MailPreference.objects.exists()


def test_a_mail_program_stops_what_is_optional_by_one_post_without_cookies():
    ada = make_user()
    MailPreference.objects.create(person=ada, chosen_on=today(), hour=9)
    program = Client(enforce_csrf_checks=True)
    for _ in range(2):
        answer = program.post(
            reverse("stop-mail", args=[stopping.sign(ada)]), {"List-Unsubscribe": "One-Click"}
        )
        assert answer.status_code == 200
    kept = MailPreference.objects.get(person=ada)
    assert (kept.left_out, kept.hour) == (sorted(OPTIONAL), 9)


def test_an_address_that_was_changed_or_belongs_to_somebody_who_left_stops_nothing(client):
    ada, gone = make_user(), make_user(is_active=False)
    signed = stopping.sign(ada)
    for address in (signed[:-1] + ("A" if signed[-1] != "A" else "B"), "x", stopping.sign(gone)):
        assert client.post(reverse("stop-mail", args=[address])).status_code == 404
    assert not MailPreference.objects.exists()
