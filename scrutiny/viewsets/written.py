"""What the addresses that write in scrutiny have in common."""

from django.utils import timezone
from drf_spectacular.utils import extend_schema

from accounts.viewsets.asked import Asked
from accounts.viewsets.resources import one_told
from accounts.viewsets.write_schema import KEY


def described(summary, body, operation, resource, status=200):
    return extend_schema(
        summary=summary,
        operation_id=operation,
        request=body,
        responses={status: resource.serializer},
        parameters=[KEY],
        tags=[resource.name],
    )


def told(resource, request, pk, status=200):
    """The thing as it is now."""
    at = timezone.now()
    return one_told(resource, Asked(request.user, at, timezone.localdate(at)), pk, status)


def added(resource, request, pk, status=201):
    answer = told(resource, request, pk, status)
    answer["Location"] = answer.data["url"]
    return answer
