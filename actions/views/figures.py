"""Measures as a page shows them: with their readings, and without what could point to somebody."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from accounts.charts.sparkline import Reading as Dot
from actions import cadences, permissions, suppression
from actions.forms.progress import measures_of
from actions.models import Measure, Reading

HIDDEN = "Hidden"


@dataclass(frozen=True)
class ShownMeasure:
    measure: Measure
    dots: tuple[Dot, ...]
    baseline: Decimal | None
    target: Decimal | None
    next_on: date | None
    is_overdue: bool
    has_moved: bool | None

    @property
    def id(self):
        return f"measure-{self.measure.pk}"


def shown_measures(action, user, on):
    """The measures of an action and of its area, as far as this person may see them, up to that day."""
    measures = list(measures_of(user, action))
    rows = Reading.objects.visible_to(user).standing().filter(measure__in=measures, taken_on__lte=on)
    by_measure = {}
    for reading in rows:
        by_measure.setdefault(reading.measure_id, []).append(reading)
    return [shown(measure, by_measure.get(measure.pk, []), user, on) for measure in measures]


def shown(measure, readings, user, on):
    organisation_id = measure.area.inspection.organisation_id
    hides = measure.hides_small_numbers and not permissions.may_read_names(user, organisation_id)
    figure = suppression.suppress_value if hides else _as_it_is
    last = readings[-1] if readings else None
    is_read = measure.ended_on is None or measure.ended_on > on
    next_on = cadences.next_due(last.taken_on, measure.cadence) if last else measure.starts_on
    return ShownMeasure(
        measure=measure,
        dots=tuple(_dot(reading, figure(reading.value)) for reading in readings),
        baseline=figure(measure.baseline),
        target=measure.target,
        next_on=next_on if is_read and next_on != cadences.NEVER else None,
        is_overdue=is_read and next_on < on,
        has_moved=None if hides else measure.has_moved(last),
    )


def _as_it_is(value):
    return value


def _dot(reading, value):
    return Dot(reading.taken_on, value, HIDDEN if value is None else "")
