"""The whole API on one page."""

from csp.decorators import csp_update
from django.urls import path
from drf_spectacular.views import SpectacularAPIView, SpectacularSwaggerSplitView

from accounts.viewsets import MeView

# Swagger's own pictures stand in its stylesheet as data addresses.
with_pictures_in_its_stylesheet = csp_update({"img-src": ["data:"]})

urlpatterns = [
    path("me/", MeView.as_view(), name="api-me"),
    path(
        "schema/",
        SpectacularAPIView.as_view(permission_classes=[], authentication_classes=[]),
        name="api-schema",
    ),
    path(
        "docs/",
        with_pictures_in_its_stylesheet(
            SpectacularSwaggerSplitView.as_view(
                url_name="api-schema", permission_classes=[], authentication_classes=[]
            )
        ),
        name="api-docs",
    ),
]
