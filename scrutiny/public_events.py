"""What happened that everybody may know: papers frozen, and public rows of ledgers. For feeds and mails.

Always asked for as a visitor, whoever the reader is: what a feed or a mail has told can't be taken back.
"""

from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser

from actions.models import ProgressUpdate
from inspections.models import Inspection
from scrutiny.models import FrozenPaper

# The day from which our names hold; a tag keeps its meaning though the domain be sold (RFC 4151).
NAMED_SINCE = "2026-01-01"
VISITOR = AnonymousUser()


@dataclass(frozen=True)
class Event:
    name: str
    at: datetime
    title: str
    words: str
    address: str


def tag(kind, key):
    return f"tag:{urlsplit(settings.PUBLIC_URL).hostname},{NAMED_SINCE}:{kind}/{key}"


def inspections_of(target):
    """The published inspections that a feed or a subscription is about."""
    seen = Inspection.objects.visible_to(VISITOR)
    return {
        "organisation": lambda thing: seen.filter(organisation=thing),
        "inspection": lambda thing: seen.filter(pk=thing.pk),
        "committee": lambda thing: seen.none(),
    }[target._meta.model_name](target)


def papers_of(target):
    """The frozen papers, newest first, that a feed or a subscription is about."""
    path = {
        "organisation": "paper__inspection__organisation",
        "inspection": "paper__inspection",
        "committee": "paper__meeting__committee",
    }[target._meta.model_name]
    papers = FrozenPaper.objects.visible_to(VISITOR).filter(**{path: target}).order_by("-frozen_at", "-pk")
    return papers.select_related("paper__meeting__committee", "paper__inspection").defer("document")


def rows_of(target):
    """The rows of ledgers, newest first, whose words everybody may read."""
    actions = "action__area__inspection__organisation"
    rows = ProgressUpdate.objects.visible_to(VISITOR).filter(
        action__area__inspection__in=inspections_of(target)
    )
    return rows.select_related(actions).order_by("-entered_at", "-pk")


def events_of(target, most):
    papers = [of_paper(frozen) for frozen in papers_of(target)[:most]]
    rows = [of_row(row) for row in rows_of(target)[:most]]
    return sorted([*papers, *rows], key=lambda event: (event.at, event.name), reverse=True)[:most]


def of_paper(frozen):
    meeting = frozen.paper.meeting
    return Event(
        name=tag("papers", frozen.paper_id),
        at=frozen.frozen_at,
        title=f"New paper: {frozen.paper.title}",
        words=(
            f"For the meeting of {meeting.committee.name} on {meeting.held_on:%-d %B %Y}: "
            f"{frozen.paper.inspection.title}, as at {frozen.as_at:%-d %B %Y}."
        ),
        address=settings.PUBLIC_URL + frozen.get_absolute_url(),
    )


def of_row(row):
    """Only the post that wrote it is named. `shown_note` is empty where the words are for fewer people."""
    action = row.action
    said = [f"{row.happened_on:%-d %B %Y}: {row.get_kind_display()}.", row.shown_note, row.shown_impact]
    return Event(
        name=tag("rows", f"{action.pk}/{row.number}"),
        at=row.entered_at,
        title=f"{action.reference} {action.title}: {row.get_kind_display()}",
        words="\n".join(part for part in said if part),
        address=settings.PUBLIC_URL + action.get_absolute_url(),
    )
