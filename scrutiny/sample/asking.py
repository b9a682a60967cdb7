"""What Westmarch's members asked and recommended, and what they were answered so far."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from accounts.models import User
from accounts.sample import address
from actions.models import Action
from actions.statuses import Visibility
from scrutiny.models import FrozenPaper, Question, Recommendations, Response

ON_THE_PAPER = "How many children waited longer than five days for a first visit in the last quarter?"
ANSWER = (
    "Nine of 214. The longest wait was eleven days, over the bank holiday. From the next paper on this "
    "figure stands among the measures."
)
ON_AN_ACTION = "Who looks at the plans while the post of team manager is vacant?"
RECOMMENDED = (
    (
        "Care leavers",
        "That the cabinet member write to every care leaver about the new offer, in words they agree with.",
        (
            "partly",
            "We will write to all of them by the end of January: agreeing the words takes time.",
        ),
    ),
    (
        "Figures",
        "That figures of visits be given by district, so that members see where children wait.",
        ("accepted", "The next paper gives them by district."),
    ),
    (
        "Foster carers",
        "That the committee meet foster carers in private before it looks at placements again.",
        None,
    ),
)


def load(inspection):
    lead, member = (User.objects.get(email=address(name)) for name in ("lead", "member"))
    frozen = FrozenPaper.objects.select_related("paper__meeting").get(paper__inspection=inspection)
    meeting = frozen.paper.meeting
    asked = Question.ask(member, frozen.frozen_at + timedelta(hours=20), ON_THE_PAPER, paper=frozen.paper)
    asked.give_answer(lead, _morning(meeting.held_on), ANSWER, based_on=asked.version)
    asked.publish(lead, _morning(meeting.held_on))
    action = Action.objects.filter(area__inspection=inspection, visibility=Visibility.PUBLIC).earliest("pk")
    Question.ask(member, _morning(meeting.held_on + timedelta(days=40)), ON_AN_ACTION, action=action)
    for subject, words, answer in RECOMMENDED:
        received_on = meeting.held_on + timedelta(days=1)
        area = Recommendations.record(meeting, words, received_on, section=subject)
        if answer:
            answered_on = meeting.held_on + timedelta(days=33)
            Response.give(area, lead, _morning(answered_on), *answer, answered_on)
    area.inspection.publish()


def _morning(day):
    return timezone.make_aware(datetime.combine(day, time(9)))
