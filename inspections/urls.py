from django.urls import include, path

from inspections.views import area_details, areas, changing, inspections, likenesses, loading, reviews

one_reading = [
    path("", reviews.review_reading, name="review-reading"),
    path("differences/", reviews.edition_differences, name="edition-differences"),
    path("throw-away/", loading.discard_reading, name="discard-reading"),
]
one_inspection = [
    path("", inspections.inspection, name="inspection"),
    path("areas/<int:number>/", areas.area, name="area"),
    path("areas/<int:number>/details/", area_details.edit_area, name="edit-area"),
    path("file/", inspections.inspection_file, name="inspection-file"),
    path("details/", changing.edit_inspection, name="edit-inspection"),
    path("judgements/", changing.edit_judgements, name="edit-judgements"),
    path("clocks/<slug:clock>/", changing.edit_clock, name="edit-clock"),
    path("publish/", changing.publish_inspection, name="publish-inspection"),
    path("withdraw/", changing.withdraw_inspection, name="withdraw-inspection"),
    path("history/", changing.inspection_history, name="inspection-history"),
]
one_organisation = [
    path("inspections/", inspections.organisation_inspections, name="organisation-inspections"),
    path("inspections/load/", loading.load_report, name="load-report"),
    path("inspections/enter/", loading.enter_inspection, name="enter-inspection"),
    path("inspections/readings/<int:pk>/", include(one_reading)),
    path("inspections/<slug:inspection_slug>/", include(one_inspection)),
    path("areas/", areas.organisation_areas, name="organisation-areas"),
    path("areas/<int:pk>/", areas.shared_area, name="shared-area"),
    path("repeat-findings/", likenesses.likenesses, name="likenesses"),
    path("repeat-findings/<int:pk>/", likenesses.decide_likeness, name="decide-likeness"),
]
urlpatterns = [
    path("inspections/", inspections.inspections, name="inspections"),
    path("organisations/<slug:slug>/", include(one_organisation)),
]
