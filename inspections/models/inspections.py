from django.core.exceptions import SuspiciousFileOperation, ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils.text import get_valid_filename

from accounts.row_history import HistoricalRecords
from inspections import clocks, frameworks
from inspections.models.readers import published_for


def framework_choices():
    return frameworks.choices()


def _plain_name(name):
    """“€€€” has nothing in it that every computer takes in a file's name."""
    try:
        return get_valid_filename(name or "report")
    except SuspiciousFileOperation:
        return "report"


def place_by_checksum(inspection, filename):
    """The published file is kept under its own checksum: the name a person gave it is never a path."""
    return file_place(inspection.organisation_id, inspection.source_sha256)


def file_place(organisation_id, sha256):
    return f"reports/{organisation_id}/{sha256}"


class InspectionQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Published ones are everybody's where the organisation has a public site; the rest are its own."""
        published = published_for(user)
        if not user.is_authenticated:
            return self.filter(published)
        if user.is_superuser:
            return self
        return self.filter(published | Q(organisation__in=user.organisation_ids()))

    def of(self, user):
        """The inspections of a person's own organisations, published or not."""
        if not user.is_authenticated:
            return self.none()
        return self if user.is_superuser else self.filter(organisation__in=user.organisation_ids())

    def through_time(self):
        """Newest first, by the same day that `Inspection.day` gives; undated ones last on every database."""
        day = Coalesce("published_on", "fieldwork_to", "fieldwork_from")
        return self.order_by(day.desc(nulls_last=True), "-pk")


class Inspection(models.Model):
    """One published report by an inspectorate on an organisation."""

    organisation = models.ForeignKey("accounts.Organisation", models.PROTECT, related_name="inspections")
    framework = models.CharField(max_length=40, choices=framework_choices)
    title = models.CharField(max_length=300)
    slug = models.SlugField("address", max_length=80)
    fieldwork_from = models.DateField(null=True, blank=True)
    fieldwork_to = models.DateField(null=True, blank=True)
    published_on = models.DateField(null=True, blank=True)
    received_on = models.DateField(null=True, blank=True)
    lead_inspector = models.CharField(max_length=200, blank=True)
    source_file = models.FileField(upload_to=place_by_checksum, blank=True)
    source_name = models.CharField(max_length=255, blank=True)
    source_sha256 = models.CharField(max_length=64, blank=True)
    page_count = models.PositiveIntegerField(null=True, blank=True)
    asks_for_statement = models.BooleanField("the report asks for a statement of action", default=False)
    is_public = models.BooleanField("published", default=False)

    history = HistoricalRecords()
    objects = InspectionQuerySet.as_manager()

    class Meta:
        ordering = ["-published_on", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "slug"],
                name="one_inspection_per_address",
                violation_error_message="This organisation already has an inspection with that address.",
            ),
            models.UniqueConstraint(
                fields=["organisation", "source_sha256"],
                condition=~Q(source_sha256=""),
                name="one_inspection_per_file",
                violation_error_message="This very file has been loaded already.",
            ),
        ]

    def __str__(self):
        return self.title

    def get_absolute_url(self):
        return reverse("inspection", args=[self.organisation.slug, self.slug])

    @property
    def framework_entry(self):
        return frameworks.framework(self.framework)

    @property
    def day(self):
        """The day it stands at in time, for lists: when it was published, or the next best thing."""
        return self.published_on or self.fieldwork_to or self.fieldwork_from

    def opened_source(self):
        """(the report as it was received, a name for it); None where it was typed in."""
        try:
            return self.source_file.open("rb"), _plain_name(self.source_name)
        except (ValueError, FileNotFoundError):
            return None

    def clean(self):
        if self.fieldwork_from and self.fieldwork_to and self.fieldwork_to < self.fieldwork_from:
            raise ValidationError({"fieldwork_to": "The fieldwork can't end before it began."})
        ended = self.fieldwork_to or self.fieldwork_from
        if ended and self.published_on and self.published_on < ended:
            raise ValidationError({"published_on": "A report can't be published before the fieldwork ended."})

    def publish(self):
        self.is_public = True
        self.save(update_fields=["is_public"])

    def withdraw(self):
        self.is_public = False
        self.save(update_fields=["is_public"])

    def amend(self, **changes):
        """Saves other details and what follows from them: when areas are expected, when clocks run out."""
        with transaction.atomic():
            for field, value in changes.items():
                setattr(self, field, value)
            self.save()
            for area in self.areas.select_related("inspection"):
                area.inspection = self
                if area.expected_by != area.expected_by_now():
                    area.save()
            self.start_clocks()

    def start_clocks(self):
        """One row for each clock that this report sets going and whose first day is known."""
        going = self.framework_entry.clocks_started(
            has_priority=self.areas.filter(kind="priority").exists(), is_asked=self.asks_for_statement
        )
        starts = {clock.key: (clock, self._trigger_day(clock)) for clock in going}
        for running in self.clocks.all():
            _, trigger_on = starts.get(running.clock, (None, None))
            # What has been met is a record of what was done, even if the report's dates were wrong.
            if trigger_on is None and running.met_on is None:
                running.delete()
        for clock, trigger_on in starts.values():
            if trigger_on is not None:
                due_on = clocks.deadline(clock, trigger_on)
                self.clocks.update_or_create(
                    clock=clock.key, defaults={"trigger_on": trigger_on, "due_on": due_on}
                )

    def _trigger_day(self, clock):
        if clock.trigger == clocks.Trigger.PUBLISHED:
            return self.published_on
        if clock.trigger in (clocks.Trigger.RECEIVED, clocks.Trigger.RECOMMENDED):
            return self.received_on
        return None
