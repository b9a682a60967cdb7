"""What changed in an inspection, its judgements, areas and clocks: field by field, by whom and when."""

from accounts.change_history import DEEDS, Change, newest_first
from accounts.models import Organisation
from inspections.models import Area, AreaBody, Inspection, InspectionClock, Judgement

KINDS = {
    "inspection": Inspection,
    "judgement": Judgement,
    "area": Area,
    "body": AreaBody,
    "clock": InspectionClock,
}
PATHS = {"inspection": "id", "body": "area__inspection"}
REMOVED = {"forerunner": "an area since removed", "organisation": "an organisation since removed"}
NOT_SHOWN = ("source_file", "source_sha256")


def entries(inspection, after=None):
    """What a page of the history is cut from; `after` an entry, those that are older."""
    return newest_first(
        {
            kind: model.history.filter(**{PATHS.get(kind, "inspection"): inspection.pk})
            for kind, model in KINDS.items()
        },
        after,
    )


def described(keys):
    """The changes behind some keys of `entries`, in their order."""
    keys = list(keys)
    found = {}
    for kind, model in KINDS.items():
        wanted = {number for _, number, its_kind in keys if its_kind == kind}
        if wanted:
            found |= _changes(kind, model, wanted)
    return [found[kind, number] for _, number, kind in keys]


def _changes(kind, model, wanted):
    rows = model.history.filter(history_id__in=wanted).select_related("history_user")
    things = {row.id for row in rows}
    before, last = {}, {}
    for row in model.history.filter(id__in=things).order_by("history_date", "history_id"):
        before[row.history_id] = last.get(row.id)
        last[row.id] = row
    names = _names(model, [*rows, *filter(None, before.values())])
    return {
        (kind, row.history_id): Change(
            at=row.history_date,
            by=str(row.history_user or "The system"),
            deed=DEEDS[row.history_type],
            about=_about(kind, row),
            fields=_differences(row, before[row.history_id], names) if row.history_type == "~" else [],
        )
        for row in rows
    }


def _about(kind, row):
    if kind == "area":
        return f"Area {row.number}"
    if kind == "body":
        return f"Body named: {row.name}"
    if kind == "judgement":
        return f"Judgement: {row.name}"
    return f"Clock: {InspectionClock(clock=row.clock).entry.name}" if kind == "clock" else "Details"


def _names(model, rows):
    """What those are called that areas and bodies point at: {(field, id): words}"""
    if model is Area:
        wanted = {row.forerunner_id for row in rows} - {None}
        areas = Area.objects.filter(pk__in=wanted).select_related("inspection")
        return {("forerunner", area.pk): f"area {area.number} of {area.inspection}" for area in areas}
    if model is AreaBody:
        wanted = {row.organisation_id for row in rows} - {None}
        return {("organisation", each.pk): str(each) for each in Organisation.objects.filter(pk__in=wanted)}
    return {}


def _differences(row, earlier, names):
    if earlier is None:
        return []
    return [
        (field.verbose_name.capitalize(), _shown(field, earlier, names), _shown(field, row, names))
        for field in row.tracked_fields
        if field.name not in NOT_SHOWN and getattr(row, field.attname) != getattr(earlier, field.attname)
    ]


def _shown(field, row, names):
    value = getattr(row, field.attname)
    if field.name in REMOVED and value is not None:
        return names.get((field.name, value), REMOVED[field.name])
    if isinstance(value, bool):
        return "yes" if value else "no"
    return dict(field.flatchoices).get(value, value) or "nothing"
