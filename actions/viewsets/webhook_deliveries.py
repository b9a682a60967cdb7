"""What was sent to webhooks, and what became of it."""

from uuid import UUID

from accounts import filters
from accounts.viewsets.addresses import Address
from accounts.viewsets.resources import Resource
from actions.models import Webhook, WebhookDelivery
from actions.serializers.webhook_deliveries import WebhookDeliverySerializer

API = Address("api-webhook-delivery", UUID(int=987654321))
AS_THEY_ARE = ("id", "is_ping", "after", "until", "rows", "state", "asked_at", "ended_at", "tries")


class DeliveriesAsked(filters.StrictFilterSet):
    webhook = filters.RowFilter(label="Id of the webhook", among=Webhook.objects.visible_to, what="webhook")
    state = filters.OneOfFilter(label="What became of it", choices=WebhookDelivery.State.choices)


def tell(found, asked):
    return [
        {
            "url": API.of(row.id),
            "webhook": row.webhook_id,
            "state_label": WebhookDelivery.State(row.state).label,
            **{name: getattr(row, name) for name in AS_THEY_ARE},
        }
        for row in found
    ]


WEBHOOK_DELIVERIES = Resource(
    name="webhook-deliveries",
    one="webhook delivery",
    words="Messages to webhooks with every try to deliver them, for leads. They are kept for a while.",
    rows=lambda asked: WebhookDelivery.objects.visible_to(asked.user),
    tell=tell,
    columns={name: name for name in (*AS_THEY_ARE, "webhook_id")},
    serializer=WebhookDeliverySerializer,
    filters=DeliveriesAsked,
    orderings={"asked_at": ("asked_at",), "id": ("pk",)},
)
