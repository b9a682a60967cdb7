from celery import shared_task
from django.utils import timezone

from accounts.models import Sweep
from accounts.tasks import look_through
from scrutiny import paper_check, subscriptions
from scrutiny.models import FrozenPaper


@shared_task(name="scrutiny.send_notices")
def send_notices():
    """What people who subscribed are owed: noted and sent."""
    Sweep.note_started("subscriptions", timezone.now())
    subscriptions.sweep(clock=timezone.now)
    Sweep.note_finished("subscriptions", timezone.now())


@shared_task(name="scrutiny.check_papers", bind=True)
def check_papers(self, after=0, found=None):
    found = found or {"unprotected": paper_check.unprotected()}
    look_through(self, "paper check", FrozenPaper.objects, look_at_papers, after, found)


def look_at_papers(papers):
    return paper_check.check_papers(papers).as_result()
