"""Members' questions that nobody has answered, as reminders. The executive is chased by its clock."""

from django.db.models import Q
from django.urls import reverse

from actions import stages
from actions.reminders.owed import Owed
from actions.reminders.sources import source
from actions.stages import Group, Stage
from scrutiny.models import Question
from scrutiny.models.questions import ANSWERERS

QUESTION_WAITING = Stage(
    key="question_waiting",
    label="A member's question awaits an answer",
    group=Group.DECIDE,
    when="a member has asked, and nobody has answered",
    who="about an action, the holder of the owning post if they may answer; else the leads",
    again=f"at once, then every {stages.WEEK} days until it is answered",
    keeps_rhythm=False,
)
OWNER = "You hold the post that owns the action asked about"
LEAD = "You are an improvement lead of the organisation that was asked"


@source("questions", QUESTION_WAITING)
def questions(scope):
    waiting = Question.objects.outstanding()
    if scope.subjects is None:
        concerned = scope.led() | scope.organisations_with("manager")
        waiting = waiting.filter(
            Q(paper__inspection__organisation__in=concerned)
            | Q(action__area__inspection__organisation__in=concerned)
        )
    waiting = scope.narrowed(waiting, "question").select_related("paper__meeting", "action__area")
    waiting = list(waiting.order_by("asked_on", "pk"))
    scope.bring_reports(_inspection(question) for question in waiting)
    for question in waiting:
        report = scope.report(_inspection(question))
        for person, why in _answerers(scope, question, report):
            if person in scope.people:
                yield _owed(scope, question, report, person, why)


def _inspection(question):
    return question.paper.inspection_id if question.paper_id else question.action.area.inspection_id


def _answerers(scope, question, report):
    owner = question.action.owner_id if question.action_id else None
    place = scope.directory.place(owner) if owner else None
    if place and place.holder:
        roles = scope.directory.roles_of(place.holder).get(report.organisation, ())
        if set(roles) & set(ANSWERERS):
            return [(place.holder, OWNER)]
    return [(person, LEAD) for person in scope.directory.leads_of(report.organisation)]


def _owed(scope, question, report, person, why):
    due_on = question.due_on
    asked = f"asked on {question.asked_on:%-d %B %Y}"
    return Owed(
        stage=QUESTION_WAITING.key,
        subject=f"question:{question.pk}",
        person=person,
        organisation=report.organisation,
        deadline=due_on,
        round=stages.of_waiting(question.asked_on, scope.on),
        reference=question.action.reference if question.action_id else "",
        title=str(question),
        path=reverse("answer-question", args=[report.organisation_slug, question.pk]),
        words=f"{asked}, for the meeting on {due_on:%-d %B %Y}" if due_on else asked,
        why=why,
    )
