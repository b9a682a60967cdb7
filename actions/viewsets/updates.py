"""The ledger: every row of the actions one may see, with its words where they are for whoever asks."""

from accounts.models import User
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from actions import permissions
from actions.filters import UpdatesAsked
from actions.models import Action, ProgressUpdate
from actions.serializers.updates import UpdateSerializer
from actions.statuses import Kind

API, ACTION = Address("api-update", 987654321), Address("api-action", 987654321)
PAGE = Address("action", "some-organisation", "some-inspection", "98765.43210")
TO_INSPECTION = "action__area__inspection__"
AS_THEY_ARE = ("number", "kind", "happened_on", "entered_at", "by_post", "visibility")
OF_POSITION = (
    "status", "confidence", "due_on", "forecast_on", "proposed_due_on", "check_on", "original_due_on",
    "times_moved", "updated_on",
)  # fmt: skip
OWN = ("id", "note", "impact", "corrects_id", "hash", "by_id", "words_shown", "owner_id", "superseded_by_id")
COLUMNS = {name: name for name in (*OWN, *AS_THEY_ARE, *OF_POSITION)} | {
    "owner_title": "owner__title",
    "owner_organisation": "owner__organisation__slug",
    "action_id": "action_id",
    "action_number": "action__number",
    "area_number": "action__area__number",
    "inspection_slug": f"{TO_INSPECTION}slug",
    "organisation_id": f"{TO_INSPECTION}organisation_id",
    "organisation_slug": f"{TO_INSPECTION}organisation__slug",
}


def rows(asked):
    seen = ProgressUpdate.objects.visible_to(asked.user)
    if asked.as_at:
        seen = seen.filter(happened_on__lte=asked.as_at)
    return seen.filter(entered_at__lte=asked.known_at) if asked.known_at else seen


def tell(found, asked):
    names, seen = _writers(found, asked), _superseding(found, asked)
    return [_told(row, names, seen) for row in found]


def _told(row, names, seen):
    reference = f"{row.area_number}.{row.action_number}"
    page = PAGE.of(row.organisation_slug, row.inspection_slug, reference)
    return {
        "id": row.id,
        "url": API.of(row.id),
        "page": f"{page}#update-{row.number}",
        "action": {"id": row.action_id, "reference": reference, "url": ACTION.of(row.action_id)},
        "organisation": row.organisation_slug,
        **{name: getattr(row, name) for name in AS_THEY_ARE},
        "kind_label": Kind(row.kind).label,
        "by": names.get(row.by_id) if row.organisation_id in names["in"] else None,
        "words_withheld": not row.words_shown,
        "note": row.note if row.words_shown else "",
        "impact": row.impact if row.words_shown else "",
        "corrects": row.corrects_id,
        "position": {name: getattr(row, name) for name in OF_POSITION}
        | {
            "owner": {"id": row.owner_id, "title": row.owner_title, "organisation": row.owner_organisation}
            if row.owner_id
            else None,
            "superseded_by": row.superseded_by_id if row.superseded_by_id in seen else None,
        },
        "hash": row.hash,
    }


def _writers(found, asked):
    """{id: name}, and under "in" the organisations whose people's names may be read."""
    of = {row.organisation_id for row in found}
    told = {"in": {each for each in of if permissions.may_read_names(asked.user, each)}}
    if told["in"]:
        wanted = {row.by_id for row in found if row.organisation_id in told["in"]}
        known = User.objects.visible_to(asked.user).filter(pk__in=wanted).order_by()
        told |= dict(known.values_list("pk", "name"))
    return told


def _superseding(found, asked):
    wanted = {row.superseded_by_id for row in found} - {None}
    if not wanted:
        return ()
    return set(
        Action.objects.visible_to(asked.user).filter(pk__in=wanted).order_by().values_list("pk", flat=True)
    )


UPDATES = Resource(
    name="updates",
    one="update",
    words="The ledger of actions: what happened, row by row, each with the whole position after it.",
    rows=rows,
    tell=tell,
    columns=COLUMNS,
    serializer=UpdateSerializer,
    filters=UpdatesAsked,
    orderings={
        "id": ("pk",),
        "happened_on": ("happened_on",),
        "entered_at": ("entered_at",),
        "number": ("action_id", "number"),
    },
    # The latest rows by number would be looked for among all there are, from the first on.
    orders_of_filters={"entered_since": "entered_at"},
    has_past=True,
    is_kept=True,
)
