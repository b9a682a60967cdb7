"""What a place of the guards' world has of questions, recommendations and subscriptions: one of each kind."""

from datetime import date

from scrutiny.models import Question, Recommendations, Response, Subscription
from scrutiny.subscriptions import signed
from tests.factories import MORNING, later, make_inspection
from tests.guards.scrutiny_world import make_frozen

RECEIVED = date(2026, 3, 13)
RECORDED = later(MORNING, days=20)


def furnish(place, name: str):
    lead, member = place.people["lead"], place.people["member"]
    to_come = make_frozen(place.more["meeting_to_come"], make_inspection(place.organisation), lead, name)
    asked = Question.ask(member, MORNING, f"What of {name}?", paper=to_come.paper)
    answered = Question.ask(member, MORNING, f"And the desks of {name}?", action=place.more["action"])
    answered.give_answer(lead, MORNING, f"They are in {name}.", based_on=answered.version)
    recommended = Recommendations.record(place.more["meeting"], f"That {name} look again", RECEIVED)
    answered_one = Recommendations.record(place.more["meeting"], f"That {name} write to all", RECEIVED)
    Response.give(answered_one, lead, RECORDED, "accepted", f"{name} will.", RECEIVED)
    waiting = Subscription.objects.create(
        email=f"resident@{name.lower()}.example",
        asked_at=place.invitation.invited_at,
        organisation=place.organisation,
    )
    going = Subscription.objects.create(
        email=f"neighbour@{name.lower()}.example", asked_at=MORNING, confirmed_at=MORNING,
        inspection=place.more["inspection"],
    )  # fmt: skip
    place.more |= {
        "frozen_to_come": to_come,
        "question": asked,
        "answered_question": answered,
        "recommendation": recommended,
        "secret": waiting.issue_secret(),
        "going": signed(going.pk),
    }
