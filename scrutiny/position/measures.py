"""The measures of an inspection as its readers may see them on a day."""

from django.db.models import OuterRef, Subquery

from accounts.charts import figures
from actions import suppression
from actions.models import Measure, Reading
from actions.models.recording import day_of
from actions.statuses import Visibility
from scrutiny.position.parts import MeasurePosition, ReadingPosition


def measures_on(inspection, user, on, known_at):
    """[MeasurePosition, ...] in the order of their names."""
    made = Measure.history.model.objects.filter(id=OuterRef("pk")).order_by("history_date")
    measures = (
        Measure.objects.visible_to(user)
        .filter(area__inspection=inspection)
        .exclude(visibility=Visibility.OFFICERS)
        .annotate(made_at=Subquery(made.values("history_date")[:1]))
        .order_by("name", "pk")
    )
    readings = Reading.objects.filter(measure__area__inspection=inspection, taken_on__lte=on)
    by_measure = {}
    for reading in readings.standing(known_at):
        by_measure.setdefault(reading.measure_id, []).append(reading)
    return [
        MeasurePosition(
            measure, on, tuple(_shown(measure, reading) for reading in by_measure.get(measure.pk, ()))
        )
        for measure in measures
        if measure.pk in by_measure or _was_there(measure, on, known_at)
    ]


def _was_there(measure, on, known_at):
    if measure.made_at is None:
        return True
    return day_of(measure.made_at) <= on and (known_at is None or measure.made_at <= known_at)


def _shown(measure, reading):
    value = suppression.suppress_value(reading.value) if measure.hides_small_numbers else reading.value
    words = suppression.SHOWN_AS if value is None else figures.in_words(value, measure.unit)
    return ReadingPosition(reading.taken_on, value, words)
