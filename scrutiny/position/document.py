"""A position as plain data, for papers, files and the API: dates as ISO text, addresses in full."""

from django.conf import settings
from django.urls import reverse

from inspections import through_time
from scrutiny import glossary


def document_of(position):
    """The keys of a paper that a position can tell. The paper adds its own and writes the glossary anew."""
    inspection = position.inspection
    document = {
        "organisation": {"name": inspection.organisation.name, "slug": inspection.organisation.slug},
        "inspection": _inspection(inspection),
        "as_at": _day(position.on),
        "known_at": position.known_at.isoformat() if position.known_at else None,
        "headline": position.headline,
        "rating_rule": {
            "version": position.rule_version,
            "words": [
                {"rating": clause.rating.value, "label": clause.rating.label, "words": clause.words}
                for clause in position.rule
            ],
        },
        "totals": {
            "actions": len(position.actions),
            "buckets": _counts(position.buckets),
            "ratings": _counts(position.ratings),
        },
        "burn_up": {
            "points": [
                {"on": _day(p.on), "planned": p.planned, "accepted": p.accepted, "sustained": p.sustained}
                for p in position.burn_up
            ]
        },
        "areas": [_area(area) for area in position.areas],
    }
    return document | {"glossary": glossary.of_document(document)}


def _inspection(inspection):
    address = reverse("progress", args=[inspection.organisation.slug, inspection.slug])
    return {
        "title": inspection.title,
        "slug": inspection.slug,
        "framework": inspection.framework_entry.name,
        "published_on": _day(inspection.published_on),
        "judgements": [
            {"section": line.section, "name": line.name, "grade": line.grade}
            for line, _ in through_time.steps(inspection)
        ],
        "address": f"{settings.PUBLIC_URL}{address}",
    }


def _counts(counts):
    return [{"name": each.value, "label": each.label, "number": number} for each, number in counts.items()]


def _area(found):
    area = found.area
    return {
        "number": area.number,
        "section": area.section,
        "subsection": area.subsection,
        "paragraph": area.paragraph,
        "kind": area.kind,
        "kind_label": found.kind_label,
        "timescale": area.timescale,
        "timescale_label": area.get_timescale_display() if area.timescale else "",
        "expected_by": _day(area.expected_by),
        "words": area.words,
        "bodies": list(found.bodies),
        "response": found.response,
        "measures": [_measure(measure) for measure in found.measures],
        "actions": [_action(action) for action in found.actions],
    }


def _action(found):
    action, owner = found.action, found.action.owner
    return {
        "id": action.pk,
        "reference": action.reference,
        "address": f"{settings.PUBLIC_URL}{action.get_absolute_url()}",
        "title": action.title,
        "task": action.task,
        "good_looks_like": action.good_looks_like,
        "owner": owner.title if owner else "",
        "owner_organisation": owner.organisation.name if owner else "",
        "contributors": [post.title for post in action.contributors.all()],
        "status": action.status,
        "status_label": action.get_status_display(),
        "bucket": found.bucket.value,
        "bucket_label": found.bucket.label,
        "rating": found.rated.rating.value,
        "rating_label": found.rated.rating.label,
        "rating_reason": found.rated.reason,
        "original_due_on": _day(action.original_due_on),
        "due_on": _day(action.due_on),
        "forecast_on": _day(action.forecast_on),
        "times_moved": action.times_moved,
        "days_slipped": action.days_slipped,
        "days_overdue": found.days_overdue,
        "updated_on": _day(action.updated_on),
        "silence": found.silence,
        "ledger_number": action.ledger_number,
        "latest_update": _statement(found.latest) if found.latest else None,
        "statements": [_statement(statement) for statement in found.statements],
        "evidence": list(found.evidence),
        "measures": [_measure(measure) for measure in found.measures],
    }


def _statement(said):
    """`struck`: the words that a correction has replaced by `note`."""
    return {
        "on": _day(said.on),
        "kind": said.kind,
        "kind_label": said.kind_label,
        "note": said.note,
        "impact": said.impact,
        "struck": said.struck,
        "by_post": said.by_post,
        "number": said.number,
    }


def _measure(found):
    measure = found.measure
    return {
        "id": measure.pk,
        "name": measure.name,
        "unit": measure.unit,
        "definition": measure.definition,
        "direction": measure.direction,
        "baseline": _number(found.baseline),
        "target": _number(found.target),
        "target_on": _day(measure.target_on),
        "silence": found.silence,
        "readings": [
            {"on": _day(each.on), "value": _number(each.value), "words": each.words}
            for each in found.readings
        ],
    }


def _number(value):
    """At most three places after the point, so that a float says exactly what the row says."""
    if value is None:
        return None
    return int(value) if value == int(value) else float(value)


def _day(day):
    return day.isoformat() if day else None
