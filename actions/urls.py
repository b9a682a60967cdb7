from django.urls import path

from actions.views import evidence

urlpatterns = [
    path("evidence/<uuid:pk>/", evidence.evidence, name="evidence"),
]
