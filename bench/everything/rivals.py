"""The least that is possible: a bare view of the REST framework, and plain SQL written out by orjson.

They exist in the measuring process only, and answer through the same middleware as ours.
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
    WHERE a.id > %s ORDER BY a.id
"""
CHANGES = """
    SELECT c.position, u.id, u.action_id, u.number, u.kind, u.happened_on, u.note, u.status, u.due_on, a.title
    FROM actions_change c JOIN actions_progressupdate u ON u.id = c.update_id
        JOIN actions_action a ON a.id = u.action_id
    WHERE c.position > %s ORDER BY c.position LIMIT 50
"""
AS_AT = """
    SELECT a.id, a.number, a.title, u.status, u.due_on, u.number, r.number, r.words
    FROM actions_action a JOIN inspections_area r ON r.id = a.area_id
        JOIN LATERAL (SELECT * FROM actions_progressupdate u WHERE u.action_id = a.id AND u.happened_on <= %s
                      ORDER BY u.happened_on DESC, u.number DESC LIMIT 1) u ON true
    WHERE a.id > %s ORDER BY a.id LIMIT 50
"""
AS_AT_ON_SQLITE = """
    SELECT a.id, a.number, a.title, u.status, u.due_on, u.number, r.number, r.words
    FROM actions_action a JOIN inspections_area r ON r.id = a.area_id
        JOIN actions_progressupdate u ON u.id = (
            SELECT id FROM actions_progressupdate WHERE action_id = a.id AND happened_on <= %s
            ORDER BY happened_on DESC, number DESC LIMIT 1)
    WHERE a.id > %s ORDER BY a.id LIMIT 50
"""


def add():
    import orjson
    from django.db import connection
    from django.http import HttpResponse, StreamingHttpResponse
    from django.urls import path
    from rest_framework import generics, pagination, renderers, serializers

    from actions.models import Action
    from config import urls

    class BareSerializer(serializers.ModelSerializer):
        class Meta:
            model = Action
            exclude = ["contributors"]

    class Pages(pagination.CursorPagination):
        ordering, page_size, page_size_query_param, max_page_size = "id", 50, "page_size", 1000

    class Bare(generics.ListAPIView):
        queryset, serializer_class, pagination_class = Action.objects.all(), BareSerializer, Pages
        renderer_classes, throttle_classes = [renderers.JSONRenderer], []

    statements = {
        "plain": PLAIN + " LIMIT 50",
        "changes": CHANGES,
        "as-at": AS_AT if connection.vendor == "postgresql" else AS_AT_ON_SQLITE,
    }

    def plain(request, name):
        with connection.cursor() as cursor:
            cursor.execute(statements[name], request.GET.getlist("value"))
            return HttpResponse(orjson.dumps(cursor.fetchall()), content_type="application/json")

    def whole(request):
        def lines():
            with connection.cursor() as cursor:
                after = 0
                while True:
                    cursor.execute(PLAIN + " LIMIT 1000", [after])
                    rows = cursor.fetchall()
                    if not rows:
                        return
                    after = rows[-1][0]
                    yield b"".join(orjson.dumps(row, option=orjson.OPT_APPEND_NEWLINE) for row in rows)

        return StreamingHttpResponse(lines())

    urls.urlpatterns[:0] = [
        path("rival/bare/", Bare.as_view()),
        path("rival/whole/", whole),
        path("rival/<str:name>/", plain),
    ]


def bare_after(pk):
    cursor = b64encode(urlencode({"p": pk}).encode()).decode()
    return "/rival/bare/?" + urlencode({"cursor": cursor})


def plain(name, *values):
    return f"/rival/{name}/?" + urlencode([("value", value) for value in values])
