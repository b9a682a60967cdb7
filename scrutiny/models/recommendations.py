"""A committee's own recommendations: areas of an inspection of framework “scrutiny”, made at a meeting."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils.text import slugify

from actions.models.recording import words
from actions.refusals import Refused
from inspections import frameworks
from inspections.frameworks.local import SCRUTINY
from inspections.models import Area, Inspection


class RecommendationsQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(inspection__in=Inspection.objects.visible_to(user))


class Recommendations(models.Model):
    """What a meeting recommended: its areas live on the same ledger as the inspectors'."""

    meeting = models.OneToOneField("scrutiny.Meeting", models.PROTECT, related_name="recommendations")
    inspection = models.OneToOneField("inspections.Inspection", models.PROTECT, related_name="recommended_at")

    objects = RecommendationsQuerySet.as_manager()

    class Meta:
        ordering = ["-meeting__held_on", "-pk"]
        verbose_name_plural = "recommendations"

    def __str__(self):
        return self.inspection.title

    @classmethod
    def of(cls, meeting):
        """The meeting's, made if nothing has been recommended yet. Inside a transaction."""
        # Two who record the first one at once must not make two.
        locked = type(meeting).objects.select_for_update().get(pk=meeting.pk)
        found = cls.objects.filter(meeting=locked).select_related("inspection__organisation").first()
        if found is not None:
            return found
        organisation = meeting.committee.organisation
        inspection = Inspection.objects.create(
            organisation=organisation,
            framework=SCRUTINY.key,
            title=f"Recommendations of {meeting.committee.name}, {meeting.held_on:%-d %B %Y}"[:300],
            slug=_free_address(organisation, f"{meeting.committee.slug}-{meeting.held_on}"),
            published_on=meeting.held_on,
        )
        return cls.objects.create(meeting=locked, inspection=inspection)

    @classmethod
    def record(cls, meeting, recommendation, received_on, section="", timescale=""):
        """One more. `received_on`: the day the executive got them, which starts its two months."""
        with transaction.atomic():
            recommendations = cls.of(meeting)
            inspection = recommendations.inspection
            last = inspection.areas.order_by("number").last()
            area = Area.objects.create(
                inspection=inspection,
                number=last.number + 1 if last else 1,
                kind=frameworks.Kind.RECOMMENDATION,
                section=section,
                timescale=timescale,
                words=words("words", recommendation, required=True),
            )
            if inspection.received_on != received_on:
                inspection.amend(received_on=received_on)
            else:
                inspection.start_clocks()
            # What was answered in full is not any more.
            for clock in inspection.clocks.exclude(met_on=None):
                clock.record_met(None)
            return area

    @staticmethod
    def mend(area, recommendation, section="", timescale=""):
        """Puts right what was typed wrongly, until somebody has answered to it. The history keeps both."""
        with transaction.atomic():
            stored = Area.objects.select_for_update().get(pk=area.pk)
            if Area.objects.answered().filter(pk=stored.pk).exists():
                raise Refused(
                    "This recommendation has been answered, so its words stay. Record another one instead."
                )
            stored.words = words("words", recommendation, required=True)
            stored.section, stored.timescale = section, timescale
            stored.save()
            return stored


def check_received(meeting, day, on):
    """Refuses a day on which the executive can't have received what the meeting recommended."""
    if day < meeting.held_on:
        raise ValidationError("It can't have been received before the meeting.", code="day")
    if day > on:
        raise ValidationError("This day has not come yet.", code="day")


def _free_address(organisation, wanted):
    address = slugify(wanted)[:70] or "recommendations"
    taken = set(organisation.inspections.values_list("slug", flat=True))
    names = (address, *(f"{address}-{number}" for number in range(2, len(taken) + 3)))
    return next(name for name in names if name not in taken)
