import hashlib
import secrets
from datetime import timedelta
from functools import cache

from django.db import connection, models
from django.db.models import Q

from accounts import prepared

KEY_HASH, AT = "key_hash", "at"
NOTED_EVERY = timedelta(minutes=1)


def hash_of(key):
    """Plain SHA-256 is enough: the key itself is 256 random bits, so there is nothing to guess."""
    return hashlib.sha256(key.encode()).hexdigest()


class ApiTokenQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(Q(user=user) | Q(organisation__in=user.organisation_ids("lead")))

    def live(self, at):
        return self.filter(revoked_at=None, expires_at__gt=at, user__is_active=True)

    def for_key(self, key, at):
        """With its person and organisation; None if there is none."""
        parts, statement = _question()
        for row in statement.ask({KEY_HASH: hash_of(key), AT: prepared.adapted(at)}):
            values, found = iter(row), {}
            for path, (model, columns) in parts.items():
                found[path] = model.from_db(connection.alias, columns, [next(values) for _ in columns])
            token = found.pop("")
            for path, part in found.items():
                setattr(token, path.removesuffix("__"), part)
            return token
        return None


@cache
def _question():
    """Asked at each request of a program."""
    parts = {"": ApiToken}
    parts |= {f"{name}__": ApiToken._meta.get_field(name).related_model for name in ("user", "organisation")}
    parts = {path: (model, columns_of(model)) for path, model in parts.items()}
    columns = [f"{path}{column}" for path, (_model, columns) in parts.items() for column in columns]
    at, key = prepared.moment(0), prepared.text(0)
    rows = ApiToken.objects.live(at).filter(key_hash=key).order_by().values_list(*columns)
    return parts, prepared.Statement(rows, {at: AT, key: KEY_HASH})


def columns_of(model):
    return [field.attname for field in model._meta.concrete_fields]


class ApiToken(models.Model):
    class Scope(models.TextChoices):
        READ = "read", "Read"
        READ_WRITE = "read_write", "Read and write"

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="api_tokens")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="api_tokens")
    name = models.CharField("what it is for", max_length=100)
    scope = models.CharField(max_length=10, choices=Scope, default=Scope.READ)
    prefix = models.CharField(max_length=11, editable=False)
    key_hash = models.CharField(max_length=64, unique=True, editable=False)
    created_at = models.DateTimeField()
    expires_at = models.DateTimeField()
    last_used_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)

    objects = ApiTokenQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at"]

    def __str__(self):
        return f"{self.name} ({self.prefix}…)"

    def issue(self, at):
        """Saves the token and returns its key, which nobody can read again."""
        key = f"ft_{secrets.token_hex(4)}_{secrets.token_urlsafe(32)}"
        self.prefix, self.key_hash, self.created_at = key[:11], hash_of(key), at
        self.save()
        return key

    def note_use(self, at):
        """Once a minute is enough to say when it was last used, and spares a write per request.

        Nothing is asked in between: even a write that finds no row waits for SQLite's one writer.
        """
        if self.last_used_at and self.last_used_at >= at - NOTED_EVERY:
            return
        ApiToken.objects.filter(
            Q(last_used_at=None) | Q(last_used_at__lt=at - NOTED_EVERY), pk=self.pk
        ).update(last_used_at=at)

    def is_live(self, at):
        return self.revoked_at is None and self.expires_at > at and self.user.is_active

    def revoke(self, at):
        """The first revocation is the one that counts, however often the button is pressed."""
        ApiToken.objects.filter(pk=self.pk, revoked_at=None).update(revoked_at=at)
