"""One POST address for each verb on an action. Each calls the method of the model that its page calls."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.viewsets.asked import Asked
from accounts.viewsets.idempotency import once
from accounts.viewsets.resources import one_told
from accounts.viewsets.write_schema import BASED_ON, KEY
from accounts.viewsets.writing import body_of, number_seen, require
from actions import permissions
from actions.models import Action
from actions.serializers.actions import ActionSerializer
from actions.serializers.verbs import BODIES, CorrectBody
from actions.transitions import RULES
from actions.viewsets.actions import ACTIONS
from actions.viewsets.refused import told_to


def found_action(user, pk):
    actions = Action.objects.visible_to(user).select_related(
        "area__inspection__organisation", "owner__holder"
    )
    return get_object_or_404(actions.prefetch_related("contributors"), pk=pk)


def action_told(request, action, status=200):
    """As it is now; nothing (204) for whoever has just handed away what let them see it."""
    at = timezone.now()
    try:
        answer = one_told(ACTIONS, Asked(request.user, at, timezone.localdate(at)), action.pk, status)
    except Http404:
        return Response(status=204)
    answer["ETag"] = f'"{answer.ledger_number}"'
    return answer


class VerbView(APIView):
    """Each verb's view has a `post` of its own, for its words in the reference."""

    body = None

    def record(self, request, pk):
        user, at = request.user, timezone.now()
        action = found_action(user, pk)
        require(permissions.why_not_before_its_row(user, action, self.body.kind))
        seen = number_seen(request)
        told = body_of(self.body, request, action=action)
        if self.body is CorrectBody:
            require(permissions.why_not(user, action, self.body.kind, told.row))
        with told_to(user):
            told.record(action, user, at, seen)
        return action_told(request, action)


def verb_views():
    """(address below an action, its view)."""
    for address, body in BODIES.items():
        name = f"{body.__name__.removesuffix('Body')}View"
        yield address, type(name, (VerbView,), {"body": body, "post": _post(address, body)})


def _post(address, body):
    @extend_schema(
        summary=address.replace("-", " ").capitalize(),
        description=f"{RULES[body.kind].sentence} Answers with the action as it is then.",
        operation_id=f"actions_{address.replace('-', '_')}",
        request=body,
        responses={200: ActionSerializer, 204: None},
        parameters=[BASED_ON, KEY],
        tags=["actions"],
    )
    @once
    def post(view, request, pk):
        return view.record(request, pk)

    return post
