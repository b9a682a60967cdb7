from django.db import models
from django.db.models import Q
from django.urls import reverse


class ReportReadingQuerySet(models.QuerySet):
    def visible_to(self, user):
        """A reading that nobody has checked yet is for the leads alone."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids("lead"))

    def unsaved(self):
        return self.filter(saved_at=None)


class ReportReading(models.Model):
    """A report on its way to being an inspection: its file, what was read in it, what a person made of it.

    Without a file it is an inspection being entered by hand.
    """

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="report_readings")
    file = models.FileField(blank=True)
    file_name = models.CharField(max_length=255, blank=True)
    sha256 = models.CharField(max_length=64, blank=True)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    read = models.JSONField(default=dict, blank=True)
    pages = models.JSONField(default=list, blank=True)
    draft = models.JSONField(default=dict, blank=True)
    draft_number = models.PositiveIntegerField(default=0)
    made_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, blank=True, related_name="+")
    made_at = models.DateTimeField()
    job = models.ForeignKey("accounts.Job", models.SET_NULL, null=True, blank=True, related_name="+")
    inspection = models.ForeignKey(
        "inspections.Inspection", models.CASCADE, null=True, blank=True, related_name="report_readings"
    )
    saved_at = models.DateTimeField(null=True, blank=True)

    objects = ReportReadingQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "sha256"],
                condition=Q(saved_at=None) & ~Q(sha256=""),
                name="one_open_reading_per_file",
                violation_error_message="This very file is being checked already.",
            )
        ]

    def __str__(self):
        return self.file_name or "An inspection entered by hand"

    def get_absolute_url(self):
        return reverse("review-reading", args=[self.organisation.slug, self.pk])

    @property
    def is_read(self):
        """By the machine; an entry by hand has nothing to wait for."""
        return bool(self.read) or not self.sha256

    @property
    def doubts(self):
        return self.read.get("doubts", [])

    def keep_draft(self, draft, based_on):
        """False when somebody else has kept theirs since: the later must not wipe out the earlier unseen."""
        mine = ReportReading.objects.unsaved().filter(pk=self.pk, draft_number=based_on)
        if not mine.update(draft=draft, draft_number=based_on + 1):
            return False
        self.draft, self.draft_number = draft, based_on + 1
        return True
