from django.db import models

from accounts.row_history import HistoricalRecords
from inspections import clocks
from inspections.models.inspections import Inspection


class InspectionClockQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(inspection__in=Inspection.objects.visible_to(user))


class InspectionClock(models.Model):
    """A statutory clock running for one inspection. The law's side of it is in `clocks`."""

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="clocks")
    clock = models.CharField(max_length=40)
    trigger_on = models.DateField()
    due_on = models.DateField()
    met_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    objects = InspectionClockQuerySet.as_manager()

    class Meta:
        ordering = ["due_on"]
        constraints = [models.UniqueConstraint(fields=["inspection", "clock"], name="one_run_per_clock")]

    def __str__(self):
        return f"{self.entry.name} by {self.due_on}"

    @property
    def entry(self):
        return clocks.clock(self.clock)

    def standing(self, on):
        return clocks.standing(self.entry, self.trigger_on, on, self.met_on)

    def why_not_met(self, met_on, on):
        """A sentence if it can't have been done that day; empty if it can."""
        if met_on > on:
            return "This day has not come yet."
        if met_on < self.trigger_on:
            return f"The clock started on {self.trigger_on:%-d %B %Y}. Give that day or a later one."
        return ""

    def record_met(self, met_on):
        """The day it was done; None takes a wrong entry back."""
        self.met_on = met_on
        self.save(update_fields=["met_on"])
