"""Other ways to tell fifty actions, from the framework's usual one to the least that is possible.

They exist in the measuring process only and answer through the same middleware as ours, with the bare columns
and without a rule: no visibility, no computed fact, no latest words. Where it filters, the bare view has the
filters that django-filter makes of its fields, by the same columns as ours.
"""

from base64 import b64encode
from urllib.parse import urlencode

PLAIN = """
    SELECT a.id, a.number, a.title, a.task, a.good_looks_like, a.status, a.confidence, a.due_on,
        a.forecast_on, a.original_due_on, a.times_moved, a.updated_on, a.ledger_number, r.number, r.words,
        i.title, o.name, p.title
    FROM actions_action a JOIN inspections_area r ON r.id = a.area_id
        JOIN inspections_inspection i ON i.id = r.inspection_id
        JOIN accounts_organisation o ON o.id = i.organisation_id
        LEFT JOIN accounts_post p ON p.id = a.owner_id
    WHERE a.id > %s ORDER BY a.id LIMIT %s
"""


def add():
    import django_filters
    import orjson
    from django.db import connection
    from django.db.models import Exists, OuterRef
    from django.http import HttpResponse, StreamingHttpResponse
    from django.urls import path
    from django_filters.rest_framework import DjangoFilterBackend
    from rest_framework import generics, pagination, renderers, serializers
    from rest_framework.response import Response
    from rest_framework.views import APIView

    from actions.models import Action, ProgressUpdate
    from config import urls

    class BareSerializer(serializers.ModelSerializer):
        class Meta:
            model = Action
            exclude = ["contributors"]

    class Pages(pagination.CursorPagination):
        ordering, page_size, page_size_query_param, max_page_size = "id", 50, "page_size", 1000

    class Filters(django_filters.FilterSet):
        organisation = django_filters.CharFilter(field_name="area__inspection__organisation__slug")
        theme = django_filters.CharFilter(field_name="area__theme")
        updated_since = django_filters.IsoDateTimeFilter(method="updated")

        class Meta:
            model = Action
            fields = {"status": ["in"], "due_on": ["lt", "gt"], "owner": ["exact"], "area": ["exact"]}

        def updated(self, queryset, name, value):
            rows = ProgressUpdate.objects.filter(action=OuterRef("pk"), entered_at__gte=value)
            return queryset.filter(Exists(rows))

    class Bare(generics.ListAPIView):
        queryset, serializer_class, pagination_class = Action.objects.all(), BareSerializer, Pages
        renderer_classes, throttle_classes = [renderers.JSONRenderer], []

    class Narrowed(Bare):
        filter_backends, filterset_class = [DjangoFilterBackend], Filters

    def rows(request):
        return Action.objects.filter(pk__gt=request.GET["after"]).order_by("pk").values()[:50]

    class Values(APIView):
        renderer_classes, throttle_classes = [renderers.JSONRenderer], []

        def get(self, request):
            return Response({"results": list(rows(request))})

    def values(request):
        return HttpResponse(orjson.dumps(list(rows(request))), content_type="application/json")

    def plain(request):
        with connection.cursor() as cursor:
            cursor.execute(PLAIN, [request.GET["after"], 50])
            return HttpResponse(orjson.dumps(cursor.fetchall()), content_type="application/json")

    def whole(request):
        def lines(after=0):
            with connection.cursor() as cursor:
                while True:
                    cursor.execute(PLAIN, [after, 1000])
                    found = cursor.fetchall()
                    yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in found)
                    if len(found) < 1000:
                        return
                    after = found[-1][0]

        return StreamingHttpResponse(lines())

    urls.urlpatterns[:0] = [
        path("rival/bare/", Bare.as_view()),
        path("rival/narrowed/", Narrowed.as_view()),
        path("rival/rest-values/", Values.as_view()),
        path("rival/values/", values),
        path("rival/plain/", plain),
        path("rival/whole/", whole),
    ]


def plain_after(pk):
    return f"/rival/plain/?after={pk}"


def narrowed(**filters):
    return "/rival/narrowed/?" + urlencode(filters)


def bare_after(pk):
    cursor = b64encode(urlencode({"p": pk}).encode()).decode()
    return "/rival/bare/?" + urlencode({"cursor": cursor})
