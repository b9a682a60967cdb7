import uuid
from datetime import timedelta

from django.db import models
from django.db.models import F, Q
from django.urls import reverse

SILENT_AFTER = timedelta(minutes=2)
ATTEMPTS_ALLOWED = 3


class JobQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(Q(requested_by=user) | Q(organisation__in=user.organisation_ids("lead")))

    def owed(self, at):
        """Waiting, or taken up by a process that has not been heard of since."""
        silent = Q(state=Job.State.RUNNING, heartbeat_at__lt=at - SILENT_AFTER)
        return self.filter(Q(state=Job.State.QUEUED) | silent)


class Job(models.Model):
    """A piece of long work, and all anybody needs to know about how it is going."""

    class State(models.TextChoices):
        QUEUED = "queued", "Waiting"
        RUNNING = "running", "Running"
        DONE = "done", "Done"
        FAILED = "failed", "Failed"

    OVER = (State.DONE, State.FAILED)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField(max_length=60)
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, null=True, related_name="jobs")
    requested_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="jobs")
    title = models.CharField(max_length=200)
    state = models.CharField(max_length=10, choices=State, default=State.QUEUED)
    step = models.CharField(max_length=200, blank=True)
    percent = models.PositiveSmallIntegerField(default=0)
    attempts = models.PositiveSmallIntegerField(default=0)
    input = models.JSONField(default=dict)
    result = models.JSONField(default=dict)
    error = models.TextField(blank=True)
    is_refused = models.BooleanField("ended by a reason that trying again can't change", default=False)
    next_url = models.CharField(max_length=300, blank=True)
    asked_at = models.DateTimeField()
    heartbeat_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    objects = JobQuerySet.as_manager()

    class Meta:
        ordering = ["-asked_at"]
        indexes = [models.Index(fields=["state", "heartbeat_at"])]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("job", args=[self.pk])

    @property
    def is_over(self):
        return self.state in self.OVER

    def claim(self, at):
        """True for exactly one of any number of workers; counts the attempt."""
        taken = (
            Job.objects.owed(at)
            .filter(pk=self.pk, attempts=self.attempts)
            .update(state=self.State.RUNNING, attempts=F("attempts") + 1, heartbeat_at=at)
        )
        if taken:
            self.refresh_from_db()
        return bool(taken)

    def ask_again(self, at):
        """From the beginning, after a failure; twice at once makes one."""
        failed = Job.objects.filter(pk=self.pk, state=self.State.FAILED, is_refused=False)
        return bool(
            failed.update(
                state=self.State.QUEUED, attempts=0, step="", percent=0, error="", asked_at=at, ended_at=None
            )
        )

    def give_up(self, at, sentence):
        """For a job that has taken its worker with it every time: a written end beats another try."""
        silent = Job.objects.owed(at).filter(pk=self.pk, attempts__gte=ATTEMPTS_ALLOWED)
        return bool(silent.update(state=self.State.FAILED, error=sentence, ended_at=at))

    def _mine(self):
        """Only the attempt that holds the claim may write, not one that was thought dead."""
        return Job.objects.filter(pk=self.pk, state=self.State.RUNNING, attempts=self.attempts)

    def report(self, at, step, percent):
        """Says how far it is. False when another process has taken the job over and this one should stop."""
        self.step, self.percent, self.heartbeat_at = step, percent, at
        return bool(self._mine().update(step=step, percent=percent, heartbeat_at=at))

    def keep_alive(self, at):
        return bool(self._mine().update(heartbeat_at=at))

    def finish(self, at, result, next_url=""):
        return bool(
            self._mine().update(
                state=self.State.DONE,
                step="",
                percent=100,
                result=result,
                next_url=next_url,
                ended_at=at,
                heartbeat_at=at,
            )
        )

    def fail(self, at, sentence, is_refused=False):
        ending = {"state": self.State.FAILED, "error": sentence, "is_refused": is_refused}
        return bool(self._mine().update(**ending, ended_at=at, heartbeat_at=at))

    def put_back(self, at, sentence):
        """After an attempt that died of something passing: queued again until the attempts are used up."""
        if self.attempts >= ATTEMPTS_ALLOWED:
            return self.fail(at, sentence)
        return bool(self._mine().update(state=self.State.QUEUED, error=sentence, heartbeat_at=at))
