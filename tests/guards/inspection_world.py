"""What a place of the guards' world has of inspections: one of each thing that has an address."""

from datetime import date

from django.core.files.base import ContentFile

from accounts.models import User
from inspections.models import AreaBody, InspectionClock, Judgement, Likeness
from inspections.report_import import start_by_hand
from tests.factories import MORNING, make_area, make_inspection


def furnish(place, name: str, lead: User):
    inspection = make_inspection(
        place.organisation, title=f"Inspection of {name}", slug="first", source_sha256="a" * 64
    )
    inspection.source_file.save("report.txt", ContentFile(f"A report on {name}"), save=True)
    area = make_area(inspection, words=f"How {name} looks after its plans")
    AreaBody.objects.create(area=area, name=f"{name} Council", organisation=place.organisation)
    Judgement.objects.create(inspection=inspection, position=1, name="Overall effectiveness", grade="Good")
    place.more |= {
        "inspection": inspection,
        "area": area,
        "likeness": make_likeness(inspection, area),
        "reading": start_by_hand(place.organisation, lead, MORNING),
    }
    InspectionClock.objects.create(
        inspection=inspection, clock="publish", trigger_on=date(2025, 9, 1), due_on=date(2025, 10, 13)
    )


def make_likeness(inspection, area):
    earlier = make_area(inspection, words="The oversight of plans")
    return Likeness.objects.create(area=area, earlier=earlier, score=80)
