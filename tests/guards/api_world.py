"""What a place of the guards' world has for the addresses of the API alone."""

from django.core.files.base import ContentFile

from actions import evidence_store
from actions.models import Webhook
from tests.factories import MORNING


def furnish(place, name: str):
    minutes = ContentFile(f"Agenda of the panel of {name}".encode())
    manager = place.people["manager"]
    place.more["upload"] = evidence_store.receive(
        place.more["action"], manager, MORNING, "agenda.txt", minutes
    )
    place.more["webhook"] = make_webhook(place, name)
    place.more["delivery"] = make_delivery(place.more["webhook"], name)


def make_webhook(place, name):
    webhook = Webhook(
        organisation=place.organisation,
        name=f"Register of {name}",
        url=f"https://{name.lower()}.example/changes",
    )
    webhook.add(place.people["lead"], MORNING, position=0)
    return webhook


def make_delivery(webhook, name):
    delivery = webhook.deliveries.create(after=0, until=1, rows=1, asked_at=MORNING)
    delivery.note_try(MORNING, 503, f"{name} is closed for today.", 40)
    return delivery
