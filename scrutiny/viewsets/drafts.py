"""Papers that are not frozen yet: for officers."""

from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from inspections.viewsets import naming
from scrutiny.filters import DraftsAsked
from scrutiny.models import Paper
from scrutiny.serializers.drafts import DraftSerializer
from scrutiny.viewsets.committees import MEETING
from scrutiny.viewsets.papers import PAGE

DRAFT = Address("api-draft", 987654321)


def tell(found, asked):
    return [
        {
            "id": row.id,
            "url": DRAFT.of(row.id),
            "page": PAGE.of(row.id),
            "organisation": naming.organisation_of(row),
            "inspection": naming.inspection_of(row),
            "committee": {"id": row.committee_id, "slug": row.committee_slug, "name": row.committee_name},
            "meeting": {
                "id": row.meeting_id,
                "url": MEETING.of(row.meeting_id),
                "held_on": row.meeting_held_on,
                "place": row.meeting_place,
            },
            **{name: getattr(row, name) for name in (*Paper.EDITED, "version")},
        }
        for row in found
    ]


DRAFTS = Resource(
    name="drafts",
    one="draft",
    words="Papers that are still being written: for officers of the organisation.",
    rows=lambda asked: Paper.objects.visible_to(asked.user).drafts(),
    tell=tell,
    columns={name: name for name in ("id", *Paper.EDITED, "version")}
    | {f"meeting_{name}": f"meeting__{name}" for name in ("id", "held_on", "place")}
    | {f"committee_{name}": f"meeting__committee__{name}" for name in ("id", "slug", "name")}
    | naming.columns("inspection__"),
    serializer=DraftSerializer,
    filters=DraftsAsked,
    orderings={"id": ("pk",), "as_at": ("as_at",)},
)
