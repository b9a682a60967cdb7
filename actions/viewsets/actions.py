"""Actions with all their computed facts, now or as they stood on a day."""

from accounts import prepared
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from actions import buckets, rating
from actions.filters import ActionsAsked
from actions.latest_words import latest_words
from actions.models import Action, Contribution
from actions.serializers.actions import ActionSerializer
from actions.statuses import POSITION, Kind, Status
from inspections import timescales
from inspections.models import Area, AreaBody
from inspections.viewsets import naming

PATHS = {
    "owner_title": "owner__title",
    "owner_organisation": "owner__organisation__slug",
    "area_number": "area__number",
    "section": "area__section",
    "subsection": "area__subsection",
    "paragraph": "area__paragraph",
    "kind": "area__kind",
    "timescale": "area__timescale",
    "expected_by": "area__expected_by",
    "theme": "area__theme",
    "words": "area__words",
    **naming.columns("area__inspection__"),
}
OWN = ("id", "number", "title", "task", "good_looks_like", "visibility", "area_id", "ledger_number")
COLUMNS = {name: name for name in (*OWN, *POSITION)} | PATHS
API = Address("api-action", 987654321)
PAGE = Address("action", "some-organisation", "some-inspection", "98765.43210")
AREA_LABELS = dict(timescales.choices()) | {"": ""}
HELPING = prepared.Prepared(
    lambda actions: (
        Contribution.objects.filter(action__in=actions)
        .order_by("post__title", "pk")
        .values_list("action_id", "post_id", "post__title", "post__organisation__slug")
    ),
    prepared.number,
)
NAMED = prepared.Prepared(
    lambda areas: AreaBody.objects.filter(area__in=areas).order_by("pk").values_list("area_id", "name"),
    prepared.number,
)


def rows(asked):
    seen = Action.objects.visible_to(asked.user)
    if asked.speaks_of_the_past:
        return seen.as_at(asked.on, asked.known_at).prefetch_related(None)
    return seen


def path(queryset, column):
    """As at a day the position is that of the ledger's row, whose owner may have been another."""
    then = queryset.position_name(column)
    if then == column:
        return PATHS.get(column, column)
    if column == "ledger_number":
        return "then_number"
    if column in ("owner_title", "owner_organisation"):
        return f"updates__{PATHS[column]}"
    return then if column in POSITION else PATHS.get(column, column)


def tell(found, asked):
    ids = [row.id for row in found]
    areas = {row.area_id for row in found}
    beside = {
        "latest": _latest(found, asked) if asked.wants("latest_update") else {},
        "contributors": _contributors(ids) if asked.wants("contributors") else {},
        "bodies": _bodies(areas) if asked.wants("area") else {},
        "unseen": _unseen_areas(found, asked),
        "superseding": _superseding(found, asked),
    }
    api, page = API.form(), PAGE.form()
    return [_told(row, asked.on, beside, api, page) for row in found]


def _told(row, on, beside, api, page):
    rated = rating.rate(row, on)
    bucket = buckets.bucket_of(row, on)
    is_overdue = buckets.is_overdue(row, on)
    days_left = (row.due_on - on).days if row.due_on else None
    reference = f"{row.area_number}.{row.number}"
    return {
        "id": row.id,
        "reference": reference,
        "url": api(row.id),
        "page": page(row.organisation_slug, row.inspection_slug, reference),
        "title": row.title,
        "task": row.task,
        "good_looks_like": row.good_looks_like,
        "visibility": row.visibility,
        "organisation": naming.organisation_of(row),
        "inspection": naming.inspection_of(row),
        "area": _area(row, beside),
        "owner": {"id": row.owner_id, "title": row.owner_title, "organisation": row.owner_organisation}
        if row.owner_id
        else None,
        "contributors": beside["contributors"].get(row.id, []),
        "status": row.status,
        "status_label": Status(row.status).label,
        "confidence": row.confidence,
        "bucket": bucket.value,
        "bucket_label": bucket.label,
        "rating": told_rating(rated),
        "is_overdue": is_overdue,
        "days_overdue": -days_left if is_overdue else 0,
        "days_left": days_left,
        "original_due_on": row.original_due_on,
        "due_on": row.due_on,
        "forecast_on": row.forecast_on,
        "proposed_due_on": row.proposed_due_on,
        "check_on": row.check_on,
        "times_moved": row.times_moved,
        "days_slipped": (row.due_on - row.original_due_on).days if row.due_on else 0,
        "updated_on": row.updated_on,
        "days_silent": (on - row.updated_on).days if row.updated_on else None,
        "ledger_number": row.ledger_number,
        "latest_update": beside["latest"].get(row.id),
        "superseded_by": beside["superseding"].get(row.superseded_by_id),
        "as_at": on,
    }


def told_rating(rated):
    return {
        "name": rated.rating.value,
        "label": rated.rating.label,
        "reason": rated.reason,
        "clause": rated.clause,
        "rule_version": rated.version,
    }


def _area(row, beside):
    is_unseen = row.area_id in beside["unseen"]
    return {
        "id": row.area_id,
        "number": row.area_number,
        "section": row.section,
        "subsection": row.subsection,
        "paragraph": row.paragraph,
        "kind": row.kind,
        "kind_label": naming.kind_label(row.inspection_framework, row.kind),
        "timescale": row.timescale,
        "timescale_label": AREA_LABELS[row.timescale],
        "expected_by": row.expected_by,
        "theme": row.theme,
        "words": None if is_unseen else row.words,
        "bodies": [] if is_unseen else beside["bodies"].get(row.area_id, []),
    }


def _latest(found, asked):
    day = asked.on if asked.speaks_of_the_past else None
    spoken_on = {row.id: row.updated_on for row in found}
    rows = latest_words(asked.user, spoken_on, day, asked.known_at)
    return {action: _told_latest(*columns[1:]) for action, columns in rows.items()}


def _told_latest(pk, number, kind, happened_on, entered_at, by_post, note, impact):
    return {
        "id": pk,
        "number": number,
        "kind": kind,
        "kind_label": Kind(kind).label,
        "happened_on": happened_on,
        "entered_at": entered_at,
        "by_post": by_post,
        "note": note,
        "impact": impact,
    }


def _contributors(ids):
    found = {}
    for action, post, title, organisation in HELPING.ask(ids):
        found.setdefault(action, []).append({"id": post, "title": title, "organisation": organisation})
    return found


def _bodies(areas):
    found = {}
    for area, name in NAMED.ask(list(areas)):
        found.setdefault(area, []).append(name)
    return found


def _unseen_areas(found, asked):
    """A contributor of a partner body may see an action of a report that is not published."""
    if not asked.user.is_authenticated or asked.user.is_superuser:
        return ()
    own = set(asked.user.organisation_ids())
    doubtful = {row.area_id for row in found if row.organisation_id not in own}
    if not doubtful:
        return ()
    seen = Area.objects.visible_to(asked.user).filter(pk__in=doubtful)
    return doubtful - set(seen.values_list("pk", flat=True))


def _superseding(found, asked):
    wanted = {row.superseded_by_id for row in found} - {None}
    if not wanted:
        return {}
    others = Action.objects.visible_to(asked.user).filter(pk__in=wanted).order_by()
    return {
        pk: {"id": pk, "reference": f"{area}.{number}", "url": API.of(pk)}
        for pk, area, number in others.values_list("pk", "area__number", "number")
    }


ACTIONS = Resource(
    name="actions",
    one="action",
    words="Actions, with every fact that follows from their ledger: now, or as they stood on any day.",
    rows=rows,
    tell=tell,
    columns=COLUMNS,
    path=path,
    serializer=ActionSerializer,
    filters=ActionsAsked,
    orderings={
        "id": ("pk",),
        "due_on": ("due_on",),
        "updated_on": ("updated_on",),
        "reference": ("inspection_id", "area_number", "number"),
        "title": ("title",),
    },
    has_past=True,
    version=lambda told: told["ledger_number"],
)
