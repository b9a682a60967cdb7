"""The changes feed: the place of every ledger row in the order in which rows became readable."""

from django.db import models
from django.db.models import Q

from actions.models.append_only import AppendOnlyQuerySet, refuse_delete, save_once
from actions.models.ledger import ProgressUpdate


class ChangeQuerySet(AppendOnlyQuerySet):
    filled_later = ("position",)

    def visible_to(self, user):
        return self.filter(update__in=ProgressUpdate.objects.visible_to(user).values("pk"))

    def last_position(self):
        """0 when nothing has a place yet."""
        last = self.filter(position__isnull=False).order_by("-position")
        return last.values_list("position", flat=True).first() or 0


class Change(models.Model):
    """Written with its ledger row, without a place; `change_feed.place` gives it one, once.

    A table of its own, because the ledger's rows never change, and the numbers of those rows are no order to
    read by: of two written at once the higher number may be committed first.
    """

    update = models.OneToOneField(
        "actions.ProgressUpdate", models.PROTECT, primary_key=True, related_name="change"
    )
    position = models.PositiveBigIntegerField(null=True, unique=True)

    objects = ChangeQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        indexes = [
            models.Index(
                fields=["update"], condition=Q(position__isnull=True), name="changes_without_a_place"
            )
        ]

    def __str__(self):
        return f"{self.position}: row {self.update_id}" if self.position else f"row {self.update_id}"

    def save(self, *args, **kwargs):
        save_once(self, super().save, *args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_delete(self)
