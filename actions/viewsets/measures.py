"""Measures and their readings, with small numbers hidden where the public could recognise somebody."""

from django.db.models import OuterRef, Subquery

from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from actions import cadences, permissions, suppression
from actions.filters import MeasuresAsked, ReadingsAsked
from actions.models import Measure, Reading
from actions.serializers.measures import MeasureSerializer, ReadingSerializer

MEASURE, READING = Address("api-measure", 987654321), Address("api-reading", 987654321)
ACTION, PAGE = Address("api-action", 987654321), Address("measure", 987654321)
AS_THEY_ARE = (
    "name", "unit", "definition", "direction", "baseline_on", "target_on", "cadence", "starts_on", "ended_on",
    "hides_small_numbers", "visibility",
)  # fmt: skip
OWN = ("id", "area_id", "action_id", "baseline", "target")
COLUMNS = {name: name for name in (*OWN, *AS_THEY_ARE)} | {
    "action_number": "action__number",
    "area_number": "area__number",
    "organisation_id": "area__inspection__organisation_id",
    "organisation_slug": "area__inspection__organisation__slug",
}
OF_READINGS = {
    name: name for name in ("id", "measure_id", "taken_on", "value", "note", "entered_at", "corrects_id")
} | {
    "measure_name": "measure__name",
    "hides_small_numbers": "measure__hides_small_numbers",
    "organisation_id": "measure__area__inspection__organisation_id",
    "organisation_slug": "measure__area__inspection__organisation__slug",
}


def number(value):
    """As JSON has numbers: 11, not 11.000. Fourteen figures are fewer than a float keeps."""
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)


def hides(row, user):
    return row.hides_small_numbers and not permissions.may_read_names(user, row.organisation_id)


def _standing(asked):
    readings = Reading.objects.visible_to(asked.user).standing(asked.known_at)
    return readings.filter(taken_on__lte=asked.on) if asked.as_at else readings


def tell_measures(found, asked):
    latest = _latest([row.id for row in found], asked)
    return [_measure(row, latest.get(row.id), asked) for row in found]


def _latest(measures, asked):
    """{measure: (day, value)}, of each the last one standing on the day."""
    last = _standing(asked).filter(measure=OuterRef("pk")).order_by("-taken_on", "-pk").values("pk")[:1]
    seen = Measure.objects.visible_to(asked.user).filter(pk__in=measures).order_by()
    readings = Reading.objects.visible_to(asked.user).filter(pk__in=seen.values_list(Subquery(last)))
    return {
        measure: (taken_on, value)
        for measure, taken_on, value in readings.order_by().values_list("measure_id", "taken_on", "value")
    }


def _measure(row, latest, asked):
    is_hiding = hides(row, asked.user)
    figure = suppression.suppress_value if is_hiding else _as_it_is
    is_read = row.ended_on is None or row.ended_on > asked.on
    next_on = cadences.next_due(latest[0], row.cadence) if latest else row.starts_on
    return {
        "id": row.id,
        "url": MEASURE.of(row.id),
        "page": PAGE.of(row.id),
        "organisation": row.organisation_slug,
        "area": row.area_id,
        "action": {
            "id": row.action_id,
            "reference": f"{row.area_number}.{row.action_number}",
            "url": ACTION.of(row.action_id),
        }
        if row.action_id
        else None,
        **{name: getattr(row, name) for name in AS_THEY_ARE},
        "baseline": number(figure(row.baseline)),
        "target": number(row.target),
        "latest": _shown(*latest, figure) if latest else None,
        "has_moved": None if is_hiding else _has_moved(row, latest),
        "next_reading_on": next_on if is_read and next_on != cadences.NEVER else None,
        "is_reading_overdue": is_read and next_on < asked.on,
        "as_at": asked.on,
    }


def _as_it_is(value):
    return value


def _shown(taken_on, value, figure):
    shown = figure(value)
    return {"taken_on": taken_on, "value": number(shown), "is_hidden": shown is None}


def _has_moved(row, latest):
    if latest is None or row.baseline is None:
        return None
    better = latest[1] - row.baseline
    return better > 0 if row.direction == Measure.Direction.UP else better < 0


def tell_readings(found, asked):
    return [_reading(row, asked.user) for row in found]


def _reading(row, user):
    figure = suppression.suppress_value if hides(row, user) else _as_it_is
    is_inside = permissions.may_read_names(user, row.organisation_id)
    return {
        "id": row.id,
        "url": READING.of(row.id),
        "measure": row.measure_id,
        "measure_name": row.measure_name,
        "organisation": row.organisation_slug,
        **_shown(row.taken_on, row.value, figure),
        "note": row.note if is_inside else None,
        "entered_at": row.entered_at,
        "corrects": row.corrects_id,
    }


MEASURES = Resource(
    name="measures",
    one="measure",
    words="Figures that should move, each with its last reading.",
    rows=lambda asked: Measure.objects.visible_to(asked.user),
    tell=tell_measures,
    columns=COLUMNS,
    serializer=MeasureSerializer,
    filters=MeasuresAsked,
    orderings={"id": ("pk",), "name": ("name",)},
    has_past=True,
)
READINGS = Resource(
    name="readings",
    one="reading",
    words="The readings of measures that stand: not those that were corrected or withdrawn.",
    rows=_standing,
    tell=tell_readings,
    columns=OF_READINGS,
    serializer=ReadingSerializer,
    filters=ReadingsAsked,
    orderings={"id": ("pk",), "taken_on": ("taken_on",)},
    has_past=True,
)
