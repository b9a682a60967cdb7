"""The least that a database can be asked for as at a day and for changes, beside the rivals of bench/api.py.

They exist in the measuring process only, and answer through the same middleware as ours.
"""

from urllib.parse import urlencode

from bench import api_rivals

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
    from django.http import HttpResponse
    from django.urls import path

    from config import urls

    statements = {
        "changes": CHANGES,
        "as-at": AS_AT if connection.vendor == "postgresql" else AS_AT_ON_SQLITE,
    }

    def plain(request, name):
        with connection.cursor() as cursor:
            cursor.execute(statements[name], request.GET.getlist("value"))
            return HttpResponse(orjson.dumps(cursor.fetchall()), content_type="application/json")

    api_rivals.add()
    urls.urlpatterns.insert(0, path("rival/sql/<str:name>/", plain))


def plain(name, *values):
    return f"/rival/sql/{name}/?" + urlencode([("value", value) for value in values])
