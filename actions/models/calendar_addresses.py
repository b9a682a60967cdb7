"""The secret address at which a calendar program reads a person's deadlines."""

import secrets

from django.db import models

from accounts.models.tokens import hash_of


class CalendarAddressQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def live(self):
        return self.filter(revoked_at=None, user__is_active=True)

    def for_secret(self, secret):
        """By what only the owner's calendar program knows."""
        return self.live().filter(secret_hash=hash_of(secret))


class CalendarAddress(models.Model):
    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="calendar_addresses")
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = CalendarAddressQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]
        verbose_name_plural = "calendar addresses"

    def __str__(self):
        return f"Calendar address of {self.created_at:%Y-%m-%d}"

    def issue(self, at):
        """Saves it and returns the secret, which nobody can read again."""
        secret = secrets.token_urlsafe(32)
        self.secret_hash, self.created_at = hash_of(secret), at
        self.save()
        return secret

    def revoke(self, at):
        """The first revocation is the one that counts, however often the button is pressed."""
        CalendarAddress.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
