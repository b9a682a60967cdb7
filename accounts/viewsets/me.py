from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.models import Membership
from accounts.serializers.me import MeSerializer
from accounts.viewsets.access import IsAuthenticated


class MeView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(responses=MeSerializer, summary="Whose key this is")
    def get(self, request):
        """Who is asking, for which organisations they work, and what the token used may do."""
        me = request.user
        me.memberships_shown = Membership.objects.filter(
            user=me, organisation__in=me.organisation_ids()
        ).select_related("organisation")
        me.token = request.auth
        return Response(MeSerializer(me).data)
