"""Files of evidence."""

from django.core.files.base import ContentFile

from actions import evidence_store
from actions.models import Evidence
from tests.factories import MORNING
from tests.guards.access_table.row import INSIDERS, Row
from tests.guards.world import MANAGER


def of_evidence(place):
    if "evidence" not in place.more:
        action, manager = place.more["action"], place.people[MANAGER]
        action.refresh_from_db()
        minutes = ContentFile(f"Minutes of {place.organisation}".encode())
        upload = evidence_store.receive(action, manager, MORNING, "minutes.txt", minutes)
        row = action.note(manager, MORNING, "The minutes.", evidence=[upload], visibility="members")
        place.more["evidence"] = Evidence.objects.get(update=row)
    return {"pk": place.more["evidence"].pk}


ROWS = (Row(route="evidence", args=of_evidence, reads=INSIDERS, is_page=False),)
