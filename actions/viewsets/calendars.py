"""The addresses at which one's calendar program reads one's deadlines. They are made on a page."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.serializers.rows import NothingBody
from accounts.viewsets.addresses import Address
from accounts.viewsets.idempotency import once
from accounts.viewsets.resources import Resource
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of
from actions.models import CalendarAddress
from actions.serializers.calendars import CalendarAddressSerializer

API = Address("api-calendar-address", 987654321)

CALENDAR_ADDRESSES = Resource(
    name="calendar-addresses",
    one="calendar address",
    words="Whether a calendar program reads your deadlines, and since when.",
    rows=lambda asked: CalendarAddress.objects.visible_to(asked.user).live(),
    tell=lambda found, asked: [
        {"id": row.id, "url": API.of(row.id), "created_at": row.created_at} for row in found
    ],
    columns={name: name for name in ("id", "created_at")},
    serializer=CalendarAddressSerializer,
)


class RevokeCalendarAddressView(APIView):
    @extend_schema(
        summary="Revoke a calendar address",
        operation_id="calendar-addresses_revoke",
        request=NothingBody,
        responses={204: None},
        parameters=[KEY],
        tags=["calendar-addresses"],
    )
    @once
    def post(self, request, pk):
        """Calendars that use it show nothing new."""
        found = get_object_or_404(CalendarAddress.objects.visible_to(request.user), pk=pk)
        body_of(NothingBody, request)
        found.revoke(timezone.now())
        return Response(status=204)
