"""Reading committees, papers, questions and one's own reminders by the API."""

from datetime import timedelta

from actions.models import Reminder
from scrutiny.models import Recommendations, Response
from tests.factories import MORNING, make_action
from tests.guards.access_table import scrutiny
from tests.guards.access_table.api_actions import ITEM, LIST, of
from tests.guards.access_table.questions import more_questions
from tests.guards.access_table.row import SIGNED_IN, Row
from tests.guards.question_world import RECEIVED, RECORDED
from tests.guards.world import LEAD, MANAGER


def of_response(place):
    return {"pk": Response.objects.get(area__inspection__organisation=place.organisation).pk}


def of_reminder(place):
    return {"pk": place.people[MANAGER].reminders.first().pk}


def more_responses(world, number):
    lead = world.west.people[LEAD]
    for place in range(number):
        area = Recommendations.record(world.west.more["meeting"], f"Another, {place}", RECEIVED)
        Response.give(area, lead, RECORDED, "accepted", "Yes.", RECEIVED)


def more_reminders(world, number):
    lead, place = world.west.people[LEAD], world.west
    for _ in range(number):
        action = make_action(place.more["area"], lead)
        Reminder.objects.create(
            person=lead,
            organisation=place.organisation,
            subject=f"action:{action.pk}",
            action=action,
            stage="overdue",
            matter=f"action:{action.pk}",
            noted_on=MORNING.date() + timedelta(days=1),
        )


OWN = {
    "reads": frozenset({MANAGER}),
    "refused": "404",
    "refused_signed_out": "401",
    "is_api": True,
    "is_page": False,
}

ROWS = (
    Row(route="api-committees", **LIST, grow=scrutiny.more_committees),
    Row(route="api-committee", args=of("committee"), **ITEM),
    Row(route="api-meetings", **LIST, grow=scrutiny.more_meetings),
    Row(route="api-meeting", args=of("meeting"), **ITEM),
    Row(route="api-forward-plan", **LIST, grow=scrutiny.more_meetings),
    Row(route="api-forward-plan-item", args=of("plan_item"), **ITEM),
    Row(route="api-drafts", **LIST, grow=scrutiny.more_meetings),
    Row(
        route="api-draft",
        args=scrutiny.of_draft,
        **(ITEM | {"reads": scrutiny.OFFICERS, "refused": "404"}),
    ),
    Row(route="api-papers", **LIST, grow=scrutiny.more_meetings),
    Row(route="api-paper", args=scrutiny.of_frozen, **ITEM),
    Row(route="api-paper-changes", args=scrutiny.of_frozen, grow=scrutiny.more_of_the_plan, **ITEM),
    Row(route="api-paper-file", args=scrutiny.of_file, **ITEM),
    Row(route="api-questions", **LIST, grow=more_questions),
    Row(route="api-question", args=of("question"), **ITEM),
    Row(route="api-responses", **LIST, grow=more_responses),
    Row(route="api-response", args=of_response, **ITEM),
    Row(route="api-reminders", reads=SIGNED_IN, is_api=True, is_page=False, grow=more_reminders),
    Row(route="api-reminder", args=of_reminder, **OWN),
)
