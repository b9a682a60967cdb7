"""Repeat findings: which earlier areas of the same organisation an area may be repeating."""

from django.db.models import Q

from inspections.differences import likeness
from inspections.models import Area, Inspection, Likeness

# Tuned on repeat findings written in other words, and on areas of one list, which are about different things:
# tests/inspections/test_lineage.py holds both.
WORTH_SHOWING = 45
MOST_PER_AREA = 3


def suggest(inspection):
    """Writes down likely forerunners of its areas, and of which later areas they may be the forerunners.

    Both ways, because people load the newest report first. What a person has decided is never asked again.
    """
    areas = list(inspection.areas.all())
    others = [
        other
        for other in Inspection.objects.filter(organisation=inspection.organisation_id).exclude(
            pk=inspection.pk
        )
        if other.day and inspection.day
    ]
    before = [other.pk for other in others if other.day < inspection.day]
    after = [other.pk for other in others if other.day > inspection.day]
    earlier = list(Area.objects.filter(inspection__in=before))
    later = list(Area.objects.filter(inspection__in=after))
    _forget_open_guesses(areas)
    for area in areas:
        _write(area, earlier)
    for area in later:
        _write(area, areas)


def chain_of(area):
    """The confirmed forerunners of an area, nearest first. Ends even if a circle was made underneath us."""
    chain, seen = [], {area.pk}
    step = area.forerunner
    while step is not None and step.pk not in seen:
        chain.append(step)
        seen.add(step.pk)
        step = step.forerunner
    return chain


def _write(area, candidates):
    scored = sorted(
        ((likeness(area.words, each.words), each) for each in candidates), key=lambda pair: -pair[0]
    )
    for score, each in scored[:MOST_PER_AREA]:
        if score >= WORTH_SHOWING:
            Likeness.objects.get_or_create(area=area, earlier=each, defaults={"score": score})


def _forget_open_guesses(areas):
    Likeness.objects.suggested().filter(Q(area__in=areas) | Q(earlier__in=areas)).delete()
