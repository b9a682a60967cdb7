"""The whole API on one page."""

from functools import cache

from csp.decorators import csp_update
from django.urls import path
from django.views.decorators.http import require_safe
from drf_spectacular.generators import SchemaGenerator
from drf_spectacular.views import SpectacularJSONAPIView, SpectacularSwaggerSplitView
from rest_framework.authentication import SessionAuthentication

from accounts.viewsets.me import MeView
from config.api_reads import urlpatterns as reads
from config.api_writes import urlpatterns as writes

# Swagger's own pictures stand in its stylesheet as data addresses.
with_pictures_in_its_stylesheet = csp_update({"img-src": ["data:"]})


@cache
def drawn_schema():
    """Once in a process: it is the same for everybody and takes most of a second."""
    return SchemaGenerator().get_schema(public=True)


class OneSchema(SchemaGenerator):
    def get_schema(self, request=None, public=False):
        return drawn_schema()


schema = SpectacularJSONAPIView.as_view(
    permission_classes=[], authentication_classes=[], generator_class=OneSchema
)
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
