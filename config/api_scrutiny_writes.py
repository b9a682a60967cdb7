"""What can be written by the API about committees, their papers, questions and recommendations."""

from django.urls import path

from scrutiny.viewsets import questions_written as questions
from scrutiny.viewsets import recommendations_written as recommendations

urlpatterns = [
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
]
