from django.db import models, transaction
from django.db.models import F, Q

from inspections.models.areas import Area


class LikenessQuerySet(models.QuerySet):
    def visible_to(self, user):
        seen = Area.objects.visible_to(user)
        return self.filter(area__in=seen, earlier__in=seen)

    def suggested(self):
        return self.filter(state=Likeness.State.SUGGESTED)

    def of(self, organisation):
        return self.filter(area__inspection__organisation=organisation)


class Likeness(models.Model):
    """A guess that an area repeats an earlier one, until a person says yes or no."""

    class State(models.TextChoices):
        SUGGESTED = "suggested", "Suggested"
        CONFIRMED = "confirmed", "Confirmed"
        REJECTED = "rejected", "Rejected"

    area = models.ForeignKey("inspections.Area", models.CASCADE, related_name="likenesses")
    earlier = models.ForeignKey("inspections.Area", models.CASCADE, related_name="later_likenesses")
    score = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=State, default=State.SUGGESTED)
    decided_by = models.ForeignKey("accounts.User", models.SET_NULL, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    objects = LikenessQuerySet.as_manager()

    class Meta:
        ordering = ["-score"]
        constraints = [
            models.UniqueConstraint(fields=["area", "earlier"], name="one_likeness_per_pair"),
            models.CheckConstraint(condition=~Q(area=F("earlier")), name="no_area_is_like_itself"),
        ]

    def __str__(self):
        return f"{self.area} is {self.score} % like {self.earlier}"

    def decide(self, is_the_same, by, at):
        """Says yes or no, once; False when somebody else was first. An area has at most one forerunner."""
        state = self.State.CONFIRMED if is_the_same else self.State.REJECTED
        with transaction.atomic():
            mine = Likeness.objects.suggested().filter(pk=self.pk)
            if not mine.update(state=state, decided_by=by, decided_at=at):
                return False
            self.refresh_from_db()
            if is_the_same:
                self.area.forerunner = self.earlier
                self.area.save()
                self.area.likenesses.suggested().update(
                    state=self.State.REJECTED, decided_by=by, decided_at=at
                )
        return True
