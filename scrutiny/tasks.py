from celery import shared_task
from django.utils import timezone

from accounts.models import Sweep
from scrutiny import paper_check, subscriptions


@shared_task(name="scrutiny.send_notices")
def send_notices():
    """What people who subscribed are owed: noted and sent."""
    Sweep.note_started("subscriptions", timezone.now())
    subscriptions.sweep(clock=timezone.now)
    Sweep.note_finished("subscriptions", timezone.now())


@shared_task(name="scrutiny.check_papers")
def check_papers():
    if not Sweep.begin("paper check", timezone.now()):
        return
    checked = paper_check.check_papers()
    Sweep.note_finished("paper check", timezone.now(), **checked.as_result())
