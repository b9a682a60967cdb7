"""Measures and their readings: whether the figure moved, beside whether the work was done."""

from django.core.exceptions import ValidationError
from django.db import IntegrityError, models, transaction
from django.db.models import Exists, Max, OuterRef, Q, Subquery

from accounts.row_history import HistoricalRecords
from actions import cadences
from actions.models.access import held_posts, may_see_actions
from actions.models.append_only import AppendOnlyQuerySet, refuse_delete, save_once
from actions.models.parts import MAY_HOLD, parts_of
from actions.models.recording import day_of, said, words
from actions.refusals import NotAllowed, Refused
from actions.statuses import Part, Visibility
from inspections.models.areas import may_see_areas


class MeasureQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of the areas one may see; one that hangs on an action goes with the action."""
        if user.is_authenticated and user.is_superuser:
            # Their conditions are empty, and what is empty counts for nothing in an “or”.
            return self
        of_action = may_see_actions(user, "action__")
        of_area = Q(action=None) & may_see_areas(user, "area__")
        if not user.is_authenticated:
            return self.filter(of_area | of_action, visibility=Visibility.PUBLIC)
        seen = self.filter(of_area | of_action)
        insiders = Q(area__inspection__organisation__in=user.organisation_ids())
        officers = Q(area__inspection__organisation__in=user.organisation_ids(*MAY_HOLD, "viewer"))
        owners = Q(action__owner__in=held_posts(user))
        return seen.filter(
            Q(visibility=Visibility.PUBLIC)
            | Q(visibility=Visibility.MEMBERS) & (insiders | owners)
            | officers
            | owners
        )

    def with_last_reading(self):
        """For measures that are few: each is asked for its own."""
        readings = Reading.objects.filter(measure=OuterRef("pk")).order_by().values("measure")
        return self.annotate(last_taken_on=Subquery(readings.annotate(last=Max("taken_on")).values("last")))

    def overdue_readings(self, on):
        rows = self.annotate(last_taken_on=Max("readings__taken_on"))
        late = Q(last_taken_on=None, starts_on__lt=on)
        for cadence in cadences.Cadence:
            late |= Q(cadence=cadence, last_taken_on__lt=cadences.overdue_if_last_before(on, cadence))
        return rows.filter(late, Q(ended_on=None) | Q(ended_on__gt=on))

    def keys_overdue(self, on):
        """Of these very measures, for a question that is not grouped by them."""
        these = self.model.objects.filter(pk__in=self.order_by().values("pk"))
        return these.overdue_readings(on).order_by().values("pk")


class Measure(models.Model):
    """A figure that should move, for an area or for one of its actions."""

    class Direction(models.TextChoices):
        UP = "up", "Higher is better"
        DOWN = "down", "Lower is better"

    area = models.ForeignKey("inspections.Area", models.PROTECT, related_name="measures")
    action = models.ForeignKey(
        "actions.Action", models.PROTECT, null=True, blank=True, related_name="measures"
    )
    name = models.CharField(max_length=200)
    unit = models.CharField(max_length=60)
    definition = models.TextField("what is counted, and how")
    direction = models.CharField(max_length=4, choices=Direction.choices)
    baseline = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    baseline_on = models.DateField(null=True, blank=True)
    target = models.DecimalField(max_digits=14, decimal_places=3, null=True, blank=True)
    target_on = models.DateField(null=True, blank=True)
    cadence = models.CharField("how often it is read", max_length=12, choices=cadences.Cadence.choices)
    starts_on = models.DateField("first reading due on")
    ended_on = models.DateField("no longer read from", null=True, blank=True)
    hides_small_numbers = models.BooleanField("hide 1 to 4 on public pages", default=False)
    visibility = models.CharField(
        "who may see it", max_length=10, choices=Visibility.choices, default=Visibility.PUBLIC
    )

    history = HistoricalRecords()
    objects = MeasureQuerySet.as_manager()

    class Meta:
        ordering = ["area", "name"]
        constraints = [models.UniqueConstraint(fields=["area", "name"], name="one_measure_per_name")]

    def __str__(self):
        return self.name

    def clean(self):
        if self.action_id and self.action.area_id != self.area_id:
            raise ValidationError({"action": "This action belongs to another area."})
        if (self.target is None) != (self.target_on is None):
            raise ValidationError({"target": "Give a target together with the day by which it is to be met."})

    def may_be_read_by(self, user):
        """May this person record readings? The door asks this; the verbs ask it again."""
        organisation = self.area.inspection.organisation_id
        if user.is_authenticated and user.has_role(organisation, "lead", "manager"):
            return True
        return bool(self.action and parts_of(user, self.action) & {Part.OWNER, Part.CONTRIBUTOR})

    def next_reading_on(self):
        """A measure that came by `overdue_readings` or `with_last_reading` knows its last one."""
        if hasattr(self, "last_taken_on"):
            last = self.last_taken_on
        else:
            last = self.readings.aggregate(last=Max("taken_on"))["last"]
        return cadences.next_due(last, self.cadence) if last else self.starts_on

    def is_reading_overdue(self, on):
        return (self.ended_on is None or self.ended_on > on) and self.next_reading_on() < on

    def record_reading(self, by, at, taken_on, value, note=""):
        self._permit(by)
        if taken_on > day_of(at):
            raise ValidationError({"taken_on": "This day is in the future. Give the day the figure is for."})
        reading = Reading(measure=self, taken_on=taken_on, value=figure(value), note=words("note", note))
        try:
            with transaction.atomic():
                return reading.write(by, at)
        except IntegrityError:
            raise Refused(
                f"There is a reading for {said(taken_on)} already. Correct that one instead."
            ) from None

    def correct_reading(self, by, at, reading, value, note):
        """A new row in place of an earlier one, which stays. `value=None` withdraws the reading."""
        self._permit(by)
        better = Reading(
            measure=self,
            taken_on=reading.taken_on,
            value=None if value is None else figure(value),
            note=words("note", note, required=True),
            corrects=reading,
        )
        try:
            with transaction.atomic():
                return better.write(by, at)
        except IntegrityError:
            raise Refused("This reading was corrected already. Correct the newer one.") from None

    def has_moved(self, reading):
        """Whether a reading is better than the baseline; None if there is nothing to compare."""
        if reading is None or self.baseline is None:
            return None
        better = reading.value - self.baseline
        return better > 0 if self.direction == self.Direction.UP else better < 0

    def _permit(self, by):
        if not self.may_be_read_by(by):
            raise NotAllowed(
                "Only leads, service managers and the posts working on the action record readings."
            )


class ReadingQuerySet(AppendOnlyQuerySet):
    def visible_to(self, user):
        return self.filter(measure__in=Measure.objects.visible_to(user))

    def standing(self, known_at=None):
        """Without those that were corrected or withdrawn, oldest first."""
        rows = self if known_at is None else self.filter(entered_at__lte=known_at)
        later = Reading.objects.filter(corrects=OuterRef("pk"))
        later = later if known_at is None else later.filter(entered_at__lte=known_at)
        return rows.exclude(Exists(later)).exclude(value=None).order_by("taken_on", "pk")


class Reading(models.Model):
    """One dated value. Only ever added; a wrong one is corrected by another row."""

    measure = models.ForeignKey("actions.Measure", models.PROTECT, related_name="readings")
    taken_on = models.DateField("for the day")
    value = models.DecimalField(max_digits=14, decimal_places=3, null=True)
    note = models.TextField(blank=True)
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    entered_at = models.DateTimeField()
    corrects = models.OneToOneField("self", models.PROTECT, null=True, related_name="correction")

    objects = ReadingQuerySet.as_manager()

    class Meta:
        ordering = ["measure_id", "taken_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["measure", "taken_on"],
                condition=Q(corrects=None),
                name="one_reading_per_day",
            ),
            models.CheckConstraint(
                condition=Q(value__isnull=False) | Q(corrects__isnull=False),
                name="only_a_correction_has_no_value",
            ),
        ]

    def __str__(self):
        return f"{self.measure}: {self.value} on {self.taken_on}"

    def save(self, *args, **kwargs):
        save_once(self, super().save, *args, **kwargs)

    def delete(self, *args, **kwargs):
        refuse_delete(self)

    def write(self, by, at):
        self.by, self.entered_at = by, at
        self.save()
        return self


def figure(value):
    field = Reading._meta.get_field("value")
    try:
        return field.clean(value, None)
    except ValidationError:
        raise ValidationError(
            {"value": "Give a number with at most 11 figures before the point and 3 after it."}
        ) from None
