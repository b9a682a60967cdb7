"""What can be written by the API about committees, their papers, questions and recommendations."""

from django.urls import path

from scrutiny.viewsets import committees_written as committees
from scrutiny.viewsets import papers_written as papers
from scrutiny.viewsets import questions_written as questions
from scrutiny.viewsets import recommendations_written as recommendations
from scrutiny.viewsets import subscriptions

urlpatterns = [
    path("organisations/<int:pk>/subscribe/", subscriptions.SubscribeView.as_view(), name="api-subscribe"),
    path(
        "inspections/<int:pk>/subscribe/",
        subscriptions.SubscribeToInspectionView.as_view(),
        name="api-subscribe-to-inspection",
    ),
    path(
        "committees/<int:pk>/subscribe/",
        subscriptions.SubscribeToCommitteeView.as_view(),
        name="api-subscribe-to-committee",
    ),
    path("papers/<int:pk>/ask/", questions.AskAboutPaperView.as_view(), name="api-ask-about-paper"),
    path("actions/<int:pk>/ask/", questions.AskAboutActionView.as_view(), name="api-ask-about-action"),
    path("questions/<int:pk>/answer/", questions.AnswerView.as_view(), name="api-answer-question"),
    path("questions/<int:pk>/publish/", questions.PublishQuestionView.as_view(), name="api-publish-question"),
    path(
        "questions/<int:pk>/take-back/",
        questions.TakeBackQuestionView.as_view(),
        name="api-take-back-question",
    ),
    path(
        "questions/<int:pk>/withdraw/",
        questions.WithdrawQuestionView.as_view(),
        name="api-withdraw-question",
    ),
    path(
        "meetings/<int:pk>/record-recommendation/",
        recommendations.RecordRecommendationView.as_view(),
        name="api-record-recommendation",
    ),
    path(
        "areas/<int:pk>/mend/",
        recommendations.MendRecommendationView.as_view(),
        name="api-mend-recommendation",
    ),
    path("areas/<int:pk>/respond/", recommendations.RespondView.as_view(), name="api-respond"),
    path(
        "organisations/<int:pk>/add-committee/",
        committees.AddCommitteeView.as_view(),
        name="api-add-committee",
    ),
    path(
        "committees/<int:pk>/change/", committees.ChangeCommitteeView.as_view(), name="api-change-committee"
    ),
    path("committees/<int:pk>/set-members/", committees.SetMembersView.as_view(), name="api-set-members"),
    path("committees/<int:pk>/add-meeting/", committees.AddMeetingView.as_view(), name="api-add-meeting"),
    path("meetings/<int:pk>/change/", committees.ChangeMeetingView.as_view(), name="api-change-meeting"),
    path(
        "committees/<int:pk>/add-to-forward-plan/",
        committees.AddToForwardPlanView.as_view(),
        name="api-add-to-forward-plan",
    ),
    path(
        "forward-plan/<int:pk>/change/",
        committees.ChangePlanItemView.as_view(),
        name="api-change-forward-plan-item",
    ),
    path(
        "forward-plan/<int:pk>/remove/",
        committees.RemovePlanItemView.as_view(),
        name="api-remove-forward-plan-item",
    ),
    path("meetings/<int:pk>/begin-paper/", papers.BeginPaperView.as_view(), name="api-begin-paper"),
    path("drafts/<int:pk>/change/", papers.ChangeDraftView.as_view(), name="api-change-draft"),
    path("drafts/<int:pk>/freeze/", papers.FreezeView.as_view(), name="api-freeze-draft"),
    path("drafts/<int:pk>/remove/", papers.RemoveDraftView.as_view(), name="api-remove-draft"),
    path("papers/<int:pk>/add-notice/", papers.AddNoticeView.as_view(), name="api-add-notice"),
]
