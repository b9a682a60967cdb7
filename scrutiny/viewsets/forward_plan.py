"""What committees mean to look at."""

from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from inspections.viewsets import naming
from scrutiny.filters import ForwardPlanAsked
from scrutiny.models import ForwardPlanItem
from scrutiny.serializers.forward_plan import PlanItemSerializer
from scrutiny.viewsets.committees import COMMITTEE_PAGE, MEETING, of_organisation, organisation_of

ITEM = Address("api-forward-plan-item", 987654321)
INSPECTION = {f"inspection_{name}": f"inspection__{name}" for name in naming.NAMES}


def tell(found, asked):
    return [
        {
            "id": row.id,
            "url": ITEM.of(row.id),
            "page": COMMITTEE_PAGE.of(row.organisation_slug, row.committee_slug),
            "committee": {"id": row.committee_id, "slug": row.committee_slug, "name": row.committee_name},
            "organisation": organisation_of(row),
            "words": row.words,
            "meeting": _meeting(row) if row.meeting_id else None,
            "inspection": naming.inspection_of(row) if row.inspection_id else None,
        }
        for row in found
    ]


def _meeting(row):
    return {
        "id": row.meeting_id,
        "url": MEETING.of(row.meeting_id),
        "held_on": row.meeting_held_on,
        "place": row.meeting_place,
    }


FORWARD_PLAN = Resource(
    name="forward-plan",
    one="item of a forward plan",
    words="What committees mean to look at, at a meeting or one day.",
    rows=lambda asked: ForwardPlanItem.objects.visible_to(asked.user),
    tell=tell,
    columns={"id": "id", "words": "words"}
    | {f"committee_{name}": f"committee__{name}" for name in ("id", "slug", "name")}
    | {f"meeting_{name}": f"meeting__{name}" for name in ("id", "held_on", "place")}
    | INSPECTION
    | of_organisation("committee__"),
    serializer=PlanItemSerializer,
    filters=ForwardPlanAsked,
    orderings={"id": ("pk",)},
)
