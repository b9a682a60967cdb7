"""An organisation's settings, for its leads; adding an organisation, for the operator."""

from django.shortcuts import get_object_or_404
from drf_spectacular.utils import extend_schema
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts import permissions
from accounts.models import Organisation
from accounts.serializers.settings import OrganisationBody, SettingsBody, SettingsSerializer
from accounts.viewsets import asked as asking
from accounts.viewsets.access import IsAuthenticated
from accounts.viewsets.idempotency import once
from accounts.viewsets.organisations import ORGANISATIONS
from accounts.viewsets.write_schema import KEY
from accounts.viewsets.writing import body_of, refusals, require
from accounts.viewsets.written import added, described


def _found(request, pk):
    found = get_object_or_404(Organisation.objects.of(request.user), pk=pk)
    require(permissions.may_change_settings(request.user, found))
    return found


class SettingsView(APIView):
    permission_classes = [IsAuthenticated]

    @extend_schema(
        summary="Settings of an organisation",
        operation_id="organisations_settings",
        responses=SettingsSerializer,
        tags=["organisations"],
    )
    def get(self, request, pk):
        """For its leads."""
        found = _found(request, pk)
        asking.refuse_parameters(request)
        return Response(SettingsSerializer(found).data)


class ChangeSettingsView(APIView):
    @extend_schema(
        summary="Change the settings of an organisation",
        operation_id="organisations_change_settings",
        request=SettingsBody,
        responses=SettingsSerializer,
        parameters=[KEY],
        tags=["organisations"],
    )
    @once
    def post(self, request, pk):
        """What is left out stays as it is. The history keeps what it was before."""
        found = _found(request, pk)
        for name, value in body_of(SettingsBody, request).validated_data.items():
            setattr(found, name, value)
        with refusals():
            found.full_clean()
            found.save()
        return Response(SettingsSerializer(found).data)


class AddOrganisationView(APIView):
    @described("Add an organisation", OrganisationBody, "organisations_add", ORGANISATIONS, 201)
    @once
    def post(self, request):
        """For the operator, who asks with a session: no token reaches beyond its organisation."""
        require(permissions.may_add_organisations(request.user))
        organisation = Organisation(**body_of(OrganisationBody, request).validated_data)
        with refusals():
            organisation.full_clean()
            organisation.save()
        return added(ORGANISATIONS, request, organisation.pk)
