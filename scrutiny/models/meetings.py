from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.functional import cached_property

from accounts.models import ClosureDay
from accounts.row_history import HistoricalRecords
from inspections.models import Inspection
from scrutiny import paper_dates
from scrutiny.models.committees import Committee


class MeetingQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(committee__in=Committee.objects.visible_to(user))

    def of(self, user):
        return self.filter(committee__in=Committee.objects.of(user))

    def to_come(self, on):
        """Today's too, soonest first."""
        return self.filter(held_on__gte=on).order_by("held_on", "starts_at", "pk")

    def past(self, on):
        """Latest first."""
        return self.filter(held_on__lt=on).order_by("-held_on", "-starts_at", "-pk")


def learn_closures(meetings):
    """For lists: so that none of them asks on its own when its papers are due."""
    meetings = list(meetings)
    closures = {meeting.committee.organisation_id: {} for meeting in meetings}
    for closure in ClosureDay.objects.filter(organisation__in=closures):
        closures[closure.organisation_id][closure.day] = closure.words
    for meeting in meetings:
        meeting.closures = closures[meeting.committee.organisation_id]
    return meetings


class Meeting(models.Model):
    """One meeting of a committee. When its papers are due follows from its day, unless a lead says other."""

    committee = models.ForeignKey("scrutiny.Committee", models.PROTECT, related_name="meetings")
    held_on = models.DateField("day of the meeting")
    starts_at = models.TimeField(null=True, blank=True)
    place = models.CharField(max_length=200, blank=True)
    papers_set_for = models.DateField("papers due on another day", null=True, blank=True)
    papers_due_reason = models.CharField(max_length=300, blank=True)
    cancelled_because = models.CharField("why it was called off", max_length=300, blank=True)

    history = HistoricalRecords()
    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["held_on", "starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["committee", "held_on", "starts_at"],
                name="one_meeting_at_a_time",
                violation_error_message="This committee already meets at that time on that day.",
            ),
            models.UniqueConstraint(
                fields=["committee", "held_on"],
                condition=Q(starts_at=None),
                name="one_meeting_without_a_time",
                violation_error_message="This committee already meets on that day.",
            ),
        ]
        indexes = [models.Index(fields=["held_on"])]

    def __str__(self):
        return f"{self.committee}, {self.held_on:%-d %B %Y}"

    def get_absolute_url(self):
        return reverse("meeting", args=[self.committee.organisation.slug, self.committee.slug, self.pk])

    def clean(self):
        if self.papers_set_for and not self.papers_due_reason.strip():
            raise ValidationError({"papers_due_reason": "Say why the papers are due on another day."})
        if self.papers_set_for and self.held_on and self.papers_set_for > self.held_on:
            raise ValidationError({"papers_set_for": "Papers can't be due after the meeting."})
        if self.papers_due_reason and not self.papers_set_for:
            raise ValidationError({"papers_set_for": "Enter the other day, or take the reason out."})

    @property
    def is_called_off(self):
        return bool(self.cancelled_because)

    @cached_property
    def closures(self):
        found = ClosureDay.objects.filter(organisation=self.committee.organisation_id)
        return dict(found.values_list("day", "words"))

    @property
    def papers_day(self):
        """The day the rule gives, with the days that were counted and passed over."""
        return paper_dates.papers_day(self.held_on, self.closures)

    @property
    def papers_due_on(self):
        return self.papers_set_for or self.papers_day.due_on

    def papers_are_late(self, on):
        """Whether a paper of this meeting that is not frozen yet ought to be."""
        return not self.is_called_off and on > self.papers_due_on


class ForwardPlanItemQuerySet(models.QuerySet):
    def visible_to(self, user):
        """An item about an inspection goes with the inspection."""
        seen = Q(inspection=None) | Q(inspection__in=Inspection.objects.visible_to(user))
        return self.filter(seen, committee__in=Committee.objects.visible_to(user))


class ForwardPlanItem(models.Model):
    """What a committee means to look at, at a meeting or one day."""

    committee = models.ForeignKey("scrutiny.Committee", models.CASCADE, related_name="forward_plan")
    meeting = models.ForeignKey(
        "scrutiny.Meeting", models.SET_NULL, null=True, blank=True, related_name="forward_plan"
    )
    inspection = models.ForeignKey(
        "inspections.Inspection", models.SET_NULL, null=True, blank=True, related_name="forward_plan"
    )
    words = models.CharField("what is to be looked at", max_length=300)

    history = HistoricalRecords()
    objects = ForwardPlanItemQuerySet.as_manager()

    class Meta:
        ordering = [models.F("meeting__held_on").asc(nulls_last=True), "pk"]

    def __str__(self):
        return self.words

    def clean(self):
        if self.meeting_id and self.meeting.committee_id != self.committee_id:
            raise ValidationError({"meeting": "Choose a meeting of this committee."})
        if self.inspection_id and self.inspection.organisation_id != self.committee.organisation_id:
            raise ValidationError({"inspection": "Choose an inspection of this organisation."})
