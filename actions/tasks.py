from celery import shared_task
from django.utils import timezone

from accounts.models import Sweep
from actions import evidence_store, ledger_check
from actions.models import Draft


@shared_task(name="actions.check_ledger")
def check_ledger():
    Sweep.note_started("ledger check", timezone.now())
    checked = ledger_check.check_ledger()
    Sweep.note_finished("ledger check", timezone.now(), **checked.as_result())


@shared_task(name="actions.sweep_evidence")
def sweep_evidence():
    Sweep.note_started("evidence", timezone.now())
    swept = evidence_store.sweep(timezone.now()) | {"drafts": Draft.objects.sweep(timezone.now())}
    Sweep.note_finished("evidence", timezone.now(), **swept)


@shared_task(name="actions.verify_evidence")
def verify_evidence():
    Sweep.note_started("evidence check", timezone.now())
    lost = [f"{lost.stored} {lost.sentence}" for lost in evidence_store.verify()]
    Sweep.note_finished("evidence check", timezone.now(), faults=lost[:100], fault_count=len(lost))
