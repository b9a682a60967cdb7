"""Giving many actions of one organisation an owner or a deadline: all of them or none."""

from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Organisation
from accounts.permissions import may_give_work
from accounts.viewsets.idempotency import once
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of
from actions import assignment
from actions.serializers.assignment import AssignBody, OutcomesSerializer


class AssignView(APIView):
    @extend_schema(
        summary="Give many actions an owner or a deadline",
        operation_id="organisations_assign",
        request=AssignBody,
        responses={200: OutcomesSerializer},
        parameters=[KEY],
        tags=["actions"],
    )
    @once
    def post(self, request, pk):
        """Each change is a row of its ledger, based on the number you have seen. One refusal stops all."""
        organisation = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
        if not may_give_work(request.user, organisation):
            raise PermissionDenied("Only the improvement lead changes many actions at once.")
        told = dict(body_of(AssignBody, request, organisation=organisation).validated_data)
        chosen = {each["action"].pk: each for each in told.pop("actions")}
        dry_run = told.pop("dry_run", False)
        outcomes = assignment.assign(
            [each["action"] for each in chosen.values()],
            request.user,
            timezone.now(),
            based_on={pk: each["ledger_number"] for pk, each in chosen.items()},
            dry_run=dry_run,
            **told,
        )
        return Response(
            {
                "done": not dry_run and not any(outcome.refused for outcome in outcomes),
                "outcomes": [
                    {
                        "action": outcome.action.pk,
                        "changed": outcome.changes,
                        "refused": outcome.refused,
                    }
                    for outcome in outcomes
                ],
            }
        )
