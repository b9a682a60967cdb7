"""Which verbs may be done with an action now, by whoever asks; and why the others may not."""

from django.urls import reverse
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.addresses import absolute
from actions import permissions
from actions.serializers.offered import OfferedSerializer
from actions.serializers.verbs import BODIES
from actions.statuses import Kind
from actions.transitions import RULES
from actions.viewsets.verbs import found_action


class OfferedView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="What may be done with an action now",
        operation_id="actions_verbs",
        responses=OfferedSerializer,
        tags=["actions"],
    )
    def get(self, request, pk):
        """Every verb, whether you may do it now, and if not, why. The same table decides when you do it."""
        action = found_action(request.user, pk)
        closed = permissions.why_closed(request.user, action)
        closed[Kind.CORRECTED] = permissions.why_not_before_its_row(request.user, action, Kind.CORRECTED)
        return Response(
            {
                "ledger_number": action.ledger_number,
                "status": action.status,
                "verbs": [_told(verb, body.kind, pk, closed[body.kind]) for verb, body in BODIES.items()],
            }
        )


def _told(verb, kind, pk, sentence):
    return {
        "verb": verb,
        "url": absolute(reverse(f"api-{verb}", args=[pk])),
        "about": RULES[kind].sentence,
        "is_open": sentence is None,
        "why_not": sentence or "",
    }
