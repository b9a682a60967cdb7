from django.db import models


class Sweep(models.Model):
    """When a recurring look for owed work last ran: how a watcher knows that nothing has silently stopped."""

    name = models.CharField(max_length=60, unique=True)
    last_started_at = models.DateTimeField(null=True, blank=True)
    last_finished_at = models.DateTimeField(null=True, blank=True)
    last_result = models.JSONField(default=dict, blank=True)

    def __str__(self):
        return self.name

    @classmethod
    def note_started(cls, name, at):
        cls.objects.update_or_create(name=name, defaults={"last_started_at": at})

    @classmethod
    def note_finished(cls, name, at, **result):
        cls.objects.update_or_create(name=name, defaults={"last_finished_at": at, "last_result": result})
