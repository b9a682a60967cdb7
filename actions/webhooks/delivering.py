"""Sending what is owed. May be killed at any line and run again: a message is then sent once more."""

import random
from datetime import timedelta

import orjson

from accounts.models import Sweep
from actions import change_feed
from actions.change_feed.telling import tell
from actions.models import Webhook, WebhookDelivery
from actions.webhooks import notices
from actions.webhooks.readers import reader_of, rows_for, without_withheld
from actions.webhooks.sending import send, signature

ROWS_AT_ONCE = 100
MESSAGES_AT_ONCE = 50
FIRST_WAIT, LONGEST_WAIT = timedelta(seconds=30), timedelta(hours=6)
# The tries of about a day and a half.
FAILURES_ALLOWED = 14
AGENT = "Followthrough-Webhook/1"
State = WebhookDelivery.State


def sweep(clock):
    """Everything owed, webhook by webhook. Says how many messages were taken and how many were not."""
    done = {"delivered": 0, "failed": 0}
    for webhook in list(Webhook.objects.due(clock()).select_related("organisation")):
        for answer in deliver(webhook, clock):
            done["delivered" if answer.is_taken else "failed"] += 1
    done["forgotten"] = WebhookDelivery.objects.forget_old(clock())
    return done


def note_sweep(clock):
    Sweep.note_started("webhooks", clock())
    Sweep.note_finished("webhooks", clock(), **sweep(clock))


def deliver(webhook, clock):
    """The answers that came, until there is no more to say, one was not taken or others want a turn."""
    claimed_at = clock()
    answers = []
    if not webhook.claim(claimed_at):
        return answers
    try:
        if webhook.is_asked_for_ping:
            answers.append(_ping(webhook, clock))
        while len(answers) < MESSAGES_AT_ONCE and _may_send(webhook, clock()):
            answer = _next(webhook, clock)
            if answer is None:
                break
            answers.append(answer)
            if not answer.is_taken:
                break
    finally:
        webhook.let_go(claimed_at)
    return answers


def _may_send(webhook, at):
    return webhook.paused_at is None and (webhook.next_try_at is None or webhook.next_try_at <= at)


def _next(webhook, clock):
    delivery = webhook.deliveries.filter(state=State.WAITING, is_ping=False).order_by("asked_at").first()
    try:
        rows = _rows(webhook, delivery.after, delivery.until) if delivery else []
        while delivery is None:
            stretch = change_feed.read(rows_for(webhook), webhook.position, ROWS_AT_ONCE)
            rows = without_withheld(stretch.rows)
            if rows:
                delivery = WebhookDelivery.objects.create(
                    webhook=webhook,
                    after=webhook.position,
                    until=stretch.end,
                    rows=len(rows),
                    asked_at=clock(),
                )
            elif not _moved_on(webhook, stretch) or not stretch.has_more:
                return None
    except change_feed.NoSuchPlace:
        _pause(webhook, clock(), "It has been told of more than is kept here, as after a restored backup.")
        return None
    return _try(webhook, delivery, rows, clock)


def _moved_on(webhook, stretch):
    return stretch.end == webhook.position or webhook.move_to(stretch.end, was=webhook.position)


def _rows(webhook, after, until):
    """For another try, read anew: what was taken from view meanwhile goes out no more."""
    stretch = change_feed.read(rows_for(webhook).filter(change__position__lte=until), after, most=None)
    return without_withheld(stretch.rows)


def _try(webhook, delivery, rows, clock):
    told = {"type": "changes", "after": delivery.after, "until": delivery.until}
    answer = _send(webhook, delivery, told | {"changes": tell(rows, reader_of(webhook))}, clock)
    if answer.is_taken:
        delivery.end(clock(), State.DELIVERED)
        webhook.move_to(delivery.until, was=delivery.after)
        return answer
    webhook.note_failure(clock() + wait_after(webhook.failures))
    if answer.is_gone or webhook.failures >= FAILURES_ALLOWED:
        _pause(webhook, clock(), f"{webhook.failures} tries in a row failed. The last one: {answer.words}")
    return answer


def _ping(webhook, clock):
    """One try, whatever becomes of it: somebody is looking at the page."""
    Webhook.objects.filter(pk=webhook.pk).update(is_asked_for_ping=False)
    delivery = WebhookDelivery.objects.create(
        webhook=webhook, is_ping=True, after=webhook.position, until=webhook.position, asked_at=clock()
    )
    answer = _send(webhook, delivery, {"type": "ping", "changes": []}, clock)
    delivery.end(clock(), State.DELIVERED if answer.is_taken else State.FAILED)
    return answer


def _send(webhook, delivery, told, clock):
    at = clock()
    about = {"webhook": webhook.pk, "delivery": delivery.pk, "sent_at": at}
    about["organisation"] = webhook.organisation.slug
    body = orjson.dumps(about | told, option=orjson.OPT_UTC_Z)
    headers = {
        "Content-Type": "application/json",
        "User-Agent": AGENT,
        "Followthrough-Delivery": str(delivery.pk),
        "Followthrough-Signature": signature(webhook.secrets_at(at), int(at.timestamp()), body),
    }
    answer = send(webhook.url, headers, body)
    delivery.note_try(at, answer.status, answer.words, answer.milliseconds)
    return answer


def wait_after(failures, chance=random.uniform):
    """Twice as long each time, a little more or less, so that many do not come back in the same instant."""
    seconds = min(FIRST_WAIT.total_seconds() * 2 ** min(failures, 20), LONGEST_WAIT.total_seconds())
    return timedelta(seconds=seconds * chance(0.8, 1.2))


def _pause(webhook, at, reason):
    webhook.pause(at, reason)
    notices.tell_leads(webhook)
