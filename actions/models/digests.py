"""One mail to one person for one day: what it says once it is frozen, and how the sending goes."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Exists, F, OuterRef, Q

from actions.statuses import Word


class State(Word):
    PENDING = "pending", "To be sent"
    SENDING = "sending", "Being sent"
    SENT = "sent", "Sent"
    RETRYING = "retrying", "To be tried again"
    AMBIGUOUS = "ambiguous", "Perhaps sent"
    FAILED = "failed", "Failed"
    DROPPED = "dropped", "Not needed any more"


WAITING = (State.PENDING, State.RETRYING, State.AMBIGUOUS)
# What such a digest was to say has not been said, and is owed still.
NOT_SAID = (State.FAILED, State.DROPPED)


class DigestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those that speak of an organisation one leads."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        about = DigestOrganisation.objects.filter(
            digest=OuterRef("pk"), organisation__in=user.organisation_ids("lead")
        )
        return self.filter(Q(person=user.pk) | Exists(about))

    def owed(self, at):
        """To be sent now: their time has come, or whoever had claimed them has not been heard of since."""
        silent = Q(state=State.SENDING, claimed_at__lt=at - timedelta(seconds=settings.MAIL_CLAIM_SECONDS))
        return self.filter(Q(state__in=WAITING, next_try_at__lte=at) | silent)

    def forget(self):
        """Takes name and address out of mails. That they were sent, when and about what, stays."""
        self.update(recipient="", text="", html="", headers={}, error="")

    forget.alters_data = True

    def undelivered_before(self, day):
        """Of earlier days, and certainly in nobody's inbox: a claim that froze nothing has sent nothing."""
        unsent = (State.PENDING, State.RETRYING, State.SENDING)
        return self.filter(local_date__lt=day, state__in=unsent, may_have_gone=False)


class Digest(models.Model):
    State = State

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="digests")
    local_date = models.DateField()
    made_at = models.DateTimeField()
    state = models.CharField(max_length=10, choices=State.choices, default=State.PENDING)

    next_try_at = models.DateTimeField()
    attempts = models.PositiveIntegerField(default=0)
    claim = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    may_have_gone = models.BooleanField("a try ended without an answer", default=False)
    is_possibly_repeated = models.BooleanField("sent again without knowing of the first time", default=False)

    frozen_at = models.DateTimeField(null=True)
    sender = models.CharField(max_length=320, blank=True)
    recipient = models.CharField(max_length=320, blank=True)
    subject = models.CharField(max_length=200, blank=True)
    text = models.TextField(blank=True)
    html = models.TextField(blank=True)
    message_id = models.CharField("Message-ID", max_length=320, blank=True)
    date_header = models.CharField("Date", max_length=60, blank=True)
    headers = models.JSONField(default=dict)
    items = models.JSONField(default=list)
    further = models.PositiveIntegerField("lines that found no room", default=0)

    sent_at = models.DateTimeField(null=True)
    provider_reference = models.CharField(max_length=320, blank=True)
    error_class = models.CharField(max_length=100, blank=True)
    error = models.TextField(blank=True)

    objects = DigestQuerySet.as_manager()

    class Meta:
        ordering = ["-local_date", "-made_at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["person", "local_date"], name="one_digest_per_person_and_day")
        ]
        indexes = [models.Index(fields=["state", "next_try_at"])]

    def __str__(self):
        return f"Reminders of {self.local_date}"

    def claim_for(self, token, at):
        """True for exactly one of any number of workers; counts the attempt and reads the row anew."""
        taken = (
            Digest.objects.owed(at)
            .filter(pk=self.pk)
            .update(state=State.SENDING, claim=token, claimed_at=at, attempts=F("attempts") + 1)
        )
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def _mine(self):
        """Only whoever holds the claim may write, not one that was thought dead."""
        return Digest.objects.filter(pk=self.pk, state=State.SENDING, claim=self.claim)

    def write(self, **changes):
        """False when another worker has taken it over: then nothing is written and nothing may be sent."""
        if not self._mine().update(**changes):
            return False
        for name, value in changes.items():
            setattr(self, name, value)
        return True

    def freeze(self, at, **mail):
        """From here on a mail may have gone out, and any other try says the very same."""
        return self.write(frozen_at=at, may_have_gone=True, **mail)

    def mark_sent(self, at, reference="", is_repeat=False):
        return self.write(
            state=State.SENT,
            sent_at=at,
            provider_reference=reference,
            is_possibly_repeated=self.is_possibly_repeated or is_repeat,
            error_class="",
            error="",
        )

    def try_again(self, next_try_at, error_class, error):
        """After an answer that means: not now. Nothing has gone out."""
        return self.write(
            state=State.RETRYING,
            may_have_gone=False,
            next_try_at=next_try_at,
            error_class=error_class,
            error=error,
        )

    def doubt(self, next_try_at, error_class, error):
        """After a try without an answer: it may have gone out."""
        return self.write(
            state=State.AMBIGUOUS, next_try_at=next_try_at, error_class=error_class, error=error
        )

    def fail(self, error_class, error):
        return self.write(state=State.FAILED, may_have_gone=False, error_class=error_class, error=error)

    def drop(self, reason):
        return self.write(state=State.DROPPED, may_have_gone=False, error_class="", error=reason)

    def resend(self, at):
        """For a person on a page: again, now. False when there is nothing to try again."""
        again = Digest.objects.filter(pk=self.pk, state__in=(State.FAILED, State.RETRYING, State.AMBIGUOUS))
        sure = again.filter(state=State.FAILED).update(state=State.RETRYING, next_try_at=at)
        return bool(sure or again.update(next_try_at=at))


class DigestOrganisationQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids("lead"))


class DigestOrganisation(models.Model):
    """Of which organisation a digest speaks: whose leads may know how its sending went."""

    digest = models.ForeignKey("actions.Digest", models.CASCADE, related_name="about")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="+")

    objects = DigestOrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["digest", "organisation"], name="one_line_per_digest_and_organisation"
            )
        ]

    def __str__(self):
        return f"{self.digest} about {self.organisation}"
