from django.db import models

from accounts.row_history import HistoricalRecords
from actions.models.access import may_see_actions


class MilestoneQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(may_see_actions(user, "action__"))

    def late(self, on):
        return self.filter(done_on=None, due_on__lt=on)


class Milestone(models.Model):
    """A step on the way, with a day of its own. The deadline of the action stays what counts."""

    action = models.ForeignKey("actions.Action", models.PROTECT, related_name="milestones")
    position = models.PositiveSmallIntegerField()
    title = models.CharField(max_length=200)
    due_on = models.DateField(null=True, blank=True)
    done_on = models.DateField(null=True, blank=True)

    history = HistoricalRecords()
    objects = MilestoneQuerySet.as_manager()

    class Meta:
        ordering = ["action", "position"]
        constraints = [
            models.UniqueConstraint(fields=["action", "position"], name="one_milestone_per_position")
        ]

    def __str__(self):
        return self.title

    def is_late(self, on):
        return self.done_on is None and self.due_on is not None and self.due_on < on
