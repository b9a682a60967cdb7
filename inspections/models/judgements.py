from django.db import models
from django.db.models import Q

from accounts.row_history import HistoricalRecords
from inspections.models.inspections import Inspection


class JudgementQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(inspection__in=Inspection.objects.visible_to(user))


class Judgement(models.Model):
    """One line of an inspection's verdict. A missing grade is not a bad one: it is null, never a word."""

    inspection = models.ForeignKey("inspections.Inspection", models.CASCADE, related_name="judgements")
    position = models.PositiveSmallIntegerField()
    section = models.CharField(max_length=200, blank=True)
    name = models.CharField(max_length=300)
    grade = models.CharField(max_length=60, null=True, blank=True)

    history = HistoricalRecords()
    objects = JudgementQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["inspection", "position"], name="one_judgement_per_position"),
            models.CheckConstraint(condition=~Q(grade=""), name="a_missing_grade_is_null"),
        ]

    def __str__(self):
        return f"{self.name}: {self.grade or 'no grade given'}"
