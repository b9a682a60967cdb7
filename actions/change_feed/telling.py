"""What the changes feed says of each row: to who pulls it, and to whom it is sent."""

from accounts.viewsets.addresses import Address
from actions.change_feed.rows import EVIDENCE
from actions.models import Action
from actions.statuses import POSITION, Kind

ACTION = Address("api-action", 987654321)
PAGE = Address("action", "some-organisation", "some-inspection", "98765.43210")
KINDS = dict(Kind.choices())
AS_THEY_ARE = [name for name in POSITION if not name.endswith("_id")]


def tell(rows, user):
    """One dict for each row that came by `change_feed.read`, of rows `visible_to` this user."""
    superseding = _seen(rows, user)
    evidence = _evidence([row.id for row in rows if row.words_shown])
    return [_told(row, superseding, evidence.get(row.pk, [])) for row in rows]


def _told(row, superseding, evidence):
    before = _position(row.before, superseding) if row.before else None
    after = _position(row, superseding)
    return {
        "position": row.position_in_feed,
        "id": row.id,
        "action": _action(row),
        "number": row.number,
        "kind": row.kind,
        "kind_label": KINDS[row.kind],
        "happened_on": row.happened_on,
        "entered_at": row.entered_at,
        "by_post": row.by_post,
        "visibility": row.visibility,
        "words_withheld": not row.words_shown,
        "note": row.note if row.words_shown else "",
        "impact": row.impact if row.words_shown else "",
        "corrects": row.corrects_id,
        "withholds": row.withholds,
        "evidence": evidence,
        "changed": sorted(name for name in after if before is not None and after[name] != before[name]),
        "before": before,
        "after": after,
    }


def _action(row):
    reference = f"{row.area_number}.{row.action_number}"
    return {
        "id": row.action_id,
        "reference": reference,
        "title": row.action_title,
        "organisation": row.organisation,
        "inspection": row.inspection,
        "url": ACTION.of(row.action_id),
        "page": PAGE.of(row.organisation, row.inspection, reference),
    }


def _position(row, superseding):
    told = {name: getattr(row, name) for name in AS_THEY_ARE}
    told["owner"] = (
        {"id": row.owner_id, "title": row.owner_title, "organisation": row.owner_organisation}
        if row.owner_id
        else None
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
    for row, pk, title, url, sha256 in EVIDENCE.ask(rows):
        found.setdefault(row, []).append({"id": pk, "title": title, "url": url or None, "sha256": sha256})
    return found
