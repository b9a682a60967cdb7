"""What can be written by the API: one address for each verb."""

from django.urls import path

from actions.viewsets import opening, verbs

urlpatterns = [
    path(f"actions/<int:pk>/{address}/", view.as_view(), name=f"api-{address}")
    for address, view in verbs.verb_views()
] + [
    path("areas/<int:pk>/open-action/", opening.OpenView.as_view(), name="api-open-action"),
    path("actions/<int:pk>/uploads/", opening.UploadsView.as_view(), name="api-uploads"),
    path("uploads/<uuid:pk>/", opening.UploadView.as_view(), name="api-upload"),
]
