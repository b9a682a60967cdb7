"""What a place of the guards' world has of actions: one under way, with an owner and a deadline."""

from datetime import date

from tests.factories import MORNING, make_action


def furnish(place, name: str):
    people = place.people
    action = make_action(
        place.more["area"],
        people["lead"],
        title=f"Look at every plan of {name}",
        owner=place.post,
        due_on=date(2026, 6, 30),
    )
    action.record_progress(people["manager"], MORNING, f"The panel of {name} met.")
    place.more["action"] = action
