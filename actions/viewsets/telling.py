"""One action in the API's words. What is the same for many rows is worked out once."""

from collections import namedtuple
from functools import lru_cache

from actions import buckets, rating
from actions.statuses import Status
from inspections import timescales
from inspections.viewsets import naming

STATUSES = dict(Status.choices())
AREA_LABELS = dict(timescales.choices()) | {"": ""}
# All that the rules read of a position.
Position = namedtuple(
    "Position", ["status", "confidence", "due_on", "forecast_on", "proposed_due_on", "original_due_on"]
)
Standing = namedtuple(
    "Standing", ["bucket", "label", "rating", "is_overdue", "days_overdue", "days_left", "days_slipped"]
)


@lru_cache(maxsize=2**15)
def standing(position, on, pack):
    """What the rules say of a position on a day. Many actions have the same position."""
    due_on, is_overdue = position.due_on, buckets.is_overdue(position, on)
    bucket = buckets.bucket_of(position, on)
    days_left = (due_on - on).days if due_on else None
    return Standing(
        bucket.value,
        bucket.label,
        told_rating(rating.rate(position, on), pack),
        is_overdue,
        -days_left if is_overdue else 0,
        days_left,
        (due_on - position.original_due_on).days if due_on else 0,
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
        on, original, updated_on = self.on, row.original_due_on, row.updated_on
        position = Position(
            row.status, row.confidence, due_on, row.forecast_on, row.proposed_due_on, original
        )
        facts = standing(position, on, self.pack)
        organisation, inspection = self.inspections.get(row.inspection_id) or self._inspection(row)
        reference = f"{row.area_number}.{row.number}"
        return {
            "id": row.id,
            "reference": reference,
            "url": self.api(row.id),
            "page": self.page(row.organisation_slug, row.inspection_slug, reference),
            "title": row.title,
            "task": row.task,
            "good_looks_like": row.good_looks_like,
            "visibility": row.visibility,
            "organisation": organisation,
            "inspection": inspection,
            "area": self.areas.get(row.area_id) or self._area(row),
            "owner": (self.owners.get(row.owner_id) or self._owner(row)) if row.owner_id else None,
            "contributors": contributors,
            "status": row.status,
            "status_label": STATUSES[row.status],
            "confidence": row.confidence,
            "bucket": facts.bucket,
            "bucket_label": facts.label,
            "rating": facts.rating,
            "is_overdue": facts.is_overdue,
            "days_overdue": facts.days_overdue,
            "days_left": facts.days_left,
            "original_due_on": original,
            "due_on": due_on,
            "forecast_on": row.forecast_on,
            "proposed_due_on": row.proposed_due_on,
            "check_on": row.check_on,
            "times_moved": row.times_moved,
            "days_slipped": facts.days_slipped,
            "updated_on": updated_on,
            "days_silent": (on - updated_on).days if updated_on else None,
            "ledger_number": row.ledger_number,
            "latest_update": latest,
            "superseded_by": superseding,
            "as_at": on,
        }

    def _inspection(self, row):
        told = self.pack(naming.organisation_of(row)), self.pack(naming.inspection_of(row))
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
