"""One action in the API's words. What is the same for many rows is worked out once."""

from collections import namedtuple
from functools import lru_cache

from actions import buckets, rating
from actions.serializers.actions import ActionSerializer
from actions.statuses import OPEN, Status
from inspections import timescales
from inspections.viewsets import naming

STATUSES = dict(Status.choices())
AREA_LABELS = dict(timescales.choices()) | {"": ""}
# All that the rules read of a position.
Position = namedtuple(
    "Position", ["status", "confidence", "due_on", "forecast_on", "proposed_due_on", "original_due_on"]
)
Standing = namedtuple("Standing", ["bucket", "label", "rating", "is_overdue"])
# Of one that is closed the rules read nothing else: a rule that did would fail at once.
CLOSED = {status: Position(status, *[None] * 5) for status in STATUSES if status not in OPEN}

# Every name in its place, with what JSON can't tell: to fill a copy takes half as long as such a dict.
NOTHING = dict.fromkeys(ActionSerializer().fields, NotImplemented)


@lru_cache(maxsize=2**15)
def standing(position, on, pack):
    """What the rules say of a position on a day. Many actions have the same position."""
    bucket = buckets.bucket_of(position, on)
    return Standing(
        bucket.value,
        bucket.label,
        told_rating(rating.rate(position, on), pack),
        buckets.is_overdue(position, on),
    )


@lru_cache(maxsize=256)
def told_rating(rated, pack):
    return pack(
        {
            "name": rated.rating.value,
            "label": rated.rating.label,
            "reason": rated.reason,
            "clause": rated.clause,
            "rule_version": rated.version,
        }
    )


def _position(row):
    return Position(
        row.status, row.confidence, row.due_on, row.forecast_on, row.proposed_due_on, row.original_due_on
    )


class Telling:
    """The actions of one page, and what hangs on them in `beside`.

    What belongs to many actions is told once and kept in `asked.told_once`, for all pages of a long list.
    """

    def __init__(self, asked, beside, api, page):
        self.on, self.pack, self.beside, self.api, self.page = asked.on, asked.pack, beside, api, page
        self.areas, self.inspections, self.owners = (
            asked.told_once.setdefault(name, {}) for name in ("areas", "inspections", "owners")
        )

    def each(self, found):
        """One after another: of a long list no more is ever held than the row that is being written out."""
        latest, helping = self.beside["latest"].get, self.beside["contributors"].get
        superseding = self.beside["superseding"].get
        for row in found:
            yield self._told(
                row, latest(row.id), helping(row.id) or [], superseding(row.superseded_by_id), row.due_on
            )

    def _told(self, row, latest, contributors, superseding, due_on):
        on, status, original, updated_on = self.on, row.status, row.original_due_on, row.updated_on
        facts = standing(CLOSED.get(status) or _position(row), on, self.pack)
        days_left = (due_on - on).days if due_on else None
        organisation, inspection, page = self.inspections.get(row.inspection_id) or self._inspection(row)
        reference = f"{row.area_number}.{row.number}"
        told = NOTHING.copy()
        told["id"] = row.id
        told["reference"] = reference
        told["url"] = self.api(row.id)
        told["page"] = page(reference)
        told["title"] = row.title
        told["task"] = row.task
        told["good_looks_like"] = row.good_looks_like
        told["visibility"] = row.visibility
        told["organisation"] = organisation
        told["inspection"] = inspection
        told["area"] = self.areas.get(row.area_id) or self._area(row)
        told["owner"] = (self.owners.get(row.owner_id) or self._owner(row)) if row.owner_id else None
        told["contributors"] = contributors
        told["status"] = status
        told["status_label"] = STATUSES[status]
        told["confidence"] = row.confidence
        told["bucket"] = facts.bucket
        told["bucket_label"] = facts.label
        told["rating"] = facts.rating
        told["is_overdue"] = facts.is_overdue
        told["days_overdue"] = -days_left if facts.is_overdue else 0
        told["days_left"] = days_left
        told["original_due_on"] = original
        told["due_on"] = due_on
        told["forecast_on"] = row.forecast_on
        told["proposed_due_on"] = row.proposed_due_on
        told["check_on"] = row.check_on
        told["times_moved"] = row.times_moved
        told["days_slipped"] = (due_on - original).days if due_on else 0
        told["updated_on"] = updated_on
        told["days_silent"] = (on - updated_on).days if updated_on else None
        told["ledger_number"] = row.ledger_number
        told["latest_update"] = latest
        told["superseded_by"] = superseding
        told["as_at"] = on
        return told

    def _inspection(self, row):
        page = self.page(row.organisation_slug, row.inspection_slug, "{}").format
        told = self.pack(naming.organisation_of(row)), self.pack(naming.inspection_of(row)), page
        self.inspections[row.inspection_id] = told
        return told

    def _owner(self, row):
        told = {"id": row.owner_id, "title": row.owner_title, "organisation": row.owner_organisation}
        self.owners[row.owner_id] = told = self.pack(told)
        return told

    def _area(self, row):
        is_unseen = row.area_id in self.beside["unseen"]
        told = {
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
            "bodies": [] if is_unseen else self.beside["bodies"].get(row.area_id, []),
        }
        self.areas[row.area_id] = told = self.pack(told)
        return told
