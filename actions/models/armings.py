"""Whether this database may send: only beside the host it was armed on, not where a backup was restored."""

from django.db import models


class Arming(models.Model):
    """The latest row counts. An empty mark means: disarmed."""

    mark = models.CharField("mark of the host", max_length=64, blank=True)
    armed_at = models.DateTimeField()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"Armed at {self.armed_at:%Y-%m-%d %H:%M}" if self.mark else "Disarmed"
