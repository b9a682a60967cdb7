"""What the changes feed says of each row: to who pulls it, and to whom it is sent."""

from accounts.viewsets.addresses import Address
from actions.models import Action, Evidence
from actions.statuses import POSITION, Kind

ACTION = Address("api-action", 987654321)
PAGE = Address("action", "some-organisation", "some-inspection", "98765.43210")
RELATED = ("action__area__inspection__organisation", "owner__organisation")


def tell(rows, user):
    """One dict for each row that came by `change_feed.read`, of rows `visible_to` this user."""
    superseding = _seen(rows, user)
    evidence = _evidence([row.pk for row in rows if row.words_shown])
    return [_told(row, superseding, evidence.get(row.pk, [])) for row in rows]


def _told(row, superseding, evidence):
    before = _position(row.before, superseding) if row.before else None
    after = _position(row, superseding)
    return {
        "position": row.position_in_feed,
        "id": row.pk,
        "action": _action(row.action),
        "number": row.number,
        "kind": row.kind,
        "kind_label": Kind(row.kind).label,
        "happened_on": row.happened_on,
        "entered_at": row.entered_at,
        "by_post": row.by_post,
        "visibility": row.visibility,
        "words_withheld": not row.words_shown,
        "note": row.shown_note,
        "impact": row.shown_impact,
        "corrects": row.corrects_id,
        "withholds": row.withholds,
        "evidence": evidence,
        "changed": sorted(name for name in after if before is not None and after[name] != before[name]),
        "before": before,
        "after": after,
    }


def _action(action):
    inspection = action.area.inspection
    organisation = inspection.organisation
    return {
        "id": action.pk,
        "reference": action.reference,
        "title": action.title,
        "organisation": organisation.slug,
        "inspection": inspection.slug,
        "url": ACTION.of(action.pk),
        "page": PAGE.of(organisation.slug, inspection.slug, action.reference),
    }


def _position(row, superseding):
    told = {name: getattr(row, name) for name in POSITION if not name.endswith("_id")}
    owner = row.owner
    told["owner"] = (
        {"id": owner.pk, "title": owner.title, "organisation": owner.organisation.slug} if owner else None
    )
    told["superseded_by"] = row.superseded_by_id if row.superseded_by_id in superseding else None
    return told


def _seen(rows, user):
    """Of the actions that took another's place, those that this user may know of."""
    wanted = {row.superseded_by_id for row in rows} | {
        row.before.superseded_by_id for row in rows if row.before
    }
    wanted.discard(None)
    if not wanted:
        return set()
    return set(Action.objects.visible_to(user).filter(pk__in=wanted).values_list("pk", flat=True))


def _evidence(rows):
    found = {}
    if rows:
        pieces = Evidence.objects.filter(update__in=rows).order_by("title", "pk")
        for piece in pieces:
            told = {"id": piece.pk, "title": piece.title, "url": piece.url or None, "sha256": piece.sha256}
            found.setdefault(piece.update_id, []).append(told)
    return found
