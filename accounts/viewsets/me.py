from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Membership
from accounts.serializers.me import MeSerializer
from accounts.serializers.people import NameBody
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.idempotency import once
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, refusals


class MeView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(responses=MeSerializer, summary="Whose key this is")
    def get(self, request):
        """Who is asking, for which organisations they work, and what the token used may do."""
        return _told(request, request.user)


class ChangeMeView(APIView):
    @extend_schema(
        summary="Change one's own name",
        operation_id="me_change",
        request=NameBody,
        responses=MeSerializer,
        parameters=[KEY],
        tags=["me"],
    )
    @once
    def post(self, request):
        """As colleagues read it. Addresses and passwords are changed on the pages."""
        with refusals():
            request.user.rename(body_of(NameBody, request).validated_data["name"])
        return _told(request, request.user)


def _told(request, me):
    me.memberships_shown = Membership.objects.filter(
        user=me, organisation__in=me.organisation_ids()
    ).select_related("organisation")
    me.token = request.auth
    return Response(MeSerializer(me).data)
