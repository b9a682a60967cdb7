"""What a place of the guards' world has of files: a spreadsheet on its way in, a calendar's address."""

from actions.models import CalendarAddress, PlanImport
from tests.factories import MORNING


def furnish(place, name: str):
    people = place.people
    address = CalendarAddress(user=people["manager"])
    place.more |= {
        "calendar_secret": address.issue(MORNING),
        "calendar_address": address,
        "plan_import": PlanImport.objects.create(
            inspection=place.more["inspection"],
            name=f"Tracker of {name}.csv",
            headings=["Area", "Title"],
            rows=[[2, ["1", f"Look at every plan again in {name}"]]],
            columns={"area": 0, "title": 1},
            made_by=people["lead"],
            made_at=MORNING,
        ),
    }
