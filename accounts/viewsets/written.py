"""What the addresses that write have in common when they answer with one of a resource."""

from django.http import Http404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response

from accounts.viewsets.asked import Asked
from accounts.viewsets.resources import one_told
from accounts.viewsets.write_schema import KEY


def described(summary, body, operation, resource, status=200, *, parameters=(KEY,), may_be_gone=False):
    """`may_be_gone`: whoever does it may lose sight of the thing by it, and is answered 204."""
    answers = {status: resource.serializer}
    return extend_schema(
        summary=summary,
        operation_id=operation,
        request=body,
        responses=answers | ({204: None} if may_be_gone else {}),
        parameters=list(parameters),
        tags=[resource.name],
    )


def removal(summary, operation, tag):
    """For a DELETE, which answers with nothing."""
    return extend_schema(
        summary=summary, operation_id=operation, request=None, responses={204: None}, tags=[tag]
    )


def told(resource, request, pk, status=200):
    """The thing as it is now."""
    at = timezone.now()
    return one_told(resource, Asked(request.user, at, timezone.localdate(at)), pk, status)


def told_if_seen(resource, request, pk):
    """The same; nothing (204) for whoever sees it no longer."""
    try:
        return told(resource, request, pk)
    except Http404:
        return Response(status=204)


def added(resource, request, pk, status=201):
    answer = told(resource, request, pk, status)
    answer["Location"] = answer.data["url"]
    return answer
