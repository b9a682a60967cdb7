from datetime import timedelta

from django.db import connection, models

EVERY = timedelta(seconds=30)
SILENT_AFTER = timedelta(minutes=2)
FORGOTTEN_AFTER = timedelta(days=1)
MOST_MS = 2**31 - 1


class HeartbeatQuerySet(models.QuerySet):
    def alive(self, at):
        return self.filter(beaten_at__gte=at - SILENT_AFTER)


class Heartbeat(models.Model):
    """When a worker last said that it is there. In the database, as the broker may be what has stopped."""

    name = models.CharField(max_length=200, unique=True)
    release = models.CharField(max_length=60, blank=True)
    started_at = models.DateTimeField()
    beaten_at = models.DateTimeField(db_index=True)
    clock_ahead_ms = models.IntegerField("its clock before that of the database", null=True)

    objects = HeartbeatQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self):
        return self.name

    @classmethod
    def beat(cls, name, at, started_at, release=""):
        told = {"release": release[:60], "started_at": started_at, "beaten_at": at}
        told["clock_ahead_ms"] = clock_ahead_ms(at)
        cls.objects.update_or_create(name=name[:200], defaults=told)
        cls.objects.filter(beaten_at__lt=at - FORGOTTEN_AFTER).delete()

    @classmethod
    def end(cls, name):
        """One that stopped in order is missed by nobody."""
        cls.objects.filter(name=name[:200]).delete()

    def is_alive(self, at):
        return self.beaten_at >= at - SILENT_AFTER


def clock_ahead_ms(at):
    """None where the database has no clock of its own. The way to it counts as skew: a few milliseconds."""
    if connection.vendor != "postgresql":
        return None
    with connection.cursor() as cursor:
        cursor.execute("SELECT clock_timestamp()")
        ahead = round((at - cursor.fetchone()[0]).total_seconds() * 1000)
    # A clock that is years out is told as 24 days: the column holds no more.
    return max(-MOST_MS, min(ahead, MOST_MS))
