"""What was changed about an organisation, its posts and roles, or about an inspection. For leads."""

from datetime import datetime

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.views import APIView

from accounts import change_history, permissions
from accounts.models import Organisation
from accounts.serializers.history import HistorySerializer
from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.pages import NOT_OURS, Order
from accounts.viewsets.problems import refused_fields
from accounts.viewsets.resources import paged
from accounts.viewsets.schema import PAGES
from accounts.viewsets.writing import require

NEWEST = Order("newest", ("at", "number"), key="kind")


def history(request, changes, thing):
    """A page of what `changes`, such as accounts.change_history, knows of a thing."""
    size, cursor = asking.read_page(request)
    after = _understood(cursor, changes.KINDS) if cursor else None
    found = list(changes.entries(thing, after)[: size + 1])
    results = [_told(each) for each in changes.described(found[:size])]
    return paged(request, results, NEWEST.cursor(found[size - 1]) if len(found) > size else None)


def _understood(cursor, kinds):
    moment, number, kind = NEWEST.read(cursor)
    if not isinstance(moment, datetime) or type(number) is not int or kind not in kinds:
        raise refused_fields({"cursor": NOT_OURS})
    return moment, number, kind


def _told(change):
    return {
        "at": change.at,
        "by": change.by,
        "deed": change.deed,
        "about": change.about,
        "changed": [
            {"name": name, "before": str(before), "after": str(after)}
            for name, before, after in change.fields
        ],
    }


class OrganisationHistoryView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="What changed in an organisation",
        operation_id="organisations_history",
        responses=HistorySerializer,
        parameters=PAGES,
        tags=["organisations"],
    )
    def get(self, request, pk):
        """About itself, its posts, roles and closure days, the newest first. For its leads."""
        found = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
        require(permissions.may_read_history(request.user, found))
        return history(request, change_history, found)
