"""What can be written by the API, one address for each verb, and the feed of what was written."""

from django.urls import path

from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.resources import ResourceItem, ResourceList
from actions.viewsets import (
    assignment,
    changes,
    hand_over,
    offered,
    opening,
    plan_imports,
    proposals,
    verbs,
    webhooks,
)
from actions.viewsets import measures_written as measures
from config.api_inspection_writes import urlpatterns as of_inspections
from config.api_people_writes import urlpatterns as of_people
from config.api_scrutiny_writes import urlpatterns as of_scrutiny

urlpatterns = [
    path(f"actions/<int:pk>/{address}/", view.as_view(), name=f"api-{address}")
    for address, view in verbs.verb_views()
] + [
    path("organisations/<int:pk>/assign/", assignment.AssignView.as_view(), name="api-assign"),
    path(
        "posts/<int:pk>/hand-over-actions/",
        hand_over.HandOverActionsView.as_view(),
        name="api-hand-over-actions",
    ),
    path("inspections/<int:pk>/import-plan/", plan_imports.ImportPlanView.as_view(), name="api-import-plan"),
    path("plan-imports/<int:pk>/match/", plan_imports.MatchView.as_view(), name="api-match-plan-import"),
    path(
        "plan-imports/<int:pk>/preview/",
        plan_imports.PreviewView.as_view(),
        name="api-preview-plan-import",
    ),
    path("plan-imports/<int:pk>/apply/", plan_imports.ApplyView.as_view(), name="api-apply-plan-import"),
    path(
        "inspections/<int:pk>/proposed-plan/",
        proposals.ProposedPlanView.as_view(),
        name="api-proposed-plan",
    ),
    path("inspections/<int:pk>/open-plan/", proposals.OpenPlanView.as_view(), name="api-open-plan"),
    path("actions/<int:pk>/verbs/", offered.OfferedView.as_view(), name="api-verbs"),
    path("changes/", changes.ChangesView.as_view(), name="api-changes"),
    path("areas/<int:pk>/open-action/", opening.OpenView.as_view(), name="api-open-action"),
    path("actions/<int:pk>/uploads/", opening.UploadsView.as_view(), name="api-uploads"),
    path("areas/<int:pk>/add-measure/", measures.AddToAreaView.as_view(), name="api-area-add-measure"),
    path("actions/<int:pk>/add-measure/", measures.AddToActionView.as_view(), name="api-add-measure"),
    path("measures/<int:pk>/change/", measures.ChangeMeasureView.as_view(), name="api-edit-measure"),
    path(
        "measures/<int:pk>/record-reading/",
        measures.RecordReadingView.as_view(),
        name="api-record-reading",
    ),
    path(
        "readings/<int:pk>/correct/",
        measures.CorrectReadingView.as_view(),
        name="api-correct-reading",
    ),
    path("uploads/<uuid:pk>/", opening.UploadView.as_view(), name="api-upload"),
    path(
        "webhooks/",
        ResourceList.as_view(resource=webhooks.WEBHOOKS, permission_classes=[IsAuthenticated]),
        name="api-webhooks",
    ),
    path(
        "webhooks/<int:pk>/",
        ResourceItem.as_view(resource=webhooks.WEBHOOKS, permission_classes=[IsAuthenticated]),
        name="api-webhook",
    ),
    path("organisations/<int:pk>/add-webhook/", webhooks.AddWebhookView.as_view(), name="api-add-webhook"),
    *(
        path(f"webhooks/<int:pk>/{deed}/", view.as_view(), name=f"api-{deed}-webhook")
        for deed, view in webhooks.DEEDS.items()
    ),
    *of_inspections,
    *of_people,
    *of_scrutiny,
]
