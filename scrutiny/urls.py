from django.urls import include, path

from scrutiny.views import (
    committees,
    drafting,
    forward_plan,
    front,
    glossary,
    landing,
    meetings,
    organisation,
    papers,
    progress,
)

one_committee = [
    path("", committees.committee, name="committee"),
    path("edit/", committees.edit_committee, name="edit-committee"),
    path("members/", committees.committee_members, name="committee-members"),
    path("meetings/add/", meetings.add_meeting, name="add-meeting"),
    path("meetings/<int:pk>/", meetings.meeting, name="meeting"),
    path("meetings/<int:pk>/edit/", meetings.edit_meeting, name="edit-meeting"),
    path("meetings/<int:pk>/papers/add/", drafting.add_paper, name="add-paper"),
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
    path("files/<str:name>", papers.paper_file, name="paper-file"),
]
one_inspection = [
    path("progress/", progress.progress, name="progress"),
]
one_organisation = [
    path("", organisation.organisation, name="organisation"),
    path("committees/", committees.committees, name="committees"),
    path("committees/add/", committees.add_committee, name="add-committee"),
    path("committees/<slug:committee>/", include(one_committee)),
    path("inspections/<slug:inspection_slug>/", include(one_inspection)),
]
urlpatterns = [
    path("", front.front, name="front"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("scrutiny/", landing.scrutiny, name="scrutiny"),
    path("papers/<int:pk>/", include(one_paper)),
    path("organisations/<slug:slug>/", include(one_organisation)),
]
