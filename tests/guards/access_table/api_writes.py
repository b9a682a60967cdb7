"""Writing by the API: one address for each verb, for the same people as its page; and the changes feed."""

from tests.guards.access_table.actions import ASSURER_ALONE, LEAD_ALONE, OWNER_ALONE, OWNER_AND_LEAD
from tests.guards.access_table.api_actions import LIST, more_actions
from tests.guards.access_table.row import INSIDERS, Row

WRITE = {"is_api": True, "is_page": False}


def of(name):
    return lambda place: {"pk": place.more[name].pk}


def verb(route, who, name="action"):
    return Row(route=f"api-{route}", args=of(name), writes=who, **WRITE)


def insiders(route, who, args):
    return Row(route=f"api-{route}", args=args, writes=who, **WRITE)


def here(place):
    return {"pk": place.organisation.pk}


def of_post(place):
    return {"pk": place.vacant_post.pk}


ROWS = (
    Row(
        route="api-changes",
        **LIST,
        grow=more_actions,
        writes_when_read="actions_change: rows get their place",
    ),
    Row(route="api-verbs", args=of("action"), reads=INSIDERS, **WRITE),
    verb("record-progress", OWNER_AND_LEAD),
    verb("claim-done", OWNER_AND_LEAD),
    verb("ask-for-extension", OWNER_ALONE),
    verb("grant-extension", LEAD_ALONE, "asked"),
    verb("refuse-extension", LEAD_ALONE, "asked"),
    verb("move-deadline", LEAD_ALONE),
    verb("reassign", OWNER_AND_LEAD),
    verb("accept", ASSURER_ALONE, "claimed"),
    verb("send-back", ASSURER_ALONE, "claimed"),
    verb("confirm-sustained", ASSURER_ALONE, "accepted"),
    verb("lapse", ASSURER_ALONE | LEAD_ALONE, "accepted"),
    verb("not-pursue", LEAD_ALONE),
    verb("reopen", LEAD_ALONE, "closed"),
    verb("supersede", LEAD_ALONE),
    # The owner has written rows of this action, and may correct those.
    verb("correct", OWNER_AND_LEAD),
    verb("note", OWNER_AND_LEAD | ASSURER_ALONE),
    verb("reword", LEAD_ALONE),
    verb("add-milestone", LEAD_ALONE),
    verb("open-action", LEAD_ALONE, "area"),
    verb("uploads", OWNER_AND_LEAD | ASSURER_ALONE),
    # Nobody else knows of a file that its owner has not attached yet.
    Row(route="api-upload", args=of("upload"), other_methods={"DELETE": OWNER_ALONE}, refused="404", **WRITE),
    insiders("assign", LEAD_ALONE, here),
    verb("area-add-measure", LEAD_ALONE, "area"),
    verb("add-measure", LEAD_ALONE),
    verb("edit-measure", LEAD_ALONE, "measure"),
    verb("record-reading", OWNER_AND_LEAD, "measure"),
    verb("correct-reading", OWNER_AND_LEAD, "figure"),
)
