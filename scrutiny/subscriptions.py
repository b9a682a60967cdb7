"""Mails to people who asked for them: what is owed is a row, sent at least once, in words of that moment."""

from datetime import datetime, time, timedelta

import structlog
from django.conf import settings
from django.core import signing
from django.core.mail import EmailMessage
from django.db.models import Max
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from scrutiny import public_events
from scrutiny.models import Subscription, SubscriptionNotice

log = structlog.get_logger(__name__)

SALT = "scrutiny.subscriptions"
# What happened on a day is told the next morning, in one mail for each subscription.
HOUR = time(7)
AT_ONCE = 200
FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=10), timedelta(days=1)


def sweep(clock):
    """Everything owed and not sent, whoever else is sweeping and however long nobody has."""
    at = clock()
    Subscription.objects.run_out(at).delete()
    note(at)
    for notice in SubscriptionNotice.objects.owed(at).select_related("subscription")[:AT_ONCE]:
        send(notice, clock())


def note(at):
    """Writes down what subscriptions are owed by now. Twice is as good as once."""
    papers, going = {}, Subscription.objects.going()
    going = going.select_related("organisation", "inspection__organisation", "committee__organisation")
    known = set(SubscriptionNotice.objects.values_list("subscription_id", "event"))
    told_until = _told_until()
    for subscription in going:
        target = subscription.target
        if target not in papers:
            papers[target] = list(public_events.papers_of(target).values_list("pk", "frozen_at"))
        for pk, frozen_at in papers[target]:
            event = f"{SubscriptionNotice.PAPER}:{pk}"
            if frozen_at > subscription.confirmed_at and (subscription.pk, event) not in known:
                SubscriptionNotice.owe(subscription, event, at)
        _note_changes(subscription, at, told_until.get(subscription.pk))


def _told_until():
    notices = SubscriptionNotice.objects.exclude(until=None).order_by().values_list("subscription")
    return dict(notices.annotate(last=Max("until")))


def _note_changes(subscription, at, told_until):
    """Of the days that have ended since the last such mail; not before the morning after."""
    local = at.astimezone(timezone.get_default_timezone())
    if local.time() < HOUR:
        return
    until = timezone.make_aware(datetime.combine(local.date(), time.min))
    since = max(filter(None, (subscription.confirmed_at, told_until)))
    if since < until and _rows(subscription, since, until).exists():
        event = f"{SubscriptionNotice.CHANGES}:{local.date()}"
        SubscriptionNotice.owe(subscription, event, at, since=since, until=until)


def _rows(subscription, since, until):
    rows = public_events.rows_of(subscription.target)
    return rows.filter(entered_at__gt=since, entered_at__lte=until)


def send(notice, at):
    """One mail, claimed first. If the process dies in the midst it may go twice, but never not at all."""
    if not notice.claim(at, back_off):
        return
    mail = _mail(notice)
    if mail is None:
        # What it was to tell is not public any more, or was confirmed meanwhile.
        notice.note_sent(at)
        return
    try:
        mail.send()
    except OSError as problem:
        log.warning("notice_not_sent", notice=notice.pk, exc_info=problem)
        notice.note_failed(problem)
    else:
        notice.note_sent(at)


def back_off(attempts):
    return min(FIRST_PAUSE * 4 ** (attempts - 1), LONGEST_PAUSE)


def _mail(notice):
    subscription = notice.subscription
    subject, words = {
        SubscriptionNotice.CONFIRM: _confirmation,
        SubscriptionNotice.PAPER: _paper,
        SubscriptionNotice.CHANGES: _changes,
    }[notice.kind](notice)
    if words is None:
        return None
    stop = settings.PUBLIC_URL + reverse("end-subscription", args=[signed(subscription.pk)])
    words |= {"subscription": subscription, "stop": stop}
    headers = {"Message-ID": f"<subscription-{notice.pk}@{_host()}>", "Auto-Submitted": "auto-generated"}
    if notice.kind != SubscriptionNotice.CONFIRM:
        headers |= {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return EmailMessage(
        # A line break in a subject would be refused as an attempt to add headers.
        subject=" ".join(subject.split())[:200],
        body=render_to_string(f"scrutiny/mail/{notice.kind}.txt", words),
        from_email=settings.DEFAULT_FROM_EMAIL,
        to=[subscription.email],
        headers=headers,
    )


def _confirmation(notice):
    subscription = notice.subscription
    if subscription.confirmed_at:
        return "", None
    address = reverse("confirm-subscription", args=[subscription.issue_secret()])
    return f"Confirm: news of {subscription.told_of}", {"address": settings.PUBLIC_URL + address}


def _paper(notice):
    pk = int(notice.event.partition(":")[2])
    frozen = public_events.papers_of(notice.subscription.target).filter(pk=pk).first()
    if frozen is None:
        return "", None
    event = public_events.of_paper(frozen)
    return event.title, {"event": event}


def _changes(notice):
    rows = _rows(notice.subscription, notice.since, notice.until).order_by("entered_at", "pk")
    events = [public_events.of_row(row) for row in rows]
    if not events:
        return "", None
    number = f"{len(events)} change{'' if len(events) == 1 else 's'}"
    return f"{number}: {notice.subscription.told_of}", {"events": events, "number": number}


def signed(pk):
    """For the link that stops the mails. It never ends: an old mail must be able to stop the next one."""
    return signing.dumps(pk, salt=SALT)


def subscription_of(text):
    """(whether we signed it, the subscription or None if it has ended)."""
    try:
        pk = signing.loads(text, salt=SALT)
    except signing.BadSignature:
        return False, None
    found = Subscription.objects.select_related(
        "organisation", "inspection__organisation", "committee__organisation"
    )
    return True, found.filter(pk=pk).first()


def _host():
    return settings.PUBLIC_URL.partition("://")[2].partition("/")[0].partition(":")[0]
