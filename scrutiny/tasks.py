from celery import shared_task
from django.utils import timezone

from accounts.models import Sweep
from scrutiny import subscriptions


@shared_task(name="scrutiny.send_notices")
def send_notices():
    """What people who subscribed are owed: noted and sent."""
    Sweep.note_started("subscriptions", timezone.now())
    subscriptions.sweep(clock=timezone.now)
    Sweep.note_finished("subscriptions", timezone.now())
