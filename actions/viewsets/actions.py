"""Actions with all their computed facts, now or as they stood on a day."""

from django.db.models import BooleanField, ExpressionWrapper

from accounts import prepared, standing_in
from accounts.models import Post
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from actions.awaiting import CHECK_SOON
from actions.buckets import DUE_SOON
from actions.filters import ActionsAsked
from actions.latest_words import latest_words, question
from actions.models import Action, Contribution
from actions.models.as_at import opened_by
from actions.serializers.actions import ActionSerializer
from actions.statuses import POSITION, Kind
from actions.viewsets.telling import Telling
from inspections.models import Area, AreaBody
from inspections.models.readers import published_for
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
    "is_published": "is_published",
    **naming.columns("area__inspection__"),
}
OWN = ("id", "number", "title", "task", "good_looks_like", "visibility", "area_id", "ledger_number")
COLUMNS = {name: name for name in (*OWN, *POSITION)} | PATHS
API = Address("api-action", 987654321)
KINDS = dict(Kind.choices())
PAGE = Address("action", "some-organisation", "some-inspection", "98765.43210")
# Asked together, SQLite begins with all posts there are and looks for each among all the actions.
HELPING = prepared.Prepared(
    lambda actions: (
        Contribution.objects.filter(action__in=actions).order_by("pk").values_list("action_id", "post_id")
    ),
    prepared.number,
)
HELPERS = prepared.Prepared(
    lambda posts: (
        Post.objects.filter(pk__in=posts)
        .order_by("title", "pk")
        .values_list("pk", "title", "organisation__slug")
    ),
    prepared.number,
)
NAMED = prepared.Prepared(
    lambda areas: AreaBody.objects.filter(area__in=areas).order_by("pk").values_list("area_id", "name"),
    prepared.number,
)

OTHERS = standing_in.Question(
    lambda user, keys: (
        Action.objects.visible_to(user)
        .filter(pk__in=keys)
        .order_by()
        .values_list("pk", "area__number", "number")
    )
)


def rows(asked):
    published = published_for(asked.user, "area__inspection__")
    seen = Action.objects.visible_to(asked.user)
    seen = seen.annotate(is_published=ExpressionWrapper(published, BooleanField()))
    if asked.speaks_of_the_past:
        return seen.as_at(asked.on, asked.known_at).prefetch_related(None)
    return seen


def existing(asked):
    return opened_by(asked.on, asked.known_at), "action_id"


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
    areas = {row.area_id for row in found}.difference(asked.told_once.get("areas", ()))
    day = asked.on if asked.speaks_of_the_past else None
    spoken_on = {row.id: row.updated_on for row in found} if asked.wants("latest_update") else {}
    rows = prepared.ask_together(
        {
            "latest": question(spoken_on, day, asked.known_at),
            "contributors": (HELPING, [ids if asked.wants("contributors") else []]),
            "bodies": (NAMED, [list(areas) if asked.wants("area") else []]),
        }
    )
    latest = latest_words(asked.user, spoken_on, rows["latest"], day, asked.known_at)
    beside = {
        "latest": {action: _told_latest(*columns) for action, columns in latest.items()},
        "contributors": _contributors(rows["contributors"]),
        "bodies": _bodies(rows["bodies"]),
        "unseen": _unseen_areas(found, areas, asked),
        "superseding": _superseding(found, asked),
    }
    return Telling(asked, beside, API.form(), PAGE.form()).each(found)


def _told_latest(action, pk, number, kind, happened_on, entered_at, by_post, note, impact):
    return {
        "id": pk,
        "number": number,
        "kind": kind,
        "kind_label": KINDS[kind],
        "happened_on": happened_on,
        "entered_at": entered_at,
        "by_post": by_post,
        "note": note,
        "impact": impact,
    }


def _contributors(helping):
    """By title as the database sorts titles; of two with the same one, who was asked first."""
    found = {}
    rows = HELPERS.ask(list({post for _, post in helping}))
    titles = dict.fromkeys(title for _, title, _ in rows)
    place = {title: number for number, title in enumerate(titles)}
    told = {pk: {"id": pk, "title": title, "organisation": slug} for pk, title, slug in rows}
    helping = [pair for pair in helping if pair[1] in told]
    for action, post in sorted(helping, key=lambda pair: place[told[pair[1]]["title"]]):
        found.setdefault(action, []).append(told[post])
    return found


def _bodies(named):
    found = {}
    for area, name in named:
        found.setdefault(area, []).append(name)
    return found


def _unseen_areas(found, areas, asked):
    """A contributor of a partner body may see an action of a report that is not published."""
    if not asked.user.is_authenticated or asked.user.is_superuser:
        return ()
    own = set(asked.user.organisation_ids())
    doubtful = {
        row.area_id
        for row in found
        if not row.is_published and row.area_id in areas and row.organisation_id not in own
    }
    if not doubtful:
        return ()
    seen = Area.objects.visible_to(asked.user).filter(pk__in=doubtful)
    return doubtful - set(seen.values_list("pk", flat=True))


def _superseding(found, asked):
    wanted = {row.superseded_by_id for row in found} - {None}
    if not wanted:
        return {}
    return {
        pk: {"id": pk, "reference": f"{area}.{number}", "url": API.of(pk)}
        for pk, area, number in OTHERS.ask(asked.user, list(wanted))
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
    is_kept=True,
    existing=existing,
    days_ahead=(DUE_SOON, CHECK_SOON),
    version=lambda told: told["ledger_number"],
)
