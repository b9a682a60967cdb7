from datetime import timedelta

from django.db import models

# Schedulers on several hosts send what recurs within seconds of each other.
SAME_TURN = timedelta(minutes=5)


class Sweep(models.Model):
    """When a recurring look for owed work last ran: how a watcher knows that nothing has silently stopped."""

    name = models.CharField(max_length=60, unique=True)
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_finished_at = models.DateTimeField(null=True, blank=True)
    last_result = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @property
    def is_under_way(self):
        """Begun and not ended: at work, or stopped in the middle."""
        if self.last_started_at is None:
            return False
        return self.last_finished_at is None or self.last_finished_at < self.last_started_at

    @property
    def faults(self):
        """What it found wrong, each a sentence."""
        return [*self.last_result.get("faults", []), *self.last_result.get("unprotected", [])]

    @property
    def counts(self):
        return {
            name.replace("_", " "): value
            for name, value in self.last_result.items()
            if isinstance(value, int)
        }

    @classmethod
    def note_started(cls, name, at):
        cls.objects.update_or_create(name=name, defaults={"last_started_at": at})

    @classmethod
    def begin(cls, name, at):
        """False where another scheduler's message has begun the very same look just now."""
        cls.objects.get_or_create(name=name)
        late = models.Q(last_started_at=None) | models.Q(last_started_at__lt=at - SAME_TURN)
        return bool(cls.objects.filter(late, name=name).update(last_started_at=at))

    @classmethod
    def note_finished(cls, name, at, **result):
        cls.objects.update_or_create(name=name, defaults={"last_finished_at": at, "last_result": result})
