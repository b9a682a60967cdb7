"""Westmarch's inspections, invented in our own words and dated back from the day of loading.

Each goes the way of a report entered by hand, so that the sample holds nothing a person could not have made.
"""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.working_days import add_working_days, is_working_day, previous_working_day
from inspections import report_import
from inspections.models import Area, InspectionClock, Likeness
from inspections.sample.children_2018 import CHILDREN
from inspections.sample.safeguarding_2012 import SAFEGUARDING
from inspections.sample.single_2015 import SINGLE
from inspections.timescales import add_months

COUNCIL = "westmarch"
OLDEST_FIRST = (SAFEGUARDING, SINGLE, CHILDREN)


def load(organisations, on):
    """Makes the inspections; takes the organisations by address. Returns the inspections by framework."""
    council = organisations[COUNCIL]
    made = {each["framework"]: _load(council, each, on) for each in OLDEST_FIRST}
    for repeating in ("sif", "ilacs"):
        _confirm_a_repeat_finding(made[repeating], on)
    return made


def _load(council, told, on):
    published_on = _at_work(add_months(on, -told["months_ago"]))
    fieldwork_to = _at_work(published_on - timedelta(days=40))
    reading = report_import.start_by_hand(council, by=None, at=_noon(published_on))
    content = {
        "details": {
            "framework": told["framework"],
            "title": told["title"],
            "fieldwork_from": _at_work(fieldwork_to - timedelta(days=told["fieldwork_days"])),
            "fieldwork_to": fieldwork_to,
            "published_on": published_on,
            "received_on": _at_work(published_on - timedelta(days=7)),
            "lead_inspector": "",
            "asks_for_statement": False,
        },
        "judgements": [
            {"section": section, "name": name, "grade": grade} for section, name, grade in told["judgements"]
        ],
        "areas": [_area(*line) for line in told["areas"]],
    }
    inspection = report_import.save_reading(reading, content, by=None, at=_noon(published_on))
    inspection.publish()
    for clock in inspection.clocks.all():
        _meet(clock, told["days_to_spare"], on)
    return inspection


def _area(section, timescale, words, bodies=(), theme="", kind="improvement"):
    return {
        "words": words,
        "section": section,
        "subsection": "",
        "paragraph": "",
        "kind": kind,
        "timescale": timescale,
        "bodies": list(bodies),
        "theme": theme,
        "page": None,
    }


def _meet(clock: InspectionClock, days_to_spare, on):
    met_on = add_working_days(clock.due_on, -days_to_spare)
    if met_on <= on:
        clock.record_met(met_on)


def _confirm_a_repeat_finding(inspection, on):
    """One guess is confirmed and the others left, so that both states can be seen."""
    areas = Area.objects.filter(inspection=inspection)
    likeliest = Likeness.objects.suggested().filter(area__in=areas).order_by("-score", "pk").first()
    if likeliest:
        likeliest.decide(True, by=None, at=_noon(on))


def _at_work(day):
    """The day itself, or the last working day before it: no inspectorate publishes on a Saturday."""
    return day if is_working_day(day) else previous_working_day(day)


def _noon(day):
    return timezone.make_aware(datetime.combine(day, time(12)))
