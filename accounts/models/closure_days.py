from django.db import models

from accounts.row_history import HistoricalRecords


class ClosureDayQuerySet(models.QuerySet):
    def visible_to(self, user):
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids())

    def days_of(self, organisation):
        """What accounts.working_days asks for."""
        found = self.filter(organisation=organisation)
        return frozenset(found.values_list("day", flat=True))


class ClosureDay(models.Model):
    """A day on which an organisation shuts, such as one between Christmas and New Year.

    It moves what the organisation sets itself, such as when papers are due; never a limit set by law alone.
    """

    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="closure_days")
    day = models.DateField()
    words = models.CharField("what it is", max_length=200)

    history = HistoricalRecords()
    objects = ClosureDayQuerySet.as_manager()

    class Meta:
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "day"],
                name="one_closure_per_day",
                violation_error_message="That day is a closure day already.",
            )
        ]

    def __str__(self):
        return f"{self.day}: {self.words}"
