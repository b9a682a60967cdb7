"""Who asked to be told by e-mail, and what they are owed. Addresses are kept while they are of use."""

import hashlib
import secrets
from datetime import timedelta

from django.db import IntegrityError, models, transaction
from django.db.models import Q

from accounts.row_security import everything

CONFIRM_WITHIN = timedelta(days=3)
ATTEMPTS = 8
TARGETS = ("organisation", "inspection", "committee")


def hash_of(secret):
    return hashlib.sha256(secret.encode()).hexdigest()


class SubscriptionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Addresses of the public are nobody's to read but the operator's, who answers for them."""
        return self if user.is_authenticated and user.is_superuser else self.none()

    def going(self):
        return self.filter(confirmed_at__isnull=False)

    def run_out(self, at):
        return self.filter(confirmed_at=None, asked_at__lte=at - CONFIRM_WITHIN)


class Subscription(models.Model):
    """One address that wants to hear of one organisation, inspection or committee. Ended ones are removed."""

    email = models.EmailField()
    organisation = models.ForeignKey(
        "accounts.Organisation", models.CASCADE, null=True, related_name="subscriptions"
    )
    inspection = models.ForeignKey(
        "inspections.Inspection", models.CASCADE, null=True, related_name="subscriptions"
    )
    committee = models.ForeignKey(
        "scrutiny.Committee", models.CASCADE, null=True, related_name="subscriptions"
    )
    asked_at = models.DateTimeField()
    secret_hash = models.CharField(max_length=64, blank=True)
    confirmed_at = models.DateTimeField(null=True)

    objects = SubscriptionQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(organisation__isnull=False, inspection__isnull=True, committee__isnull=True)
                    | Q(organisation__isnull=True, inspection__isnull=False, committee__isnull=True)
                    | Q(organisation__isnull=True, inspection__isnull=True, committee__isnull=False)
                ),
                name="subscribed_to_one_thing",
            ),
            *(
                models.UniqueConstraint(fields=["email", target], name=f"one_subscription_per_{target}")
                for target in TARGETS
            ),
        ]

    def __str__(self):
        return f"Subscription to {self.target}"

    @classmethod
    @everything()
    def ask(cls, email, at, **target):
        """Notes that somebody wants this; a mail asks whether they do. Twice is as good as once."""
        wanted = {"email": email.strip().lower(), **target}
        try:
            with transaction.atomic():
                subscription, is_new = cls.objects.get_or_create(**wanted, defaults={"asked_at": at})
        except IntegrityError:
            return
        if not is_new and subscription.confirmed_at is None:
            subscription.asked_at = at
            subscription.save(update_fields=["asked_at"])
        if subscription.confirmed_at is None:
            event = f"{SubscriptionNotice.CONFIRM}:{at:%Y-%m-%d}"
            SubscriptionNotice.owe(subscription, event, at)

    @property
    def target(self):
        return self.organisation or self.inspection or self.committee

    @property
    def told_of(self):
        """What it is called in a mail."""
        if self.inspection_id:
            return f"{self.inspection.title}, {self.inspection.organisation.name}"
        if self.committee_id:
            return f"{self.committee.name}, {self.committee.organisation.name}"
        return self.organisation.name

    def issue_secret(self):
        """A new one for each mail that asks: only its hash is kept. An earlier link stops working."""
        secret = secrets.token_urlsafe(32)
        self.secret_hash = hash_of(secret)
        type(self).objects.filter(pk=self.pk, confirmed_at=None).update(secret_hash=self.secret_hash)
        return secret

    @classmethod
    def with_secret(cls, secret, at):
        """The one that waits for this secret, if it has not run out."""
        waiting = cls.objects.filter(secret_hash=hash_of(secret), confirmed_at=None)
        return waiting.filter(asked_at__gt=at - CONFIRM_WITHIN).first()

    def confirm(self, at):
        return bool(
            type(self).objects.filter(pk=self.pk, confirmed_at=None).update(confirmed_at=at, secret_hash="")
        )

    def end(self):
        """The address goes, and with it whatever was still owed to it."""
        self.delete()


class SubscriptionNoticeQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self if user.is_authenticated and user.is_superuser else self.none()

    def owed(self, at):
        return self.filter(sent_at=None, attempts__lt=ATTEMPTS, next_try_at__lte=at)


class SubscriptionNotice(models.Model):
    """One mail that a subscription is owed about one event. Its words are made when it is sent."""

    CONFIRM, PAPER, CHANGES = "confirm", "paper", "changes"

    subscription = models.ForeignKey("scrutiny.Subscription", models.CASCADE, related_name="notices")
    event = models.CharField(max_length=60)
    since = models.DateTimeField(null=True)
    until = models.DateTimeField(null=True)
    made_at = models.DateTimeField()
    next_try_at = models.DateTimeField(db_index=True)
    attempts = models.PositiveIntegerField(default=0)
    sent_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=300, blank=True)

    objects = SubscriptionNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["subscription", "event"], name="one_notice_per_event"),
        ]

    def __str__(self):
        return f"{self.event} for subscription {self.subscription_id}"

    @classmethod
    def owe(cls, subscription, event, at, **more):
        """Once, however often the sweep comes by."""
        fields = {"made_at": at, "next_try_at": at, **more}
        return cls.objects.get_or_create(subscription=subscription, event=event, defaults=fields)[0]

    @property
    def kind(self):
        return self.event.partition(":")[0]

    def claim(self, at, back_off):
        """True for one sender only: the next try is put off before this one is made."""
        mine = type(self).objects.filter(pk=self.pk, sent_at=None, attempts=self.attempts)
        self.attempts += 1
        return bool(mine.update(attempts=self.attempts, next_try_at=at + back_off(self.attempts)))

    def note_sent(self, at):
        type(self).objects.filter(pk=self.pk).update(sent_at=at, error="")

    def note_failed(self, problem):
        type(self).objects.filter(pk=self.pk).update(error=str(problem)[:300])
