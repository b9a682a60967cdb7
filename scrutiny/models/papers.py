from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.urls import reverse

from accounts.row_history import HistoricalRecords
from actions.models.access import OFFICERS
from actions.models.recording import day_of
from actions.refusals import Overtaken, Refused
from inspections.models import Inspection
from scrutiny.models.frozen_papers import FrozenPaper


class FrozenAlready(Refused):
    """A paper that is frozen has no draft any more."""

    sentence = "This paper is frozen and is not changed any more. A mistake in it gets a correction notice."


class ChangedMeanwhile(Overtaken):
    """Somebody else saved the draft since it was read; `paper` is what they saved."""

    sentence = "Somebody else has saved this paper since you opened it."

    def __init__(self, paper):
        super().__init__(self.sentence)
        self.paper = paper


class PaperQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Drafts are the officers'. A frozen paper is read by whoever may read its inspection."""
        frozen = Q(frozen__isnull=False, inspection__in=Inspection.objects.visible_to(user))
        if not user.is_authenticated:
            return self.filter(frozen)
        if user.is_superuser:
            return self
        return self.filter(frozen | Q(inspection__organisation__in=user.organisation_ids(*OFFICERS)))

    def drafts(self):
        return self.filter(frozen=None)


class Paper(models.Model):
    """What is put before a meeting about one inspection: live until it is frozen."""

    EDITED = ("title", "as_at", "compare_since", "commentary", "decisions_asked")

    meeting = models.ForeignKey("scrutiny.Meeting", models.PROTECT, related_name="papers")
    inspection = models.ForeignKey("inspections.Inspection", models.PROTECT, related_name="papers")
    title = models.CharField(max_length=200)
    as_at = models.DateField("position as at")
    compare_since = models.DateField("what changed since", null=True, blank=True)
    commentary = models.TextField("officers' commentary", blank=True)
    decisions_asked = models.TextField("decisions asked of members", blank=True)
    version = models.PositiveIntegerField(default=1, editable=False)
    made_by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    made_at = models.DateTimeField()

    history = HistoricalRecords()
    objects = PaperQuerySet.as_manager()

    class Meta:
        ordering = ["meeting__held_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "inspection"],
                name="one_paper_per_meeting_and_inspection",
                violation_error_message="This meeting has a paper on that inspection already.",
            )
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        """The frozen paper stands at the same address for good: it names nothing that could be renamed."""
        return reverse("paper", args=[self.pk])

    @property
    def organisation(self):
        return self.inspection.organisation

    @property
    def is_frozen(self):
        return hasattr(self, "frozen")

    @property
    def decisions(self):
        """One to a line, without the empty ones."""
        return [line.strip() for line in self.decisions_asked.splitlines() if line.strip()]

    @property
    def previous(self):
        """The frozen paper that it is compared with; None for the committee's first on this inspection."""
        return FrozenPaper.objects.before(self)

    def clean(self):
        home = self.meeting.committee.organisation_id
        if self.inspection_id and self.inspection.organisation_id != home:
            raise ValidationError({"inspection": "Choose an inspection of the committee's organisation."})
        if self.compare_since and self.as_at and self.compare_since >= self.as_at:
            raise ValidationError({"compare_since": "This day must come before the day of the position."})

    def begin(self, by, at):
        """Stores a new draft. It tells how things stand when papers are due, or today if that is to come."""
        on, due_on = day_of(at), self.meeting.papers_due_on
        self.as_at = min(due_on, on) if on < self.meeting.held_on else due_on
        self.made_by, self.made_at = by, at
        self.save()

    def redraft(self, based_on, **changes):
        """Saves other words. `based_on` is the version they were written over."""
        unknown = set(changes) - set(self.EDITED)
        if unknown:
            raise TypeError(f"A draft has no {', '.join(sorted(unknown))} to change.")
        with transaction.atomic():
            stored = self.lock()
            if stored.version != based_on:
                raise ChangedMeanwhile(stored)
            for field, value in changes.items():
                setattr(stored, field, value)
            stored.clean()
            stored.version += 1
            stored.save()
        self.refresh_from_db()

    def throw_away(self):
        """A draft that is not wanted; its history of words stays."""
        with transaction.atomic():
            self.lock().delete()

    def lock(self):
        """Inside a transaction: the draft as it stands, which nobody else changes or freezes meanwhile."""
        stored = type(self).objects.select_for_update().get(pk=self.pk)
        if stored.is_frozen:
            raise FrozenAlready(FrozenAlready.sentence)
        return stored
