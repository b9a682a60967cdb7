"""Inspections, their judgements and the statutory clocks that they set going."""

from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from inspections import clocks, permissions
from inspections.filters import ClocksAsked, InspectionsAsked, JudgementsAsked
from inspections.frameworks import framework
from inspections.models import Inspection, InspectionClock, Judgement
from inspections.serializers.inspections import ClockSerializer, InspectionSerializer, JudgementSerializer
from inspections.viewsets import naming

INSPECTION = Address("api-inspection", 987654321)
JUDGEMENT, CLOCK = Address("api-judgement", 987654321), Address("api-clock", 987654321)
PAGE = Address("inspection", "some-organisation", "some-inspection")
DETAILS = (
    "fieldwork_from", "fieldwork_to", "published_on", "received_on", "page_count", "asks_for_statement",
    "is_public",
)  # fmt: skip
OF_JUDGEMENTS = ("position", "section", "name")
OF_CLOCKS = ("clock", "trigger_on", "due_on")


def tell_inspections(found, asked):
    return [_inspection(row, asked.user) for row in found]


def _inspection(row, user):
    entry = framework(row.framework)
    is_inside = permissions.may_read_inside(user, row.organisation_id)
    return {
        "id": row.id,
        "slug": row.slug,
        "url": INSPECTION.of(row.id),
        "page": PAGE.of(row.organisation_slug, row.slug),
        "title": row.title,
        "organisation": naming.organisation_of(row),
        "framework": row.framework,
        "framework_name": entry.name,
        "inspectorate": entry.inspectorate,
        "lead_inspector": row.lead_inspector if is_inside else None,
        **{name: getattr(row, name) for name in DETAILS},
    }


def tell_judgements(found, asked):
    return [
        {
            "id": row.id,
            "url": JUDGEMENT.of(row.id),
            "inspection": naming.inspection_of(row),
            "organisation": naming.organisation_of(row),
            **{name: getattr(row, name) for name in OF_JUDGEMENTS},
            "grade": row.grade,
            "grade_order": framework(row.inspection_framework).grade_order(
                row.grade, row.fieldwork_from, row.name
            ),
        }
        for row in found
    ]


def tell_clocks(found, asked):
    return [_clock(row, asked.on) for row in found]


def _clock(row, on):
    """As at a day: what was done after it had not been done."""
    entry = clocks.clock(row.clock)
    met_on = row.met_on if row.met_on is not None and row.met_on <= on else None
    standing = clocks.standing(entry, row.trigger_on, on, met_on)
    return {
        "id": row.id,
        "url": CLOCK.of(row.id),
        "inspection": naming.inspection_of(row),
        "organisation": naming.organisation_of(row),
        **{name: getattr(row, name) for name in OF_CLOCKS},
        "name": entry.name,
        "legal_source": entry.legal_source,
        "length": entry.length,
        "met_on": met_on,
        "outcome": standing.outcome.value,
        "standing": standing.words,
        "as_at": on,
    }


INSPECTIONS = Resource(
    name="inspections",
    one="inspection",
    words="Published reports by inspectorates, and one's own before they are published.",
    rows=lambda asked: Inspection.objects.visible_to(asked.user),
    tell=tell_inspections,
    columns={name: name for name in ("id", "slug", "title", "framework", "lead_inspector", *DETAILS)}
    | {name: path for name, path in naming.columns().items() if name.startswith("organisation")},
    serializer=InspectionSerializer,
    filters=InspectionsAsked,
    orderings={"id": ("pk",), "published_on": ("published_on",), "title": ("title",)},
)
JUDGEMENTS = Resource(
    name="judgements",
    one="judgement",
    words="The graded and ungraded lines of inspections. A missing grade is null: it is not a bad one.",
    rows=lambda asked: Judgement.objects.visible_to(asked.user),
    tell=tell_judgements,
    columns={name: name for name in ("id", *OF_JUDGEMENTS, "grade")}
    | naming.columns("inspection__")
    | {"fieldwork_from": "inspection__fieldwork_from"},
    serializer=JudgementSerializer,
    filters=JudgementsAsked,
    orderings={"id": ("pk",), "position": ("inspection_id", "position")},
)
CLOCKS = Resource(
    name="clocks",
    one="clock",
    words="Statutory time limits that reports have set going, and how they stand on a day.",
    rows=lambda asked: (
        InspectionClock.objects.visible_to(asked.user).filter(trigger_on__lte=asked.on)
        if asked.as_at
        else InspectionClock.objects.visible_to(asked.user)
    ),
    tell=tell_clocks,
    columns={name: name for name in ("id", *OF_CLOCKS, "met_on")} | naming.columns("inspection__"),
    serializer=ClockSerializer,
    filters=ClocksAsked,
    orderings={"id": ("pk",), "due_on": ("due_on",)},
    has_past=True,
)
