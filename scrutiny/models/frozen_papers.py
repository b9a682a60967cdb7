"""Frozen papers: written once, read for ever. The database refuses the rest (migration append_only)."""

import hashlib
import json

from django.db import models
from django.db.models import Q
from django.urls import reverse

from accounts.models import Organisation
from actions.models.append_only import AppendOnlyQuerySet, refuse_delete, save_once
from inspections.models import Inspection


def readable_papers(user, path=""):
    """The condition, for a query over frozen papers or over what hangs on one (`path="frozen__"`)."""
    inspection = f"{path}paper__inspection"
    return Q(**{f"{inspection}__in": Inspection.objects.visible_to(user)}) | Q(
        **{f"{inspection}__organisation__in": Organisation.objects.of(user)}
    )


class FrozenPaperQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(readable_papers(user))

    def newest_first(self):
        return self.order_by("-paper__meeting__held_on", "-paper__meeting")

    def before(self, paper):
        """The one that the same committee last had on the same inspection; None for its first."""
        meeting = paper.meeting
        earlier = Q(paper__meeting__held_on__lt=meeting.held_on) | Q(
            paper__meeting__held_on=meeting.held_on, paper__meeting__lt=meeting.pk
        )
        found = self.filter(
            earlier,
            paper__inspection=paper.inspection_id,
            paper__meeting__committee=meeting.committee_id,
            as_at__lte=paper.as_at,
        )
        return found.newest_first().first()


class FrozenPaper(models.Model):
    """A paper as it was put before the meeting: `document`, canonical JSON, and the sha256 of its bytes.

    `manifest` gives the sha256 of each file made of it: a file not named there is none of the paper's.
    """

    paper = models.OneToOneField("scrutiny.Paper", models.PROTECT, related_name="frozen")
    as_at = models.DateField()
    known_at = models.DateTimeField()
    frozen_at = models.DateTimeField()
    frozen_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    document = models.TextField()
    sha256 = models.CharField(max_length=64)
    manifest = models.JSONField()
    previous = models.ForeignKey("self", models.PROTECT, null=True, related_name="followed_by")

    objects = FrozenPaperQuerySet.as_manager()

    class Meta:
        ordering = ["-frozen_at"]

    def __str__(self):
        return f"Paper {self.paper_id}, as at {self.as_at:%-d %B %Y}"

    def save(self, *args, **kwargs):
        save_once(self, super().save, *args, **kwargs)

    def get_absolute_url(self):
        return reverse("paper", args=[self.paper_id])

    def delete(self, *args, **kwargs):
        refuse_delete(self)

    def add_notice(self, words, by, at):
        return PaperNotice.objects.create(frozen=self, words=words, by=by, noted_at=at)

    @property
    def content(self):
        """The document as a dict, as scrutiny.paper.compose made it."""
        return json.loads(self.document)


class FrozenFileQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(readable_papers(user, "frozen__"))


class FrozenFile(models.Model):
    """One file of a frozen paper, byte for byte as it was made then."""

    frozen = models.ForeignKey("scrutiny.FrozenPaper", models.PROTECT, related_name="files")
    name = models.CharField(max_length=100)
    content_type = models.CharField(max_length=100)
    content = models.BinaryField()
    sha256 = models.CharField(max_length=64)

    objects = FrozenFileQuerySet.as_manager()

    class Meta:
        ordering = ["frozen_id", "name"]
        constraints = [models.UniqueConstraint(fields=["frozen", "name"], name="one_file_per_name")]

    def __str__(self):
        return self.name

    def save(self, *args, **kwargs):
        save_once(self, super().save, *args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_delete(self)

    @property
    def sha256_now(self):
        return hashlib.sha256(self.content).hexdigest()


class PaperNoticeQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(readable_papers(user, "frozen__"))


class PaperNotice(models.Model):
    """A dated word at the top of a frozen paper about a mistake in it. The paper itself stays."""

    frozen = models.ForeignKey("scrutiny.FrozenPaper", models.PROTECT, related_name="notices")
    words = models.TextField()
    noted_at = models.DateTimeField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")

    objects = PaperNoticeQuerySet.as_manager()

    class Meta:
        ordering = ["-noted_at", "-pk"]

    def __str__(self):
        return self.words[:80]

    def save(self, *args, **kwargs):
        save_once(self, super().save, *args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_delete(self)
