from celery import shared_task
from django.db import transaction
from django.utils import timezone

from accounts.models import Sweep
from accounts.tasks import publish
from actions import evidence_store, ledger_check
from actions.models import Draft, Webhook
from actions.reminders import arming, sending, sweeping
from actions.webhooks import delivering


@shared_task(name="actions.check_ledger")
def check_ledger():
    if not Sweep.begin("ledger check", timezone.now()):
        return
    checked = ledger_check.check_ledger()
    Sweep.note_finished("ledger check", timezone.now(), **checked.as_result())


@shared_task(name="actions.sweep_evidence")
def sweep_evidence():
    Sweep.note_started("evidence", timezone.now())
    swept = evidence_store.sweep(timezone.now()) | {"drafts": Draft.objects.sweep(timezone.now())}
    Sweep.note_finished("evidence", timezone.now(), **swept)


@shared_task(name="actions.verify_evidence")
def verify_evidence():
    if not Sweep.begin("evidence check", timezone.now()):
        return
    lost = [f"{lost.stored} {lost.sentence}" for lost in evidence_store.verify()]
    Sweep.note_finished("evidence check", timezone.now(), faults=lost[:100], fault_count=len(lost))


@shared_task(name="actions.sweep_reminders")
def sweep_reminders():
    Sweep.note_started("reminders", timezone.now())
    result = sweeping.sweep(timezone.now, hand_out=hand_out)
    Sweep.note_finished("reminders", timezone.now(), **result)


# A mail server that answers drop by drop is given up before another worker takes the mail up.
@shared_task(name="actions.send_digest", soft_time_limit=200, time_limit=240)
def send_digest(digest_id):
    sending.send_digest(digest_id, timezone.now)


def hand_out(digest_id):
    """Asks a worker to send one mail. False where the broker does not answer."""
    return publish(send_digest, str(digest_id))


@shared_task(name="actions.deliver_webhooks")
def deliver_webhooks():
    """As with mail: a restored backup tells nobody anything until it is armed."""
    if arming.is_armed():
        delivering.note_sweep(timezone.now)


@shared_task(name="actions.deliver_webhook")
def deliver_webhook(pk):
    if not arming.is_armed():
        return
    for webhook in Webhook.objects.filter(pk=pk).select_related("organisation"):
        delivering.deliver(webhook, timezone.now)


def nudge_webhook(webhook):
    """Asks a worker to look at once. Where the broker does not answer, the sweep sends it soon."""
    transaction.on_commit(lambda: publish(deliver_webhook, webhook.pk))
