"""A spreadsheet on its way into a plan: its cells as text, and which column is which."""

from django.db import models
from django.urls import reverse


class PlanImportQuerySet(models.QuerySet):
    def visible_to(self, user):
        """For the leads of the organisation: an unapplied file holds words nobody has agreed to yet."""
        if not user.is_authenticated:
            return self.none()
        return self.filter(inspection__organisation__in=user.organisation_ids("lead"))

    def waiting(self):
        return self.filter(applied_at=None)


class PlanImport(models.Model):
    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="plan_imports")
    name = models.CharField("name of the file", max_length=255)
    headings = models.JSONField()
    rows = models.JSONField()
    columns = models.JSONField(default=dict, blank=True)
    made_by = models.ForeignKey("accounts.User", models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    applied_at = models.DateTimeField(null=True, blank=True)

    objects = PlanImportQuerySet.as_manager()

    class Meta:
        ordering = ["-made_at"]

    def __str__(self):
        return self.name

    def get_absolute_url(self):
        return reverse("plan-import", args=[self.inspection.organisation.slug, self.pk])

    def match(self, columns):
        """`columns` is {what it is: place of the column}."""
        self.columns = columns
        self.save(update_fields=["columns"])

    def claim(self, at):
        """Of two people who press Apply, one applies it. False for the other."""
        if not PlanImport.objects.waiting().filter(pk=self.pk).update(applied_at=at):
            return False
        self.applied_at = at
        return True
