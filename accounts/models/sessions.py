"""Where somebody is signed in. A row knows its key only by the hash, so a stolen database opens nothing."""

import hashlib
import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

NOTED_EVERY = timedelta(minutes=5)
KEY_LENGTH = 40
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("Firefox", "Firefox"), ("Chrom", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("iPhone", "an iPhone"), ("iPad", "an iPad"), ("Android", "Android"), ("CrOS", "a Chromebook"),
    ("Windows", "Windows"), ("Mac OS", "a Mac"), ("Linux", "Linux"),
)  # fmt: skip


def hash_of(key):
    """Cut to the length of the column: 160 bits of a random key are more than anybody can guess."""
    return hashlib.sha256(str(key).encode()).hexdigest()[:KEY_LENGTH]


def browser_of(user_agent):
    """“Firefox on Windows”: enough for somebody to know their own again, and no fingerprint."""
    browser = _first(BROWSERS, user_agent) or "A browser"
    system = _first(SYSTEMS, user_agent)
    return f"{browser} on {system}" if system else browser


def _first(known, user_agent):
    return next((name for mark, name in known if mark in user_agent), "")


class SessionQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(user=user.pk) if user.is_authenticated else self.none()

    def live(self, at):
        return self.living(*edges(at))

    def living(self, now, used_after, begun_after):
        return self.filter(_lives(now, used_after, begun_after))

    def ended(self, at):
        return self.exclude(_lives(*edges(at)))

    def elsewhere(self, key):
        """All but the session of this key."""
        return self.exclude(pk=hash_of(key)) if key else self


def edges(at):
    """The moments after which one that lives at this one runs out, was used and began."""
    idle = timedelta(seconds=settings.SESSION_IDLE_SECONDS)
    return at, at - idle, at - timedelta(seconds=settings.SESSION_COOKIE_AGE)


def _lives(now, used_after, begun_after):
    """Neither run out, nor left alone for too long, nor begun too long ago."""
    in_use, young = Q(seen_at__gt=used_after), Q(began_at__gt=begun_after)
    return Q(expire_date__gt=now) & (Q(user=None) | in_use & young)


class Session(models.Model):
    """Whose it is and since when stand beside what Django keeps of one, so that it can be found and ended."""

    session_key = models.CharField("hash of the key", max_length=KEY_LENGTH, primary_key=True)
    session_data = models.TextField()
    expire_date = models.DateTimeField(db_index=True)
    number = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    user = models.ForeignKey("accounts.User", models.CASCADE, null=True, related_name="sessions")
    browser = models.CharField(max_length=60, blank=True)
    began_at = models.DateTimeField()
    seen_at = models.DateTimeField()

    objects = SessionQuerySet.as_manager()

    class Meta:
        ordering = ["-seen_at"]

    def __str__(self):
        return f"{self.browser or 'A browser'}, since {self.began_at:%Y-%m-%d %H:%M}"

    def note_seen(self, at):
        """Now and then is enough to tell one in use from one left alone, and spares a write per request."""
        if self.user_id and self.seen_at < at - NOTED_EVERY:
            self.seen_at = at
            Session.objects.filter(pk=self.pk).update(seen_at=at)
