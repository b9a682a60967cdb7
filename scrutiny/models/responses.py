"""What the executive answers to a committee's recommendation, within two months."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q

from accounts.row_history import HistoricalRecords
from actions.models.recording import day_of, words
from actions.refusals import NotAllowed, Overtaken, Refused
from actions.statuses import Word
from inspections.clocks import EXECUTIVE_RESPONSE
from inspections.frameworks.local import SCRUTINY
from inspections.models import Area


class Answer(Word):
    ACCEPTED = "accepted", "Accepted"
    PARTLY = "partly", "Accepted in part"
    REJECTED = "rejected", "Rejected"


UNANSWERED, UNANSWERED_LABEL = "unanswered", "Not answered yet"


class ResponseQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(area__in=Area.objects.visible_to(user))


class Response(models.Model):
    """The executive's answer to one recommendation. An earlier wording of it stays in its history."""

    area = models.OneToOneField("inspections.Area", models.PROTECT, related_name="response")
    answer = models.CharField(max_length=10, choices=Answer.choices)
    words = models.TextField("what the executive says")
    answered_on = models.DateField()
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    version = models.PositiveIntegerField(default=1, editable=False)

    history = HistoricalRecords()
    objects = ResponseQuerySet.as_manager()

    class Meta:
        ordering = ["area"]
        constraints = [
            models.CheckConstraint(condition=Q(answer__in=list(Answer)), name="answered_in_one_of_three_ways")
        ]

    def __str__(self):
        return f"{self.get_answer_display()}, {self.answered_on:%-d %B %Y}"

    def get_absolute_url(self):
        return self.area.get_absolute_url()

    @classmethod
    def give(cls, area, by, at, answer, said, answered_on, based_on=0):
        """The answer, or a better wording of it. `based_on` is the version that was read; 0 is none yet."""
        inspection = area.inspection
        if inspection.framework != SCRUTINY.key:
            raise Refused("Only the committee's own recommendations are answered by the executive.")
        if not by.has_role(inspection.organisation, "lead"):
            raise NotAllowed("Only leads record what the executive answers.")
        _check_day(inspection, answered_on, day_of(at))
        with transaction.atomic():
            # The area's row is there also while the answer's is not, so it is what two at once meet.
            Area.objects.select_for_update().get(pk=area.pk)
            given = cls.objects.filter(area=area).first() or cls(area=area, version=0)
            if given.version != based_on:
                raise Overtaken("Somebody else has recorded an answer meanwhile. Read it, then save yours.")
            given.answer, given.words = Answer(answer), words("words", said, required=True)
            given.answered_on, given.by, given.version = answered_on, by, given.version + 1
            given._history_date = at
            given.save()
            given._stop_the_clock()
        return given

    def _stop_the_clock(self):
        """Met on the day of the last answer, once there is one to every recommendation of the meeting."""
        inspection = self.area.inspection
        if inspection.areas.filter(response=None).exists():
            return
        last = max(Response.objects.filter(area__inspection=inspection).values_list("answered_on", flat=True))
        for clock in inspection.clocks.filter(clock=EXECUTIVE_RESPONSE.key):
            if clock.met_on != last:
                clock.record_met(last)


def _check_day(inspection, answered_on, today):
    if answered_on > today:
        raise ValidationError({"answered_on": "This day has not come yet."})
    if inspection.received_on and answered_on < inspection.received_on:
        raise ValidationError(
            {
                "answered_on": f"The executive received the recommendations on "
                f"{inspection.received_on:%-d %B %Y}. Give that day or a later one."
            }
        )


def responses_on(inspection, on, known_at=None):
    """{area's id: what a page or paper tells of its answer}, also of those still without one.

    Nothing for an inspection of another framework: to an inspectorate the executive answers by its actions.
    """
    if inspection.framework != SCRUTINY.key:
        return {}
    rows = Response.history.filter(area__inspection=inspection, answered_on__lte=on, history_type__in="+~")
    rows = rows if known_at is None else rows.filter(history_date__lte=known_at)
    told = dict.fromkeys(inspection.areas.values_list("pk", flat=True), _unanswered(inspection))
    for row in rows.order_by("history_date", "history_id"):
        told[row.area_id] = {
            "answer": row.answer,
            "answer_label": Answer(row.answer).label,
            "words": row.words,
            "on": row.answered_on.isoformat(),
        }
    return told


def _unanswered(inspection):
    clock = inspection.clocks.filter(clock=EXECUTIVE_RESPONSE.key).first()
    due = f" An answer is due by {clock.due_on:%-d %B %Y}." if clock else ""
    return {
        "answer": UNANSWERED,
        "answer_label": UNANSWERED_LABEL,
        "words": f"The executive has not answered this recommendation yet.{due}",
        "on": None,
    }
