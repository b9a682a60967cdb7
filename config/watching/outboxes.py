"""What is owed to the world outside and has not gone yet: how much, since when, and what was given up."""

from dataclasses import dataclass
from datetime import timedelta

from django.db.models import Count, Max, Min, Q

from accounts.models import Job
from actions.models import Change, Digest, ProgressUpdate, Webhook
from scrutiny.models import SubscriptionNotice
from scrutiny.models.subscriptions import ATTEMPTS

FAILURES_OF = timedelta(days=7)
# Counting stops here: beyond it the figure says "many" just as well.
COUNTED_UP_TO = 10_000


@dataclass(frozen=True)
class Outbox:
    name: str
    waiting: int
    oldest_seconds: float
    failed: int


def all_of(at):
    return [mails(at), webhooks(at), notices(at), jobs(at)]


def mails(at):
    owed = Digest.objects.owed(at).aggregate(number=Count("pk"), since=Min("next_try_at"))
    failed = Digest.objects.filter(
        state=Digest.State.FAILED, local_date__gt=(at - FAILURES_OF).date()
    ).count()
    return _outbox("mails", owed, failed, at)


def webhooks(at):
    """Receivers whose last try failed, and since when they are owed. Paused ones count as failed."""
    behind = Webhook.objects.filter(paused_at=None, failures__gt=0).aggregate(
        number=Count("pk"), since=Min("deliveries__asked_at", filter=Q(deliveries__ended_at=None))
    )
    return _outbox("webhooks", behind, Webhook.objects.exclude(paused_at=None).count(), at)


def notices(at):
    unsent = SubscriptionNotice.objects.filter(sent_at=None)
    owed = unsent.filter(attempts__lt=ATTEMPTS, next_try_at__lte=at)
    owed = owed.aggregate(number=Count("pk"), since=Min("next_try_at"))
    failed = unsent.filter(attempts__gte=ATTEMPTS, made_at__gt=at - FAILURES_OF).count()
    return _outbox("notices", owed, failed, at)


def jobs(at):
    owed = Job.objects.owed(at).aggregate(number=Count("pk"), since=Min("asked_at"))
    failed = Job.objects.filter(
        state=Job.State.FAILED, is_refused=False, ended_at__gt=at - FAILURES_OF
    ).count()
    return _outbox("jobs", owed, failed, at)


def _outbox(name, owed, failed, at):
    age = (at - owed["since"]).total_seconds() if owed["since"] else 0.0
    return Outbox(name, owed["number"], max(age, 0.0), failed)


def rows_without_a_place():
    """They get one when the changes feed is read next."""
    return Change.objects.filter(position=None)[:COUNTED_UP_TO].count()


def rows_behind():
    """How many rows of the changes feed the slowest webhook that is not paused has still to be told."""
    slowest = Webhook.objects.filter(paused_at=None).aggregate(position=Min("position"))["position"]
    return 0 if slowest is None else max(Change.objects.last_position() - slowest, 0)


def ledger_rows():
    """The number of the last: counting ten million rows for each look would be felt."""
    return ProgressUpdate.objects.aggregate(last=Max("pk"))["last"] or 0
