"""What is owed to be said: this person is to be told this thing about this matter, once."""

from django.db import models
from django.db.models import Exists, OuterRef, Q

from actions import stages
from actions.models.access import OFFICERS
from actions.models.digests import NOT_SAID, Digest, State


def _in_vain(on):
    """Looked up row by row: joined, an update would read the whole table beside its few rows."""
    came_to_nothing = Digest.objects.filter(state__in=NOT_SAID) | Digest.objects.undelivered_before(on)
    return Exists(came_to_nothing.filter(pk=OuterRef("said_in")))


class ReminderQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, those of actions whose plan one works on, and all about the organisations one leads.

        One's own too only about where one works now: a token reaches one organisation and no other.
        """
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        return self.filter(
            Q(person=user.pk, organisation__in=user.organisation_ids())
            | Q(action__isnull=False, organisation__in=user.organisation_ids(*OFFICERS))
            | Q(organisation__in=user.organisation_ids("lead"))
        )

    def told(self):
        """In a mail, unless it fell away before that was sent."""
        return self.exclude(said_in=None).exclude(said_in__state=State.DROPPED)

    def unsaid(self, on):
        """In no digest, or in one that came to nothing by that day."""
        return self.filter(Q(said_in=None) | _in_vain(on))

    def said(self, on):
        """In a digest that was sent, or is going to be."""
        return self.exclude(said_in=None).exclude(_in_vain(on))


class Reminder(models.Model):
    person = models.ForeignKey("accounts.User", models.PROTECT, related_name="reminders")
    post = models.ForeignKey("accounts.Post", models.SET_NULL, null=True, related_name="+")
    organisation = models.ForeignKey("accounts.Organisation", models.CASCADE, related_name="reminders")
    subject = models.CharField(max_length=60)
    action = models.ForeignKey("actions.Action", models.PROTECT, null=True, related_name="reminders")
    measure = models.ForeignKey("actions.Measure", models.CASCADE, null=True, related_name="+")
    clock = models.ForeignKey("inspections.InspectionClock", models.CASCADE, null=True, related_name="+")
    stage = models.CharField(max_length=30)
    deadline = models.DateField("deadline it speaks of", null=True)
    round = models.PositiveIntegerField(default=0)
    matter = models.CharField("what makes it one and the same", max_length=160)
    ledger_number = models.PositiveIntegerField(null=True)
    noted_on = models.DateField()
    said_in = models.ForeignKey("actions.Digest", models.SET_NULL, null=True, related_name="reminders")

    objects = ReminderQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["matter", "person"], name="one_reminder_per_matter_and_person")
        ]

    def __str__(self):
        return f"{self.subject}: {self.stage}"

    @property
    def label(self):
        return stages.stage(self.stage).label
