"""Mails for whoever asked and confirmed: once for each event, and no more after one click."""

import re
from datetime import timedelta

import pytest
from django.conf import settings
from django.core import mail
from django.urls import reverse

from scrutiny import subscriptions
from scrutiny.models import Subscription, SubscriptionNotice
from tests.factories import MORNING, make_committee
from tests.scrutiny.hall import FROZEN_AT

EMAIL = "resident@example.org"
ASKED = MORNING - timedelta(days=1)


def sweep(at):
    mail.outbox.clear()
    subscriptions.sweep(lambda: at)
    return list(mail.outbox)


def subscribed(hall, at=ASKED, **target):
    target = target or {"inspection": hall.inspection}
    return Subscription.objects.create(email=EMAIL, asked_at=at, confirmed_at=at, **target)


def link_in(letter, part):
    return re.search(rf"{re.escape(settings.PUBLIC_URL)}(/subscriptions/{part}/\S+)", letter.body)[1]


def sign_up(client, hall, email=EMAIL):
    address = reverse("subscribe-to-inspection", args=[hall.team.organisation.slug, hall.inspection.slug])
    return client.post(address, {"email": email})


def test_nobody_gets_mails_who_has_not_confirmed_by_the_button_of_the_mail(client, hall):
    assert sign_up(client, hall).url == reverse("subscription-asked")
    subscription = Subscription.objects.get()
    [letter] = sweep(subscription.asked_at)
    assert letter.to == [EMAIL] and hall.inspection.title in letter.body
    address = link_in(letter, "confirm")
    assert "Yes, send them" in client.get(address).content.decode()
    assert not Subscription.objects.going().exists(), "following the link alone confirms nothing"
    assert "You are subscribed" in client.post(address).content.decode()
    assert Subscription.objects.going().get().secret_hash == ""
    assert client.post(address).status_code == 404


def test_a_link_to_confirm_works_until_the_third_day_and_then_the_address_is_forgotten(client, hall):
    sign_up(client, hall)
    subscription = Subscription.objects.get()
    sweep(subscription.asked_at)
    asked = subscription.asked_at
    sweep(asked + timedelta(days=3) - timedelta(seconds=1))
    assert Subscription.objects.exists()
    sweep(asked + timedelta(days=3))
    assert not Subscription.objects.exists() and not SubscriptionNotice.objects.exists()


def test_the_answer_is_the_same_for_new_waiting_and_subscribed_addresses(client, hall):
    new = sign_up(client, hall)
    waiting = sign_up(client, hall)
    Subscription.objects.update(confirmed_at=ASKED)
    known = sign_up(client, hall)
    assert len({(answer.status_code, answer.url) for answer in (new, waiting, known)}) == 1
    assert Subscription.objects.count() == 1 and SubscriptionNotice.objects.count() == 1


def test_who_signs_up_too_often_is_told_to_wait(client, hall):
    answers = [sign_up(client, hall) for _ in range(6)]
    assert [answer.status_code for answer in answers] == [302] * 5 + [429]
    assert "Too many tries" in answers[-1].content.decode()
    others = [sign_up(client, hall, f"somebody{number}@example.org") for number in range(26)]
    assert others[-1].status_code == 429, "one network address has a limit of its own"


def test_a_new_paper_is_told_once_however_often_the_sweep_comes_by(hall):
    for target in ({"organisation": hall.team.organisation}, {"committee": hall.committee}):
        subscribed(hall, **target)
    subscribed(hall, committee=make_committee(hall.team.organisation))
    frozen = hall.put_before_the_committee()
    letters = sweep(FROZEN_AT)
    assert len(letters) == 2
    for letter in letters:
        assert letter.subject == f"New paper: {frozen.paper.title}"
        assert f"/papers/{frozen.paper_id}/" in letter.body and link_in(letter, "stop")
        assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert letter.extra_headers["Message-ID"].startswith("<subscription-")
    assert sweep(FROZEN_AT) == [] and sweep(FROZEN_AT + timedelta(days=2)) == []


def test_a_paper_from_before_the_subscription_is_no_news(hall):
    hall.put_before_the_committee()
    subscribed(hall, at=FROZEN_AT + timedelta(seconds=1))
    assert sweep(FROZEN_AT + timedelta(days=1)) == []


def test_the_changes_of_a_day_come_in_one_mail_the_morning_after(hall):
    action = hall.team.started(title="Look at plans")
    action.record_progress(hall.team.owner, MORNING, "Between us.", visibility="officers")
    hall.team.started(visibility="members", title="For members")
    subscribed(hall)
    assert sweep(MORNING + timedelta(hours=12)) == []
    next_day = (MORNING + timedelta(days=1)).replace(hour=6, minute=59)
    assert sweep(next_day) == []
    [letter] = sweep(next_day + timedelta(minutes=1))
    assert letter.subject.startswith("3 changes: ") and "The panel met." in letter.body
    assert "Between us." not in letter.body and "For members" not in letter.body
    assert hall.team.owner.name not in letter.body
    assert sweep(next_day + timedelta(hours=3)) == []


def test_after_nights_without_a_sweep_there_is_one_mail_and_nothing_is_lost(hall):
    subscribed(hall)
    action = hall.team.started(title="Look at plans")
    action.record_progress(hall.team.owner, MORNING + timedelta(days=2), "It met again.")
    [letter] = sweep(MORNING + timedelta(days=5))
    assert "The panel met." in letter.body and "It met again." in letter.body
    action.record_progress(hall.team.owner, MORNING + timedelta(days=5, hours=2), "And again.")
    assert sweep(MORNING + timedelta(days=5, hours=4)) == []
    [letter] = sweep(MORNING + timedelta(days=6))
    assert "And again." in letter.body and "It met again." not in letter.body


def test_what_was_withdrawn_before_the_mail_went_is_not_told(hall):
    subscribed(hall)
    hall.put_before_the_committee()
    subscriptions.note(FROZEN_AT)
    hall.inspection.withdraw()
    assert sweep(FROZEN_AT) == []
    hall.inspection.publish()
    assert sweep(FROZEN_AT + timedelta(days=1)) == []


def test_a_mail_server_that_refuses_is_asked_again_later_and_later(hall, monkeypatch):
    subscribed(hall)
    hall.put_before_the_committee()
    with monkeypatch.context() as broken:
        broken.setattr(settings, "EMAIL_BACKEND", "tests.scrutiny.broken_mail.EmailBackend")
        assert sweep(FROZEN_AT) == []
    notice = SubscriptionNotice.objects.get()
    assert notice.error == "The line is dead." and notice.sent_at is None
    assert sweep(FROZEN_AT + timedelta(minutes=9)) == []
    assert len(sweep(FROZEN_AT + timedelta(minutes=10))) == 1
    pauses = [subscriptions.back_off(number) for number in range(1, 6)]
    assert pauses == sorted(pauses) and pauses[-1] == timedelta(days=1)


def test_of_two_who_send_the_same_notice_at_once_one_does(hall):
    subscribed(hall)
    hall.put_before_the_committee()
    subscriptions.note(FROZEN_AT)
    mine = SubscriptionNotice.objects.get()
    theirs = SubscriptionNotice.objects.get()
    assert mine.claim(FROZEN_AT, subscriptions.back_off)
    assert not theirs.claim(FROZEN_AT, subscriptions.back_off)


@pytest.mark.parametrize("one_click", [True, False])
def test_one_click_stops_the_mails_and_forgets_the_address(client, hall, one_click):
    subscribed(hall)
    hall.put_before_the_committee()
    [letter] = sweep(FROZEN_AT)
    address = link_in(letter, "stop")
    assert EMAIL not in client.get(address).content.decode() and Subscription.objects.exists()
    data = {"List-Unsubscribe": "One-Click"} if one_click else {}
    answer = type(client)(enforce_csrf_checks=True).post(address, data)
    assert "The mails have stopped" in answer.content.decode()
    assert not Subscription.objects.exists() and not SubscriptionNotice.objects.exists()
    assert "The mails have stopped" in client.post(address).content.decode(), "twice is as good as once"


def test_an_address_nobody_signed_stops_nothing(client, hall):
    subscription = subscribed(hall)
    for wrong in (str(subscription.pk), "1:abc", subscriptions.signed(subscription.pk)[:-1] + "x"):
        assert client.post(reverse("end-subscription", args=[wrong])).status_code == 404
    assert Subscription.objects.exists()
