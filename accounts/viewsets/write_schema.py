"""What the addresses that write have in common, for the OpenAPI document."""

from drf_spectacular.utils import OpenApiParameter

from accounts.viewsets.schema import ProblemSerializer

BASED_ON = OpenApiParameter(
    "If-Match",
    {"type": "string", "pattern": r'^"[0-9]{1,9}(\.[0-9a-f]+)?"$'},
    OpenApiParameter.HEADER,
    required=True,
    description="The ledger number you have seen, from the ETag or `ledger_number`. 412 if it has changed.",
)
KEY = OpenApiParameter(
    "Idempotency-Key",
    {"type": "string", "minLength": 1, "maxLength": 200, "pattern": "^[!-~]+$"},
    OpenApiParameter.HEADER,
    description="A name of your own for this request. Sent twice within a day, it is done once.",
)


def may_refuse(*statuses):
    """For a GET that may also be refused as writes are."""
    return {(status, "application/problem+json"): ProblemSerializer for status in statuses}
