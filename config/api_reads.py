"""What the API tells: each resource has a list and items, both read by the same two views."""

from django.urls import path, reverse

from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.addresses import absolute
from accounts.viewsets.closure_days import CLOSURE_DAYS
from accounts.viewsets.index import IndexView
from accounts.viewsets.invitations import INVITATIONS
from accounts.viewsets.jobs import JOBS
from accounts.viewsets.organisations import ORGANISATIONS, POSTS
from accounts.viewsets.people import PEOPLE
from accounts.viewsets.resources import ResourceItem, ResourceList
from accounts.viewsets.tokens import TOKENS
from actions.viewsets.actions import ACTIONS
from actions.viewsets.calendars import CALENDAR_ADDRESSES
from actions.viewsets.evidence import EVIDENCE, EvidenceFile
from actions.viewsets.mails import MAILS
from actions.viewsets.measures import MEASURES, READINGS
from actions.viewsets.milestones import MILESTONES
from actions.viewsets.plan import PlanView
from actions.viewsets.plan_imports import PLAN_IMPORTS
from actions.viewsets.reminders import REMINDERS
from actions.viewsets.rules import RulesView
from actions.viewsets.told import TOLD
from actions.viewsets.updates import UPDATES
from actions.viewsets.webhook_deliveries import WEBHOOK_DELIVERIES
from inspections.viewsets.areas import AREAS
from inspections.viewsets.frameworks import FrameworkItem, FrameworkList
from inspections.viewsets.inspections import CLOCKS, INSPECTIONS, JUDGEMENTS
from inspections.viewsets.likenesses import LIKENESSES
from inspections.viewsets.report_readings import REPORT_READINGS, WHOLE_REPORT_READING
from scrutiny.viewsets.committees import COMMITTEES, MEETINGS
from scrutiny.viewsets.drafts import DRAFTS
from scrutiny.viewsets.forward_plan import FORWARD_PLAN
from scrutiny.viewsets.papers import PAPERS, WHOLE_PAPER, PaperChanges, PaperFile
from scrutiny.viewsets.questions import QUESTIONS, RESPONSES

# (resource, name of the route of one of it)
RESOURCES = (
    (ORGANISATIONS, "api-organisation"),
    (POSTS, "api-post"),
    (INSPECTIONS, "api-inspection"),
    (JUDGEMENTS, "api-judgement"),
    (AREAS, "api-area"),
    (CLOCKS, "api-clock"),
    (ACTIONS, "api-action"),
    (UPDATES, "api-update"),
    (EVIDENCE, "api-evidence-item"),
    (MILESTONES, "api-milestone"),
    (MEASURES, "api-measure"),
    (READINGS, "api-reading"),
    (COMMITTEES, "api-committee"),
    (MEETINGS, "api-meeting"),
    (FORWARD_PLAN, "api-forward-plan-item"),
    (DRAFTS, "api-draft"),
    (PAPERS, "api-paper"),
    (QUESTIONS, "api-question"),
    (RESPONSES, "api-response"),
    (REMINDERS, "api-reminder"),
    (REPORT_READINGS, "api-report-reading"),
    (LIKENESSES, "api-likeness"),
    (PLAN_IMPORTS, "api-plan-import"),
    (MAILS, "api-mail"),
    (TOLD, "api-told-one"),
    (WEBHOOK_DELIVERIES, "api-webhook-delivery"),
    (CALENDAR_ADDRESSES, "api-calendar-address"),
    (PEOPLE, "api-person"),
    (INVITATIONS, "api-invitation"),
    (CLOSURE_DAYS, "api-closure-day"),
    (TOKENS, "api-token"),
    (JOBS, "api-job"),
)
# What one of it shows besides what the list shows.
WHOLE = {PAPERS: WHOLE_PAPER, REPORT_READINGS: WHOLE_REPORT_READING}
# Nobody in particular has none of these.
ONES_OWN = {
    REMINDERS,
    MAILS,
    TOLD,
    WEBHOOK_DELIVERIES,
    CALENDAR_ADDRESSES,
    PLAN_IMPORTS,
    REPORT_READINGS,
    LIKENESSES,
    PEOPLE,
    INVITATIONS,
    CLOSURE_DAYS,
    TOKENS,
    JOBS,
}
# Their keys are no numbers.
WITH_UUIDS = {EVIDENCE, JOBS, MAILS, WEBHOOK_DELIVERIES}
BESIDE = {
    "frameworks": ("api-frameworks", "The kinds of inspection, with their grades and dates of validity."),
    "rules": ("api-rules", "How buckets, ratings and transitions come about."),
    "changes": ("api-changes", "Every row of the ledger once and in order, to be followed."),
    "me": ("api-me", "Whose token this is."),
}


def index():
    listed = [(each.name, f"api-{each.name}", each.words) for each, _ in RESOURCES]
    listed += [(name, route, words) for name, (route, words) in BESIDE.items()]
    return {
        "version": 1,
        "docs": absolute(reverse("api-docs")),
        "schema": absolute(reverse("api-schema")),
        "resources": [
            {"name": name, "url": absolute(reverse(route)), "words": words} for name, route, words in listed
        ],
    }


def routes_of(resource, one):
    key = "<uuid:pk>" if resource in WITH_UUIDS else "<int:pk>"
    who = {"permission_classes": [IsAuthenticated]} if resource in ONES_OWN else {}
    listed = ResourceList.as_view(resource=resource, **who)
    single = ResourceItem.as_view(resource=WHOLE.get(resource, resource), **who)
    return [
        path(f"{resource.name}/", listed, name=f"api-{resource.name}"),
        path(f"{resource.name}/{key}/", single, name=one),
    ]


urlpatterns = [
    path("", IndexView.as_view(told=staticmethod(index)), name="api-index"),
    *(route for resource, one in RESOURCES for route in routes_of(resource, one)),
    path("evidence/<uuid:pk>/file/", EvidenceFile.as_view(), name="api-evidence-file"),
    path("inspections/<int:pk>/plan.xlsx", PlanView.as_view(), name="api-inspection-plan"),
    path("papers/<int:pk>/changes/", PaperChanges.as_view(), name="api-paper-changes"),
    path("papers/<int:pk>/files/<str:name>", PaperFile.as_view(), name="api-paper-file"),
    path("frameworks/", FrameworkList.as_view(), name="api-frameworks"),
    path("frameworks/<slug:key>/", FrameworkItem.as_view(), name="api-framework"),
    path("rules/", RulesView.as_view(), name="api-rules"),
]
