"""What a person is offered on the page of an action: one thing first, the rest beside it."""

from dataclasses import dataclass, field

from django.urls import reverse

from actions import permissions
from actions.statuses import Kind

FIRST = (Kind.ACCEPTED, Kind.SUSTAINED, Kind.PROGRESS)
WORDS = {
    Kind.PROGRESS: ("Record progress", "record-progress"),
    Kind.CLAIMED_DONE: ("Claim it done", "claim-done"),
    Kind.ACCEPTED: ("Check the claim", "accept"),
    Kind.RETURNED: ("Send it back", "send-back"),
    Kind.SUSTAINED: ("Confirm that it held", "confirm-sustained"),
    Kind.LAPSED: ("It has not held", "lapse"),
    Kind.EXTENSION_ASKED: ("Ask for more time", "ask-for-extension"),
    Kind.EXTENSION_GRANTED: ("Decide on the extension", "decide-extension"),
    Kind.NOTED: ("Add a note", "note"),
    Kind.DEADLINE_MOVED: ("Move the deadline", "move-deadline"),
    Kind.REASSIGNED: ("Hand over", "reassign"),
    Kind.REWORDED: ("Change the details", "reword"),
    Kind.NOT_PURSUED: ("Stop pursuing it", "not-pursue"),
    Kind.SUPERSEDED: ("Let another action take its place", "supersede"),
    Kind.REOPENED: ("Reopen", "reopen"),
}
SELDOM = (Kind.DEADLINE_MOVED, Kind.REWORDED, Kind.NOT_PURSUED, Kind.SUPERSEDED)


@dataclass(frozen=True)
class Offer:
    words: str
    address: str


@dataclass
class Offers:
    first: Offer | None = None
    others: list[Offer] = field(default_factory=list)
    seldom: list[Offer] = field(default_factory=list)


def offers_for(user, action):
    open_kinds = permissions.kinds_open_to(user, action)
    first = next((kind for kind in FIRST if kind in open_kinds), None)
    offers = Offers(first and _offer(action, first))
    for kind in WORDS:
        if kind in open_kinds and kind is not first:
            (offers.seldom if kind in SELDOM else offers.others).append(_offer(action, kind))
    if Kind.REWORDED in open_kinds:
        offers.seldom.append(Offer("Add a milestone", reverse("add-milestone", args=address_of(action))))
    if permissions.may_look_after_measures(user, action.organisation_id):
        offers.seldom.append(Offer("Add a measure", reverse("add-measure", args=address_of(action))))
    return offers


def address_of(action):
    """The arguments of every address below an action's own."""
    inspection = action.area.inspection
    return [inspection.organisation.slug, inspection.slug, action.reference]


def _offer(action, kind):
    words, name = WORDS[kind]
    if kind is Kind.DEADLINE_MOVED and action.due_on is None:
        words = "Set a deadline"
    return Offer(words, reverse(name, args=address_of(action)))
