"""Webhooks: pages for leads, which show addresses and secrets of other systems."""

from tests.factories import MORNING
from tests.guards.access_table.api_actions import of
from tests.guards.access_table.organisations import here
from tests.guards.access_table.row import LEADS, SIGNED_IN, Row
from tests.guards.api_world import make_webhook


def of_webhook(place):
    return here(place) | {"pk": place.more["webhook"].pk}


def of_pk(place):
    return {"pk": place.more["webhook"].pk}


def typed(place):
    return {"name": "Another name", "url": "https://receiver.example/changes", "words_up_to": "public"}


def more_webhooks(world, number):
    for _ in range(number):
        make_webhook(world.west, "Westmarch")


def more_deliveries(world, number):
    webhook = world.west.more["webhook"]
    for _ in range(number):
        webhook.deliveries.create(after=0, until=1, rows=1, asked_at=MORNING)


def deed(route, **more):
    return Row(route=route, args=of_webhook, writes=LEADS, is_page=False, **more)


ROWS = (
    Row(route="webhooks", args=here, reads=LEADS, grow=more_webhooks),
    Row(
        route="add-webhook",
        args=here,
        reads=LEADS,
        writes=LEADS,
        post=lambda place: typed(place) | {"starts": "now"},
        not_a_list="of kinds, which are fixed, and of inspections, which are few",
    ),
    Row(route="webhook", args=of_webhook, reads=LEADS, grow=more_deliveries),
    Row(route="edit-webhook", args=of_webhook, reads=LEADS, writes=LEADS, post=typed),
    Row(route="remove-webhook", args=of_webhook, reads=LEADS, writes=LEADS),
    deed("ping-webhook"),
    deed("pause-webhook"),
    deed("resume-webhook"),
    deed("rotate-webhook"),
    deed("replay-webhook", post=lambda place: {"position": 0}),
    Row(
        route="api-webhook-deliveries",
        reads=SIGNED_IN,
        is_api=True,
        is_page=False,
        grow=more_deliveries,
    ),
    Row(
        route="api-webhook-delivery",
        args=of("delivery"),
        reads=LEADS,
        refused="404",
        is_api=True,
        is_page=False,
    ),
    Row(route="api-webhooks", reads=SIGNED_IN, is_api=True, is_page=False, grow=more_webhooks),
    Row(route="api-webhook", args=of_pk, reads=LEADS, refused="404", is_api=True, is_page=False),
    Row(
        route="api-add-webhook",
        args=lambda place: {"pk": place.organisation.pk},
        writes=LEADS,
        is_api=True,
        is_page=False,
    ),
    *(
        Row(route=f"api-{deed}-webhook", args=of_pk, writes=LEADS, refused="404", is_api=True, is_page=False)
        for deed in ("change", "replay", "rotate", "pause", "resume", "ping")
    ),
    Row(
        route="api-remove-webhook",
        args=of_pk,
        other_methods={"DELETE": LEADS},
        refused="404",
        is_api=True,
        is_page=False,
    ),
)
