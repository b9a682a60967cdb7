from django.urls import include, path

from scrutiny.views import front, glossary, organisation, progress

one_inspection = [
    path("progress/", progress.progress, name="progress"),
]
one_organisation = [
    path("", organisation.organisation, name="organisation"),
    path("inspections/<slug:inspection_slug>/", include(one_inspection)),
]
urlpatterns = [
    path("", front.front, name="front"),
    path("glossary/", glossary.glossary, name="glossary"),
    path("organisations/<slug:slug>/", include(one_organisation)),
]
