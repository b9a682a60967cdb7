"""The whole API on one page."""

from csp.decorators import csp_update
from django.urls import path
from django.views.decorators.http import require_safe
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView
from rest_framework.authentication import SessionAuthentication

from accounts.viewsets.me import MeView
from config.api_reads import urlpatterns as reads
from config.api_writes import urlpatterns as writes

# Swagger's own pictures stand in its stylesheet as data addresses.
with_pictures_in_its_stylesheet = csp_update({"img-src": ["data:"]})

schema = SpectacularAPIView.as_view(permission_classes=[], authentication_classes=[])
docs = SpectacularSwaggerSplitView.as_view(
    url_name="api-schema",
    template_name="api_docs.html",
    permission_classes=[],
    authentication_classes=[SessionAuthentication],
)

urlpatterns = [
    *reads,
    path("me/", MeView.as_view(), name="api-me"),
    path("schema/", schema, name="api-schema"),
    # It answers in HTML only, and so has no words for a method it does not take.
    path("docs/", require_safe(with_pictures_in_its_stylesheet(docs)), name="api-docs"),
    *writes,
]
