"""Asking for mails of what becomes public. Whoever has the address confirms it by the link in the mail."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.client_address import client_address
from accounts.models import Organisation, SignInLimit
from accounts.viewsets.idempotency import once
from accounts.viewsets.problems import Problem
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of
from inspections.models import Inspection
from scrutiny.models import Committee, Subscription
from scrutiny.serializers.subscriptions import SubscribeBody

# One count with the pages.
DEED = "subscribe"
WAIT = "Too many tries. Wait 15 minutes, then try again."


def _described(what, operation):
    return extend_schema(
        summary=f"Ask for mails about {what}",
        operation_id=operation,
        request=SubscribeBody,
        responses={202: None},
        parameters=[KEY],
        tags=["subscriptions"],
    )


def _ask(request, **wanted):
    email, now = body_of(SubscribeBody, request).validated_data["email"], timezone.now()
    if not SignInLimit.take_try(DEED, email, client_address(request), now):
        raise Problem(429, WAIT, headers={"Retry-After": "900"})
    Subscription.ask(email, now, **wanted)
    return Response(status=202)


class SubscribeView(APIView):
    @_described("an organisation", "organisations_subscribe")
    @once
    def post(self, request, pk):
        """The same answer for an address that is new, waiting, or subscribed already."""
        organisations = Organisation.objects.visible_to(request.user)
        return _ask(request, organisation=get_object_or_404(organisations, pk=pk))


class SubscribeToInspectionView(APIView):
    @_described("an inspection", "inspections_subscribe")
    @once
    def post(self, request, pk):
        """The same answer for an address that is new, waiting, or subscribed already."""
        inspections = Inspection.objects.visible_to(request.user).select_related("organisation")
        return _ask(request, inspection=get_object_or_404(inspections, pk=pk))


class SubscribeToCommitteeView(APIView):
    @_described("a committee", "committees_subscribe")
    @once
    def post(self, request, pk):
        """The same answer for an address that is new, waiting, or subscribed already."""
        committees = Committee.objects.visible_to(request.user).select_related("organisation")
        return _ask(request, committee=get_object_or_404(committees, pk=pk))
