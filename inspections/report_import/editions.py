"""A later edition of a report that is here already: what differs, area by area, and taking it over."""

from dataclasses import dataclass, field

from django.db import transaction

from inspections import drafts
from inspections.differences import flat, pair_up, side_by_side
from inspections.models import Area, Inspection
from inspections.report_import import saving

SAME_AREA = 55


@dataclass
class AreaDifference:
    """What a later edition does to one area. `refused`: actions answer to its words, so they stay."""

    kind: str
    area: Area | None = None
    row: dict | None = None
    refused: bool = False
    old_pieces: list = field(default_factory=list)
    new_pieces: list = field(default_factory=list)
    details: list = field(default_factory=list)


def likely_edition_of(organisation, draft):
    """An inspection of the same framework and fieldwork, if there is one."""
    details = draft["details"]
    days = [drafts.day_in(details[name]) for name in ("fieldwork_from", "fieldwork_to")]
    if not details["framework"] or not any(days):
        return None
    return Inspection.objects.filter(
        organisation=organisation,
        framework=details["framework"],
        fieldwork_from=days[0],
        fieldwork_to=days[1],
    ).first()


def area_differences(inspection, rows):
    """In the order of the later edition; what is gone comes last."""
    areas = list(inspection.areas.prefetch_related("bodies"))
    answered = set(inspection.areas.answered().values_list("pk", flat=True))
    pairs = pair_up([area.words for area in areas], [row["words"] for row in rows], SAME_AREA)
    return [
        _difference(
            areas[pair.old] if pair.old is not None else None,
            rows[pair.new] if pair.new is not None else None,
            answered,
        )
        for pair in pairs
    ]


def apply_edition(reading, content, inspection, at):
    """Takes a later edition over, except for what is refused; returns the differences as they were."""
    with transaction.atomic():
        saving.claim(reading, at)
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        found = area_differences(inspection, content["areas"])
        saving.take_source(inspection, reading)
        inspection.amend(**{name: content["details"][name] for name in saving.DETAILS})
        saving.write_judgements(inspection, content["judgements"])
        for difference in found:
            _apply(difference, inspection)
        saving.finish(reading, inspection)
    return found


def _apply(difference, inspection):
    area, row = difference.area, difference.row
    if row is None:
        if not difference.refused:
            area.delete()
        return
    if area is None:
        # At the end, not in between: the address of an area is its number, and others point at it.
        last = inspection.areas.order_by("-number").values_list("number", flat=True).first() or 0
        area = Area(inspection=inspection, number=last + 1)
    if difference.refused or difference.kind in ("same", "details"):
        row = row | {"words": area.words}
    area.inspection = inspection
    saving.write_area(area, row)


def _difference(area, row, answered):
    if area is None:
        return AreaDifference("new", row=row)
    if row is None:
        return AreaDifference("gone", area=area, refused=area.pk in answered)
    details = _other_details(area, row)
    if flat(area.words) == flat(row["words"]):
        return AreaDifference("details" if details else "same", area, row, details=details)
    old_pieces, new_pieces = side_by_side(area.words, row["words"])
    return AreaDifference("changed", area, row, area.pk in answered, old_pieces, new_pieces, details)


def _other_details(area, row):
    """(what, before, now) for whatever differs besides the words."""
    labels = {"section": "Section", "subsection": "Subsection", "paragraph": "Paragraph"}
    found = [
        (label, getattr(area, name), row[name])
        for name, label in labels.items()
        if getattr(area, name) != row[name]
    ]
    for name, label in (("kind", "Kind"), ("timescale", "Timescale")):
        before, now = getattr(area, name), row[name]
        if before != now:
            words = dict(Area._meta.get_field(name).flatchoices)
            found.append((label, words.get(before, "None given"), words.get(now, "None given")))
    bodies = [body.name for body in area.bodies.all()]
    if bodies != row["bodies"]:
        found.append(("Bodies", ", ".join(bodies), ", ".join(row["bodies"])))
    return found
