"""What a place of the guards' world has for the addresses of the API alone."""

from django.core.files.base import ContentFile

from actions import evidence_store
from tests.factories import MORNING


def furnish(place, name: str):
    minutes = ContentFile(f"Agenda of the panel of {name}".encode())
    manager = place.people["manager"]
    place.more["upload"] = evidence_store.receive(
        place.more["action"], manager, MORNING, "agenda.txt", minutes
    )
