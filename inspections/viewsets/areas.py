"""Areas for improvement: the inspectors' words."""

from accounts.models import Organisation
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from inspections import timescales
from inspections.filters import AreasAsked
from inspections.models import Area, AreaBody
from inspections.serializers.areas import AreaSerializer
from inspections.viewsets import naming

API = Address("api-area", 987654321)
PAGE = Address("area", "some-organisation", "some-inspection", 987654321)
LABELS = dict(timescales.choices()) | {"": ""}
AS_THEY_ARE = ("section", "subsection", "paragraph", "kind", "timescale", "expected_by", "words", "theme")


def tell(found, asked):
    bodies = _bodies([row.id for row in found], asked) if asked.wants("bodies") else {}
    forerunners = _forerunners(found, asked)
    return [_told(row, bodies, forerunners) for row in found]


def _told(row, bodies, forerunners):
    return {
        "id": row.id,
        "number": row.number,
        "url": API.of(row.id),
        "page": PAGE.of(row.organisation_slug, row.inspection_slug, row.number),
        "inspection": naming.inspection_of(row),
        "organisation": naming.organisation_of(row),
        **{name: getattr(row, name) for name in AS_THEY_ARE},
        "kind_label": naming.kind_label(row.inspection_framework, row.kind),
        "timescale_label": LABELS[row.timescale],
        "page_of_report": row.page,
        "bodies": bodies.get(row.id, []),
        "forerunner": forerunners.get(row.forerunner_id),
    }


def _bodies(areas, asked):
    named = list(
        AreaBody.objects.filter(area__in=areas)
        .order_by("pk")
        .values_list("area_id", "pk", "name", "organisation_id")
    )
    wanted = {organisation for _, _, _, organisation in named} - {None}
    seen = Organisation.objects.visible_to(asked.user).filter(pk__in=wanted).order_by() if wanted else None
    slugs = dict(seen.values_list("pk", "slug")) if wanted else {}
    found = {}
    for area, pk, name, organisation in named:
        told = {"id": pk, "name": name, "organisation": slugs.get(organisation)}
        found.setdefault(area, []).append(told)
    return found


def _forerunners(found, asked):
    wanted = {row.forerunner_id for row in found} - {None}
    if not wanted:
        return {}
    earlier = Area.objects.visible_to(asked.user).filter(pk__in=wanted).order_by()
    return {
        pk: {"id": pk, "number": number, "url": API.of(pk)}
        for pk, number in earlier.values_list("pk", "number")
    }


AREAS = Resource(
    name="areas",
    one="area",
    words="Areas for improvement, in the inspectors' own words.",
    rows=lambda asked: Area.objects.visible_to(asked.user),
    tell=tell,
    columns={name: name for name in ("id", "number", "page", "forerunner_id", *AS_THEY_ARE)}
    | naming.columns("inspection__"),
    serializer=AreaSerializer,
    filters=AreasAsked,
    orderings={"id": ("pk",), "number": ("inspection_id", "number"), "expected_by": ("expected_by",)},
)
