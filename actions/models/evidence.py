"""Evidence: a file or link behind a ledger row. Bytes are kept once per organisation, under a random name."""

import hashlib
import secrets
import uuid
from dataclasses import dataclass
from urllib.parse import urlsplit

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from actions.models.access import may_see_actions
from actions.models.append_only import AppendOnlyQuerySet, refuse_delete, save_once
from actions.models.ledger import ProgressUpdate


def random_place(stored, filename):
    """The name a person gave a file is never a path, and nobody can guess where another one lies."""
    name = secrets.token_hex(20)
    return f"evidence/{name[:2]}/{name}"


class StoredFileQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.is_authenticated and user.is_superuser:
            return self
        return self.filter(Exists(Evidence.objects.visible_to(user).filter(file=OuterRef("pk"))))

    def unused(self):
        """Neither evidence nor waiting to be."""
        return self.filter(evidence=None, uploads=None)


class StoredFile(models.Model):
    """The bytes of a file, once per organisation however often it is handed in."""

    class Scan(models.TextChoices):
        NOT_SCANNED = "not_scanned", "Not scanned"
        WAITING = "waiting", "Waiting to be scanned"
        CLEAN = "clean", "Scanned, nothing found"
        INFECTED = "infected", "Something harmful was found"

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    size = models.PositiveBigIntegerField()
    kind = models.CharField(max_length=10)
    file = models.FileField(upload_to=random_place)
    stored_at = models.DateTimeField()
    scan = models.CharField(max_length=12, choices=Scan.choices, default=Scan.NOT_SCANNED)
    scanned_at = models.DateTimeField(null=True, blank=True)
    scan_words = models.TextField(blank=True)

    objects = StoredFileQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "sha256"], name="one_copy_per_organisation")
        ]

    def __str__(self):
        return f"{self.kind} {self.sha256[:12]}"

    def note_scan(self, scan, at, said=""):
        self.scan, self.scanned_at, self.scan_words = scan, at, said
        self.save(update_fields=["scan", "scanned_at", "scan_words"])

    def may_be_downloaded(self, there_is_a_scanner):
        if self.scan == self.Scan.INFECTED:
            return False
        return not there_is_a_scanner or self.scan == self.Scan.CLEAN


class UploadQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own only: until it is attached it is nobody else's."""
        return self.filter(uploaded_by=user.pk) if user.is_authenticated else self.none()

    def abandoned(self, before):
        return self.filter(uploaded_at__lt=before)


class Upload(models.Model):
    """A file handed in and not yet attached. It is there from the first moment: no failed form loses it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    action = models.ForeignKey("actions.Action", models.CASCADE, related_name="uploads")
    file = models.ForeignKey("actions.StoredFile", models.PROTECT, related_name="uploads")
    name = models.CharField(max_length=255)
    title = models.CharField(max_length=200, blank=True)
    uploaded_by = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    uploaded_at = models.DateTimeField()

    objects = UploadQuerySet.as_manager()

    class Meta:
        ordering = ["uploaded_at"]

    def __str__(self):
        return self.name

    @property
    def sha256(self):
        return self.file.sha256

    def attach_to(self, update):
        """Part of a verb: inside its transaction the upload becomes evidence."""
        if (self.action_id, self.uploaded_by_id) != (update.action_id, update.by_id):
            raise ValidationError(
                {"evidence": f"“{self.name}” was uploaded for another action or by another."}
            )
        Evidence.objects.create(
            update=update,
            file=self.file,
            name=self.name,
            title=self.title or self.name,
            sha256=self.sha256,
        )
        self.delete()


@dataclass(frozen=True)
class Link:
    """Evidence that lies elsewhere. Its checksum is that of the address: what is behind it may change."""

    title: str
    url: str

    @property
    def sha256(self):
        return hashlib.sha256(self.url.encode()).hexdigest()

    def attach_to(self, update):
        try:
            URLValidator(schemes=["http", "https"])(self.url)
        except ValidationError:
            raise ValidationError(
                {"evidence": "This is not a web address. It begins with https:// or http://."}
            ) from None
        title = self.title.strip() or self.url
        if len(title) > 200 or len(self.url) > 2000:
            raise ValidationError({"evidence": "The title or the address is too long."})
        Evidence.objects.create(update=update, url=self.url, title=title, sha256=self.sha256)


class EvidenceQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        """The titles of what stands behind the rows whose words one may read."""
        readable = ProgressUpdate.objects.visible_to(user).filter(words_shown=True)
        return self.filter(may_see_actions(user, "update__action__"), update__in=readable.values("pk"))

    def of_action(self, action):
        return self.filter(update__action=action)


class Evidence(models.Model):
    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    update = models.ForeignKey("actions.ProgressUpdate", models.PROTECT, related_name="evidence")
    file = models.ForeignKey("actions.StoredFile", models.PROTECT, null=True, related_name="evidence")
    url = models.CharField(max_length=2000, blank=True)
    name = models.CharField(max_length=255, blank=True)
    title = models.CharField(max_length=200)
    sha256 = models.CharField(max_length=64)

    objects = EvidenceQuerySet.as_manager()

    class Meta:
        ordering = ["update_id", "title"]
        constraints = [
            models.CheckConstraint(
                condition=Q(file__isnull=True) & ~Q(url="") | Q(file__isnull=False, url=""),
                name="evidence_is_a_file_or_a_link",
            )
        ]

    def __str__(self):
        return self.title

    def save(self, *args, **kwargs):
        save_once(self, super().save, *args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_delete(self)

    @property
    def host(self):
        """Where a link leads: a title alone would not say that it leaves this site."""
        return urlsplit(self.url).hostname
