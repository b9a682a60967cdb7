from django.urls import include, path

from scrutiny.views import (
    committees,
    drafting,
    feeds,
    forward_plan,
    front,
    glossary,
    landing,
    meetings,
    organisation,
    papers,
    progress,
    questions,
    recommendations,
    subscriptions,
)

one_committee = [
    path("", committees.committee, name="committee"),
    path("edit/", committees.edit_committee, name="edit-committee"),
    path("members/", committees.committee_members, name="committee-members"),
    path("meetings/add/", meetings.add_meeting, name="add-meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit-meeting"),
    path("meetings/<int:pk>/papers/add/", drafting.add_paper, name="add-paper"),
    path(
        "meetings/<int:pk>/recommendations/",
        recommendations.record_recommendation,
        name="record-recommendation",
    ),
    path("feed/", feeds.committee_feed, name="feed-committee"),
    path("subscribe/", subscriptions.subscribe_to_committee, name="subscribe-to-committee"),
    path("forward-plan/add/", forward_plan.add_to_forward_plan, name="add-to-forward-plan"),
    path("forward-plan/<int:pk>/", forward_plan.edit_forward_plan, name="edit-forward-plan"),
    path("forward-plan/<int:pk>/remove/", forward_plan.take_off_forward_plan, name="take-off-forward-plan"),
]
one_paper = [
    path("", papers.paper, name="paper"),
    path("edit/", drafting.edit_paper, name="edit-paper"),
    path("freeze/", drafting.freeze_paper, name="freeze-paper"),
    path("remove/", drafting.remove_paper, name="remove-paper"),
    path("notices/add/", drafting.add_notice, name="add-notice"),
    path("since/", papers.paper_changes, name="paper-changes"),
    path("ask/", questions.ask_about_paper, name="ask-about-paper"),
    path("files/<str:name>", papers.paper_file, name="paper-file"),
]
one_inspection = [
    path("progress/", progress.progress, name="progress"),
    path("feed/", feeds.inspection_feed, name="feed-inspection"),
    path("subscribe/", subscriptions.subscribe_to_inspection, name="subscribe-to-inspection"),
    path("actions/<str:reference>/ask/", questions.ask_about_action, name="ask-about-action"),
]
one_question = [
    path("", questions.question, name="question"),
    path("answer/", questions.answer_question, name="answer-question"),
    path("publish/", questions.publish_question, name="publish-question"),
    path("take-back/", questions.take_back_question, name="take-back-question"),
    path("withdraw/", questions.withdraw_question, name="withdraw-question"),
]
one_organisation = [
    path("", organisation.organisation, name="organisation"),
    path("committees/", committees.committees, name="committees"),
    path("committees/add/", committees.add_committee, name="add-committee"),
    path("committees/<slug:committee>/", include(one_committee)),
    path("inspections/<slug:inspection_slug>/", include(one_inspection)),
    path("feed/", feeds.organisation_feed, name="feed-organisation"),
    path("subscribe/", subscriptions.subscribe, name="subscribe"),
    path("questions/", questions.questions, name="questions"),
    path("questions/<int:pk>/", include(one_question)),
    path("recommendations/", recommendations.recommendations, name="recommendations"),
    path("recommendations/<int:pk>/words/", recommendations.mend_recommendation, name="mend-recommendation"),
    path("recommendations/<int:pk>/respond/", recommendations.respond, name="respond"),
]
urlpatterns = [
    path("", front.front, name="front"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("scrutiny/", landing.scrutiny, name="scrutiny"),
    path("papers/<int:pk>/", include(one_paper)),
    path("subscriptions/asked/", subscriptions.subscription_asked, name="subscription-asked"),
    path(
        "subscriptions/confirm/<str:secret>/",
        subscriptions.confirm_subscription,
        name="confirm-subscription",
    ),
    path("subscriptions/stop/<str:signed>/", subscriptions.end_subscription, name="end-subscription"),
    path("organisations/<slug:slug>/", include(one_organisation)),
]
