"""The document of a paper: the position of its inspection, what changed, and what officers ask and say."""

import hashlib
import json

from django.conf import settings

from inspections.models import AsPublished
from scrutiny import glossary, what_changed
from scrutiny.models import Question
from scrutiny.position import position_of

FORMAT = 1


def compose(paper, known_at):
    """As at the paper's day, as far as it had been entered by `known_at`. `paper` comes with its meeting."""
    reader = AsPublished(paper.inspection)
    document = _position(paper.inspection, paper.as_at, known_at, reader)
    previous = paper.previous
    before = _before(paper, previous, known_at, reader)
    meeting = paper.meeting
    document |= {
        "format": FORMAT,
        "title": paper.title,
        "committee": {"name": meeting.committee.name},
        "meeting": {"held_on": meeting.held_on.isoformat(), "place": meeting.place},
        "previous": _named(previous) if previous else None,
        "compared_with": before["as_at"] if before else None,
        "changes": what_changed.between(before, document, reader),
        "sign_offs": what_changed.sign_offs(before, document, reader),
        "decisions_asked": paper.decisions,
        "commentary": paper.commentary,
        "questions": [
            question.as_told() for question in Question.objects.all().told_in(paper, known_at, reader)
        ],
    }
    return document | {"glossary": glossary.of_document(document)}


def changes_since(frozen, on, known_at):
    """What a reader of a frozen paper does not know yet."""
    reader = AsPublished(frozen.paper.inspection)
    now = _position(frozen.paper.inspection, on, known_at, reader)
    return what_changed.between(frozen.content, now, reader)


def canonical(document):
    """The same document gives the same bytes, on every machine and in every year."""
    text = json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return text.encode()


def sha256_of(content):
    return hashlib.sha256(content).hexdigest()


def _position(inspection, on, known_at, reader):
    return position_of(inspection, on, known_at=known_at, user=reader).as_document()


def _before(paper, previous, known_at, reader):
    """The last paper is what its readers were told, whatever was entered about those days since."""
    if previous:
        return previous.content
    if paper.compare_since:
        return _position(paper.inspection, paper.compare_since, known_at, reader)
    return None


def _named(frozen):
    return {
        "as_at": frozen.as_at.isoformat(),
        "address": f"{settings.PUBLIC_URL}{frozen.get_absolute_url()}",
        "sha256": frozen.sha256,
    }
