"""Webhooks: other systems that are told of what happens, each from its own place in the changes feed."""

import hashlib
import hmac
import secrets
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.urls import reverse

from accounts.row_history import HistoricalRecords
from actions.statuses import Visibility

# For how long the secret of before still signs beside the new one, so that the receiver can change over.
OLD_SECRET_SIGNS_FOR = timedelta(hours=24)
# Longer than any request to a receiver may take.
HELD_FOR = timedelta(minutes=2)
KEPT_FOR = timedelta(days=30)


class WebhookQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Leads of the organisation: the address often holds a key of the other system."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(organisation__in=user.organisation_ids("lead"))

    def due(self, at):
        """Not paused, not waiting for its next try, not at work in another process."""
        free = Q(claimed_at=None) | Q(claimed_at__lte=at - HELD_FOR)
        waits = Q(next_try_at=None) | Q(next_try_at__lte=at)
        return self.filter(free, Q(is_asked_for_ping=True) | Q(waits, paused_at=None))


class Webhook(models.Model):
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="webhooks")
    name = models.CharField("what it is for", max_length=100)
    url = models.CharField("address to send to", max_length=500)
    inspection = models.ForeignKey(
        "inspections.Inspection", models.CASCADE, null=True, blank=True, related_name="+"
    )
    kinds = models.JSONField("only these kinds of row", default=list, blank=True)
    words_up_to = models.CharField(
        "words to send", max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )
    added_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    added_at = models.DateTimeField()

    salt = models.CharField(max_length=64, editable=False)
    former_salt = models.CharField(max_length=64, blank=True, editable=False)
    rotated_at = models.DateTimeField(null=True, editable=False)

    position = models.PositiveBigIntegerField(default=0, editable=False)
    failures = models.PositiveSmallIntegerField(default=0, editable=False)
    next_try_at = models.DateTimeField(null=True, editable=False)
    claimed_at = models.DateTimeField(null=True, editable=False)
    is_asked_for_ping = models.BooleanField(default=False, editable=False)
    paused_at = models.DateTimeField(null=True, editable=False)
    pause_reason = models.CharField(max_length=300, blank=True, editable=False)

    history = HistoricalRecords(
        excluded_fields=[
            "salt", "former_salt", "rotated_at", "position", "failures", "next_try_at", "claimed_at",
            "is_asked_for_ping",
        ]
    )  # fmt: skip
    objects = WebhookQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("webhook", args=[self.organisation.slug, self.pk])

    @property
    def secret(self):
        """Made of the service's own key and a random part, so that a stolen database signs nothing."""
        return _secret(self.pk, self.salt)

    def secrets_at(self, at):
        """Those that sign now: the present one and, for a day, the one before."""
        signing = [self.secret]
        if self.former_salt and self.rotated_at and at < self.rotated_at + OLD_SECRET_SIGNS_FOR:
            signing.append(_secret(self.pk, self.former_salt))
        return signing

    def add(self, by, at, position):
        """Begins behind `position`. Returns the secret, which is shown once."""
        self.added_by, self.added_at, self.position = by, at, position
        self.salt = secrets.token_hex(32)
        self.save()
        return self.secret

    def rotate(self, at):
        """A new secret; the one before signs beside it for a day."""
        self.former_salt, self.salt, self.rotated_at = self.salt, secrets.token_hex(32), at
        self._write("former_salt", "salt", "rotated_at")
        return self.secret

    def pause(self, at, reason):
        self.paused_at, self.pause_reason = at, reason[:300]
        self.save(update_fields=["paused_at", "pause_reason"])

    def resume(self):
        self.paused_at, self.pause_reason, self.failures, self.next_try_at = None, "", 0, None
        self.save(update_fields=["paused_at", "pause_reason", "failures", "next_try_at"])

    def replay(self, position, at):
        """Goes back, or on, to a place in the feed: what stands behind it is sent next."""
        waiting = self.deliveries.filter(state=WebhookDelivery.State.WAITING)
        waiting.update(state=WebhookDelivery.State.DROPPED, ended_at=at)
        self.position, self.failures, self.next_try_at = position, 0, None
        self._write("position", "failures", "next_try_at")

    def ask_for_ping(self):
        self.is_asked_for_ping = True
        self._write("is_asked_for_ping")

    def claim(self, at):
        """True for one of any number of workers; for how long, says HELD_FOR."""
        taken = Webhook.objects.due(at).filter(pk=self.pk).update(claimed_at=at)
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def let_go(self, at):
        Webhook.objects.filter(pk=self.pk, claimed_at=at).update(claimed_at=None)

    def move_to(self, position, was):
        """Not if somebody has asked for a replay meanwhile."""
        moved = Webhook.objects.filter(pk=self.pk, position=was)
        if moved.update(position=position, failures=0, next_try_at=None):
            self.position, self.failures, self.next_try_at = position, 0, None
            return True
        return False

    def note_failure(self, next_try_at):
        Webhook.objects.filter(pk=self.pk).update(failures=F("failures") + 1, next_try_at=next_try_at)
        self.failures, self.next_try_at = self.failures + 1, next_try_at

    def _write(self, *names):
        """Past the history: of its working, not of its settings."""
        Webhook.objects.filter(pk=self.pk).update(**{name: getattr(self, name) for name in names})


def _secret(pk, salt):
    key = hashlib.sha256(f"webhook {pk} {salt}".encode()).digest()
    return "whsec_" + hmac.new(settings.SECRET_KEY.encode(), key, hashlib.sha256).hexdigest()


class WebhookDeliveryQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(webhook__in=Webhook.objects.visible_to(user))

    def forget_old(self, at):
        return self.filter(asked_at__lte=at - KEPT_FOR).exclude(ended_at=None).delete()[0]


class WebhookDelivery(models.Model):
    """One message to a receiver, and every try to deliver it. What it says is read anew for each try."""

    class State(models.TextChoices):
        WAITING = "waiting", "Waiting"
        DELIVERED = "delivered", "Delivered"
        FAILED = "failed", "Failed"
        DROPPED = "dropped", "Dropped"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    webhook = models.ForeignKey("actions.Webhook", models.CASCADE, related_name="deliveries")
    is_ping = models.BooleanField(default=False)
    after = models.PositiveBigIntegerField()
    until = models.PositiveBigIntegerField()
    rows = models.PositiveIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    tries = models.JSONField(default=list)
    asked_at = models.DateTimeField(db_index=True)
    ended_at = models.DateTimeField(null=True)

    objects = WebhookDeliveryQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["webhook", "-asked_at"])]

    def __str__(self):
        return f"{self.webhook}: {self.get_state_display()}"

    @property
    def last_try(self):
        return self.tries[-1] if self.tries else None

    def note_try(self, at, status, words, milliseconds):
        told = {"at": at.isoformat(), "status": status, "words": words, "milliseconds": milliseconds}
        self.tries = [*self.tries[-19:], told]
        self.save(update_fields=["tries"])

    def end(self, at, state):
        self.state, self.ended_at = state, at
        self.save(update_fields=["state", "ended_at"])
