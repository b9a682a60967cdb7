"""When a person wants their reminders: on which days, at which hour, and whether not at all for a while."""

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models
from django.db.models import Exists, OuterRef, Q

from accounts.models import Membership
from actions.statuses import Word

USUAL_HOUR = 7


class Rhythm(Word):
    DAILY = "daily", "Every working day"
    CHOSEN = "chosen", "On the weekdays I choose"
    WEEKLY = "weekly", "Once a week"


class MailPreferenceQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own, and those of the people of the organisations one leads: a lead sees who has paused."""
        if not user.is_authenticated:
            return self.none()
        if user.is_superuser:
            return self
        led = Membership.objects.filter(
            user=OuterRef("person"), organisation__in=user.organisation_ids("lead")
        )
        return self.filter(Q(person=user.pk) | Exists(led))


class MailPreference(models.Model):
    Rhythm = Rhythm

    person = models.OneToOneField("accounts.User", models.CASCADE, related_name="mail_preference")
    rhythm = models.CharField(max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    weekdays = models.JSONField("Monday is 0", default=list, blank=True)
    hour = models.PositiveSmallIntegerField(default=USUAL_HOUR, validators=[MaxValueValidator(23)])
    paused_until = models.DateField("last day of the pause", null=True, blank=True)
    pause_reason = models.CharField(max_length=300, blank=True)
    left_out = models.JSONField("stages done without", default=list, blank=True)
    chosen_on = models.DateField("days chosen on")
    turn_on = models.DateField("last day whose turn was looked at", null=True, editable=False)

    objects = MailPreferenceQuerySet.as_manager()

    class Meta:
        ordering = ["person"]

    def __str__(self):
        return f"Mail preferences of {self.person}"

    def clean(self):
        """One weekday if weekly, at least one if on chosen days; a pause says why."""
        wanted = {Rhythm.DAILY: range(6), Rhythm.CHOSEN: range(1, 6), Rhythm.WEEKLY: range(1, 2)}
        weekdays = sorted(set(self.weekdays))
        if not set(weekdays) <= set(range(5)) or len(weekdays) not in wanted[Rhythm(self.rhythm)]:
            raise ValidationError({"weekdays": "Choose a weekday, or several if not weekly."})
        if self.paused_until and not self.pause_reason.strip():
            raise ValidationError({"pause_reason": "Say why, for the improvement lead who will read it."})

    def is_paused(self, on):
        return self.paused_until is not None and on <= self.paused_until

    def pause(self, until, reason):
        self.paused_until, self.pause_reason = until, reason
        self.full_clean()
        self.save()

    def end_pause(self):
        self.paused_until, self.pause_reason = None, ""
        self.save()

    def leave_out(self, stages):
        """For somebody who stops what is optional: together with what was left out before."""
        self.left_out = sorted({*self.left_out, *stages})
        self.save()
