from datetime import timedelta

from django.db import models
from django.db.models import F

WINDOW = timedelta(minutes=15)
ALLOWED_PER_ACCOUNT = 8
ALLOWED_PER_ADDRESS = 60


class SignInLimit(models.Model):
    """Failed sign-ins in the current window, for one account name or one network address.

    In the database because a cache may be emptied, and a guesser must not be able to make that happen.
    """

    subject = models.CharField(max_length=300, unique=True)
    window_started_at = models.DateTimeField()
    failures = models.PositiveIntegerField(default=0)

    def __str__(self):
        return f"{self.subject}: {self.failures}"

    @classmethod
    def count_failure(cls, subject, at):
        row, _ = cls.objects.get_or_create(subject=subject[:300], defaults={"window_started_at": at})
        cls.objects.filter(pk=row.pk, window_started_at__lte=at - WINDOW).update(
            window_started_at=at, failures=0
        )
        cls.objects.filter(pk=row.pk).update(failures=F("failures") + 1)

    @classmethod
    def is_reached(cls, subject, allowed, at):
        return cls.objects.filter(
            subject=subject[:300], window_started_at__gt=at - WINDOW, failures__gte=allowed
        ).exists()

    @classmethod
    def forget(cls, subject):
        cls.objects.filter(subject=subject[:300]).delete()
