"""What a place of the guards' world has of actions: one in each state that a page asks for."""

from datetime import date

from django.core.files.base import ContentFile

from actions import evidence_store
from actions.models import Link, Measure
from tests.factories import MORNING, make_action

DEADLINE, LATER, CHECK = date(2026, 6, 30), date(2031, 6, 30), date(2026, 9, 30)


def furnish(place, name: str):
    people = place.people
    lead, manager, assurer = people["lead"], people["manager"], people["assurer"]

    def opened(title):
        return make_action(
            place.more["area"], lead, title=f"{title} of {name}", owner=place.post, due_on=DEADLINE
        )

    def claimed(title):
        action = opened(title)
        minutes = Link(f"Minutes of {name}", "https://westmarch.example/minutes")
        action.claim_done(manager, MORNING, f"The panel of {name} met.", evidence=[minutes])
        return action

    started = opened("Look at every plan")
    started.record_progress(manager, MORNING, f"The panel of {name} met.")
    started.add_milestone(lead, MORNING, f"First panel of {name}")
    asked = opened("Train every manager")
    asked.ask_for_extension(manager, MORNING, LATER, f"The trainer of {name} is ill.")
    accepted = claimed("Audit every plan")
    accepted.accept(
        assurer,
        MORNING,
        based_on=accepted.ledger_number,
        evidence_seen=accepted.evidence_sha256s(),
        check_on=CHECK,
    )
    closed = opened("Move every desk")
    closed.not_pursue(lead, MORNING, f"The office of {name} has closed.")
    measure = make_measure(place.more["area"], f"Plans looked at in {name}")
    place.more |= {
        "action": started,
        "asked": asked,
        "claimed": claimed("Write to every family"),
        "accepted": accepted,
        "closed": closed,
        "measure": measure,
        "figure": measure.record_reading(lead, MORNING, MORNING.date(), 11),
        "evidence": make_evidence(started, people["manager"], name),
    }


def make_evidence(action, person, name):
    minutes = ContentFile(f"Minutes of the panel of {name}".encode())
    upload = evidence_store.receive(action, person, MORNING, "minutes.txt", minutes)
    row = action.note(person, MORNING, "The minutes.", evidence=[upload], visibility="members")
    return row.evidence.get()


def make_measure(area, name, **fields):
    return Measure.objects.create(
        area=area,
        name=name,
        unit="plans",
        definition="Plans that a manager has looked at in the month.",
        direction=Measure.Direction.UP,
        cadence="monthly",
        starts_on=MORNING.date(),
        **fields,
    )
