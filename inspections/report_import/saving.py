"""Making the inspection of a checked reading, in one transaction: all of it is there, or nothing."""

from django.db import transaction
from django.db.models import Q
from django.utils.text import slugify

from accounts.models import Organisation
from accounts.row_security import everything
from inspections import lineage
from inspections.differences import flat
from inspections.models import Area, AreaBody, Inspection, Judgement, ReportReading

DETAILS = (
    "framework",
    "title",
    "fieldwork_from",
    "fieldwork_to",
    "published_on",
    "received_on",
    "lead_inspector",
    "asks_for_statement",
)
AREA_FIELDS = ("words", "section", "subsection", "paragraph", "kind", "timescale", "theme", "page")
OWN_COUNCIL = {"the council", "the local authority", "the authority", "local authority", "council"}


class CannotSave(Exception):
    """Somebody else was first; where the inspection is now."""

    def __init__(self, sentence, inspection):
        super().__init__(sentence)
        self.inspection = inspection


def save_reading(reading, content, by, at):
    """The inspection that a person has checked. `content` is what the review's forms have cleaned."""
    with transaction.atomic():
        claim(reading, at)
        inspection = Inspection(organisation=reading.organisation)
        for field in DETAILS:
            setattr(inspection, field, content["details"][field])
        inspection.slug = free_slug(inspection)
        take_source(inspection, reading)
        inspection.save()
        write_judgements(inspection, content["judgements"])
        for number, row in enumerate(content["areas"], 1):
            write_area(Area(inspection=inspection, number=number), row)
        finish(reading, inspection)
    return inspection


def claim(reading, at):
    """Of two people who press Save, one makes the inspection."""
    reading.refresh_from_db()
    if not ReportReading.objects.unsaved().filter(pk=reading.pk).update(saved_at=at):
        raise CannotSave("This has been saved already.", reading.inspection)
    same = Inspection.objects.filter(organisation=reading.organisation, source_sha256=reading.sha256)
    if reading.sha256 and same.exists():
        raise CannotSave("This very file has been loaded already. Nothing was added.", same.get())
    reading.saved_at = at


def finish(reading, inspection):
    inspection.start_clocks()
    lineage.suggest(inspection)
    reading.inspection = inspection
    reading.save(update_fields=["inspection"])


def take_source(inspection, reading):
    inspection.source_file = reading.file.name
    inspection.source_name = reading.file_name
    inspection.source_sha256 = reading.sha256
    inspection.page_count = reading.page_count


def free_slug(inspection):
    """ "ilacs-2026-03": short, telling, and never another's."""
    day = inspection.day
    stem = slugify(inspection.framework.replace("_", "-") + (f"-{day:%Y-%m}" if day else ""))
    taken = set(inspection.organisation.inspections.values_list("slug", flat=True))
    numbers = range(2, len(taken) + 3)
    return next(slug for slug in [stem, *(f"{stem}-{number}" for number in numbers)] if slug not in taken)


def write_judgements(inspection, rows):
    """The lines as given, in their order: all of them or none. History keeps what stood there before."""
    with transaction.atomic():
        _write_judgements(inspection, rows)


def _write_judgements(inspection, rows):
    there = list(inspection.judgements.all())
    for position, row in enumerate(rows, 1):
        line = there[position - 1] if position <= len(there) else Judgement(inspection=inspection)
        wanted = {
            "position": position,
            "section": row["section"],
            "name": row["name"],
            "grade": row["grade"] or None,
        }
        if line.pk is None or any(getattr(line, field) != value for field, value in wanted.items()):
            for field, value in wanted.items():
                setattr(line, field, value)
            line.save()
    for line in there[len(rows) :]:
        line.delete()


def write_area(area, row):
    for field in AREA_FIELDS:
        setattr(area, field, row[field])
    area.save()
    write_bodies(area, row["bodies"])
    return area


def write_bodies(area, names):
    known = organisations_called(names, area.inspection.organisation)
    area.bodies.exclude(name__in=names).delete()
    there = set(area.bodies.values_list("name", flat=True))
    for name in dict.fromkeys(names):
        if name not in there:
            AreaBody.objects.create(area=area, name=name, organisation=known[name])


def organisations_called(names, own):
    """{name: the organisation of that name, or None}; "the council" is the one that was inspected."""
    known = _organisations_by_name(own)
    return {name: known.get(_plain(name)) for name in names}


def organisations_offered(area, user):
    """Which a lead may say that the bodies of an area are: those one sees, and those known by their names.

    Saving an inspection matches names with whatever organisation there is, so that may be chosen too.
    """
    bodies = list(area.bodies.all())
    called = organisations_called([body.name for body in bodies], area.inspection.organisation)
    known = {each.pk for each in called.values() if each} | {body.organisation_id for body in bodies} - {None}
    # Fetched here: the answer may be read by somebody who sees everything, and must not grow by it.
    seen = list(Organisation.objects.visible_to(user).values_list("pk", flat=True))
    return Organisation.objects.filter(Q(pk__in=seen) | Q(pk__in=known))


def _organisations_by_name(own):
    with everything():
        known = {_plain(organisation.name): organisation for organisation in Organisation.objects.all()}
    if own.kind == Organisation.Kind.COUNCIL:
        known |= dict.fromkeys(OWN_COUNCIL, own)
    return known


def _plain(name):
    words = flat(name).replace("&", "and").split()
    return " ".join(words[1:] if words[:1] == ["the"] and len(words) > 2 else words)
