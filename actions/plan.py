"""Proposing a plan: one action for each area that has none yet, due when the inspectors expect it."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction

from actions.models import Action
from inspections.models import Area, Inspection

TITLE_LONGEST = 120


@dataclass(frozen=True)
class Proposal:
    """A lead sharpens the words and fills in the owner, before or after it is opened."""

    area: Area
    title: str
    good_looks_like: str
    due_on: date | None
    owner: object = None


def propose(inspection):
    return [
        Proposal(area, title_of(area.words), good_looks_like(area.words), area.expected_by)
        for area in inspection.areas.filter(actions=None).order_by("number")
    ]


def open_plan(inspection, by, at, proposals=None):
    """Opens what is proposed, or what a lead made of it, all or nothing. Asked twice, it adds nothing."""
    with transaction.atomic():
        # One at a time: a button pressed twice must not open every action twice.
        Inspection.objects.select_for_update().get(pk=inspection.pk)
        still_open = {proposal.area.pk for proposal in propose(inspection)}
        return [
            Action.open(
                proposal.area,
                by,
                at,
                title=proposal.title,
                good_looks_like=proposal.good_looks_like,
                owner=proposal.owner,
                due_on=proposal.due_on,
            )
            for proposal in (propose(inspection) if proposals is None else proposals)
            if proposal.area.pk in still_open
        ]


def title_of(words):
    """The inspectors' words, cut at a word's end if they are long."""
    words = " ".join(words.split())
    words = words[:1].upper() + words[1:].rstrip(".;")
    if len(words) <= TITLE_LONGEST:
        return words
    return words[:TITLE_LONGEST].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def good_looks_like(words):
    return f"An inspector would find that this has been put right: “{' '.join(words.split())}”"
