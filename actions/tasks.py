from celery import shared_task
from django.db import transaction
from django.utils import timezone

from accounts.models import Sweep
from accounts.tasks import look_through, publish
from actions import evidence_store, ledger_check
from actions.models import Action, Draft, StoredFile, Webhook
from actions.reminders import arming, sending, sweeping
from actions.webhooks import delivering


@shared_task(name="actions.check_ledger", bind=True)
def check_ledger(self, after=0, found=None):
    found = found or {"unprotected": ledger_check.unprotected()}
    look_through(self, "ledger check", Action.objects, look_at_ledgers, after, found)


def look_at_ledgers(actions):
    return ledger_check.check_ledger(actions).as_result()


@shared_task(name="actions.sweep_evidence")
def sweep_evidence():
    Sweep.note_started("evidence", timezone.now())
    swept = evidence_store.sweep(timezone.now()) | {"drafts": Draft.objects.sweep(timezone.now())}
    Sweep.note_finished("evidence", timezone.now(), **swept)


@shared_task(name="actions.verify_evidence", bind=True)
def verify_evidence(self, after=0, found=None):
    look_through(self, "evidence check", StoredFile.objects, look_at_files, after, found or {})


def look_at_files(files):
    lost = [f"{lost.stored} {lost.sentence}" for lost in evidence_store.verify(files)]
    return {"faults": lost, "fault_count": len(lost)}


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
