"""Telling other systems: all of it, in order, at least once, signed, and to nobody else."""

import hashlib
import hmac
from datetime import timedelta
from ipaddress import ip_network

import pytest
from django.core import mail

from actions import tasks
from actions.models import Change, Webhook, WebhookDelivery
from actions.reminders import arming
from actions.webhooks import delivering
from tests.actions.receiver import Receiver
from tests.factories import MORNING, later


@pytest.fixture
def receiver(settings):
    settings.WEBHOOK_PRIVATE_NETWORKS = [ip_network("127.0.0.0/8"), ip_network("::1/128")]
    receiver = Receiver()
    yield receiver
    receiver.close()


def make_webhook(team, receiver, position=0, **fields):
    webhook = Webhook(organisation=team.organisation, name="Register", url=receiver.url, **fields)
    webhook.add(team.lead, MORNING, position)
    return webhook


def send(at=MORNING):
    return delivering.sweep(lambda: at)


def test_everything_is_sent_once_in_order_and_only_what_is_new_the_next_time(team, receiver):
    action, webhook = team.claimed(), make_webhook(team, receiver)
    assert send() == {"delivered": 1, "failed": 0, "forgotten": 0}
    assert receiver.numbers == [(action.pk, 1), (action.pk, 2), (action.pk, 3)]
    assert send()["delivered"] == 0
    action.send_back(team.assurer, MORNING, "The minutes are missing.")
    send()
    assert receiver.numbers[3:] == [(action.pk, 4)]
    message = receiver.messages[-1]
    assert (message["type"], message["webhook"], message["after"], message["until"]) == (
        "changes",
        webhook.pk,
        3,
        4,
    )
    assert message["changes"][0]["after"]["status"] == "in_progress"
    assert set(webhook.deliveries.values_list("state", flat=True)) == {"delivered"}


def test_many_rows_go_in_several_messages(team, receiver, monkeypatch):
    monkeypatch.setattr(delivering, "ROWS_AT_ONCE", 2)
    team.claimed()
    team.open_action()
    make_webhook(team, receiver)
    assert send()["delivered"] == 2
    assert [len(message["changes"]) for message in receiver.messages] == [2, 2]


def test_a_message_is_signed_with_the_secret_over_its_time_and_body(team, receiver):
    team.open_action()
    webhook = make_webhook(team, receiver)
    old = webhook.secret
    send()
    new = webhook.rotate(MORNING)
    webhook.replay(0, MORNING)
    send(later(hours=23))
    webhook.replay(0, MORNING)
    send(later(hours=24))

    def signed_by(number):
        time, *signatures = receiver.headers[number]["Followthrough-Signature"].split(",")
        message = time.removeprefix("t=").encode() + b"." + receiver.taken[number]
        made = {
            "v1=" + hmac.new(secret.encode(), message, hashlib.sha256).hexdigest(): name
            for secret, name in ((old, "old"), (new, "new"))
        }
        return [made[signature] for signature in signatures]

    assert [signed_by(number) for number in range(3)] == [["old"], ["new", "old"], ["new"]]


def test_what_was_not_taken_is_tried_again_later_and_later_as_the_same_delivery(team, receiver):
    action, webhook = team.open_action(), make_webhook(team, receiver)
    receiver.status = 503
    assert send()["failed"] == 1
    assert send(later(seconds=23))["failed"] == 0
    assert send(later(seconds=37))["failed"] == 1
    webhook.refresh_from_db()
    assert timedelta(seconds=48) <= webhook.next_try_at - later(seconds=37) <= timedelta(seconds=72)
    action.record_progress(team.owner, MORNING, "The panel met.")
    receiver.status = 204
    assert send(later(hours=1))["delivered"] == 2
    assert receiver.numbers == [(action.pk, 1)] * 3 + [(action.pk, 2)]
    deliveries = [headers["Followthrough-Delivery"] for headers in receiver.headers]
    assert len(set(deliveries[:3])) == 1
    assert [len(each.tries) for each in webhook.deliveries.order_by("until")] == [3, 1]
    webhook.refresh_from_db()
    assert (webhook.failures, webhook.next_try_at, webhook.position) == (0, None, 2)


def test_after_many_failures_it_is_paused_and_leads_are_told_and_nothing_is_lost(team, receiver):
    action, webhook = team.open_action(), make_webhook(team, receiver)
    receiver.status = 500
    at = MORNING
    for _ in range(delivering.FAILURES_ALLOWED + 3):
        send(at)
        at += timedelta(hours=8)
    webhook.refresh_from_db()
    assert len(receiver.taken) == delivering.FAILURES_ALLOWED
    assert "It answered 500" in webhook.pause_reason
    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [team.lead.email, team.other_lead.email]
    )
    assert webhook.get_absolute_url() in mail.outbox[0].body
    receiver.status, receiver.taken = 200, []
    assert send(at)["delivered"] == 0
    webhook.resume()
    assert send(at)["delivered"] == 1
    assert receiver.numbers == [(action.pk, 1)]


def test_a_receiver_that_is_gone_for_good_is_asked_once(team, receiver):
    team.open_action()
    webhook = make_webhook(team, receiver)
    receiver.status = 410
    send()
    webhook.refresh_from_db()
    assert webhook.paused_at == MORNING


def test_a_redirect_is_not_followed(team, receiver):
    team.open_action()
    webhook, other = make_webhook(team, receiver), Receiver()
    receiver.status, receiver.more = 302, {"Location": other.url}
    send()
    other.close()
    assert other.taken == []
    assert "redirect" in webhook.deliveries.get().last_try["words"]


def test_only_changes_of_the_organisation_are_sent_and_as_far_as_was_chosen(team, receiver):
    elsewhere = team.stranger.memberships.first().organisation
    action = team.open_action()
    action.record_progress(team.owner, MORNING, "For members.", visibility="members")
    action.note(team.lead, MORNING, "For officers.")
    hidden = team.open_action(visibility="officers")
    webhook = make_webhook(team, receiver)
    stranger = Webhook(organisation=elsewhere, name="Theirs", url=receiver.url, words_up_to="officers")
    stranger.add(team.stranger, MORNING, 0)

    def told(words_up_to):
        Webhook.objects.filter(pk=webhook.pk).update(position=0, words_up_to=words_up_to)
        receiver.taken = []
        send()
        rows = [row for message in receiver.messages for row in message["changes"]]
        return [(row["action"]["id"], row["number"], row["note"]) for row in rows]

    public = [(action.pk, 1, ""), (action.pk, 2, "")]
    members = [(action.pk, 1, ""), (action.pk, 2, "For members.")]
    assert told("public") == public
    assert told("members") == members
    assert told("officers") == [*members, (action.pk, 3, "For officers."), (hidden.pk, 1, "")]
    assert stranger.deliveries.count() == 0
    assert Webhook.objects.get(pk=stranger.pk).position == Change.objects.last_position()


def test_words_that_were_taken_from_view_go_out_no_more_not_even_to_officers(team, receiver):
    action = team.started()
    make_webhook(team, receiver, words_up_to="officers")
    receiver.status = 500
    send()
    action.correct(team.owner, MORNING, 2, "The panel met again.", withholds=True)
    receiver.status, receiver.taken = 200, []
    send(later(hours=1))
    rows = [row for message in receiver.messages for row in message["changes"]]
    assert [(row["number"], row["note"]) for row in rows] == [
        (1, ""),
        (2, ""),
        (3, "The panel met again."),
    ]


def test_kinds_and_an_inspection_can_be_chosen(team, receiver):
    action = team.claimed()
    make_webhook(team, receiver, kinds=["claimed_done"], inspection=action.area.inspection)
    send()
    assert receiver.numbers == [(action.pk, 3)]


def test_a_place_can_be_gone_back_to(team, receiver):
    action = team.claimed()
    webhook = make_webhook(team, receiver, position=3 if Change.objects.exists() else 0)
    Webhook.objects.update(position=0)
    send()
    webhook.replay(1, MORNING)
    send()
    assert receiver.numbers == [(action.pk, number) for number in (1, 2, 3, 2, 3)]


def test_a_test_message_is_sent_at_once_even_while_paused_and_changes_nothing_else(team, receiver):
    team.open_action()
    webhook = make_webhook(team, receiver)
    webhook.pause(MORNING, "A lead has paused it.")
    webhook.ask_for_ping()
    assert send()["delivered"] == 1
    assert [message["type"] for message in receiver.messages] == ["ping"]
    webhook.refresh_from_db()
    assert (webhook.is_asked_for_ping, webhook.position, webhook.failures) == (False, 0, 0)
    receiver.status = 500
    webhook.ask_for_ping()
    send()
    assert webhook.deliveries.filter(state="failed").count() == 1
    webhook.refresh_from_db()
    assert webhook.failures == 0


def test_a_restored_backup_tells_nobody_anything_until_it_is_armed(team, receiver, settings):
    settings.INSTALLATION_ID = "the one that sends"
    team.open_action()
    webhook = make_webhook(team, receiver)
    arming.arm(MORNING)
    arming.disarm(MORNING)
    tasks.deliver_webhooks()
    tasks.deliver_webhook(webhook.pk)
    assert receiver.taken == []
    arming.arm(MORNING)
    tasks.deliver_webhook(webhook.pk)
    tasks.deliver_webhooks()
    assert len(receiver.taken) == 1


def test_of_two_workers_one_sends_and_a_dead_one_is_replaced(team, receiver):
    team.open_action()
    webhook = make_webhook(team, receiver)
    assert webhook.claim(MORNING)
    assert send(later(seconds=119))["delivered"] == 0
    assert send(later(minutes=2))["delivered"] == 1


def test_a_feed_that_is_shorter_than_before_pauses_instead_of_leaving_rows_out(team, receiver):
    team.open_action()
    webhook = make_webhook(team, receiver, position=99)
    send()
    webhook.refresh_from_db()
    assert "backup" in webhook.pause_reason
    assert receiver.taken == []


def test_old_deliveries_are_forgotten_and_waiting_ones_kept(team, receiver):
    webhook = make_webhook(team, receiver)
    state = WebhookDelivery.State
    old = webhook.deliveries.create(after=0, until=1, asked_at=MORNING)
    old.end(MORNING, state.DELIVERED)
    webhook.deliveries.create(after=1, until=2, asked_at=MORNING)
    assert WebhookDelivery.objects.forget_old(later(days=30, seconds=-1)) == 0
    assert WebhookDelivery.objects.forget_old(later(days=30)) == 1


def test_waits_grow_to_a_limit(team):
    waits = [delivering.wait_after(number, chance=lambda low, high: 1) for number in (0, 1, 5, 10, 60)]
    assert [wait.total_seconds() for wait in waits] == [30, 60, 960, 21600, 21600]


def test_the_check_of_the_signature_in_the_documentation_tells_ours_from_others(team, receiver, settings):
    told = (settings.BASE_DIR / "docs" / "api.md").read_text()
    example = told.split("### Checking the signature")[1].split("```python\n")[1].split("```")[0]
    names = {}
    exec(example, names)
    team.open_action()
    webhook = make_webhook(team, receiver)
    former = webhook.secret
    webhook.rotate(MORNING)
    send()
    header, body = receiver.headers[0]["Followthrough-Signature"], receiver.taken[0]
    is_ours, now = names["is_from_followthrough"], MORNING.timestamp()
    assert is_ours(webhook.secret, header, body, now + 299)
    assert is_ours(former, header, body, now)
    assert not is_ours(webhook.secret, header, body + b" ", now)
    assert not is_ours("whsec_of_another", header, body, now)
    assert not is_ours(webhook.secret, header, body, now + 301)
